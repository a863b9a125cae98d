package io.halfdoor.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to the index.
 *
 * @param text anything at all; blank asks for every item, newest first
 * @param audience the caller's audience terms; with none, nothing is found
 * @param filters wanted values by field name or label key ({@code kind} too): an item has one of
 *     the values of every name. A name with no values does not filter
 * @param facets the field names and label keys to count values of
 * @param sort the order of hits; items alike in it come most used first, then in an order that
 *     stays as it is
 * @param limit how many hits at most, 0 to {@value #MAX_LIMIT}
 * @param after the {@link SearchResult#next()} of the page before, null for the first page
 * @param typos whether words that nothing visible contains may be taken for words nearly alike
 * @param meaning whether what is meant counts beside words, where the index knows it
 */
public record SearchRequest(
    String text,
    Set<String> audience,
    Map<String, Set<String>> filters,
    List<String> facets,
    Sort sort,
    int limit,
    @Nullable String after,
    boolean typos,
    boolean meaning) {

  public static final int MAX_LIMIT = 1_000;

  /** The order of hits. */
  public enum Sort {
    /** How well the words match; for blank text the same as {@link #NEWEST}. */
    RELEVANCE,
    /** By {@link Activity#updatedAt()}, latest first. */
    NEWEST,
    /** By {@link Activity#uses()}, most first. */
    MOST_USED
  }

  public SearchRequest {
    audience = Set.copyOf(audience);
    filters = Map.copyOf(filters);
    facets = List.copyOf(facets);
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 0 to " + MAX_LIMIT + ", not " + limit);
    }
  }

  /** The ten most relevant items for a text. */
  public static SearchRequest of(String text, Set<String> audience) {
    return new SearchRequest(
        text, audience, Map.of(), List.of(), Sort.RELEVANCE, 10, null, true, true);
  }

  public SearchRequest filters(Map<String, Set<String>> wanted) {
    return new SearchRequest(text, audience, wanted, facets, sort, limit, after, typos, meaning);
  }

  public SearchRequest facets(String... names) {
    return new SearchRequest(
        text, audience, filters, List.of(names), sort, limit, after, typos, meaning);
  }

  public SearchRequest sort(Sort order) {
    return new SearchRequest(text, audience, filters, facets, order, limit, after, typos, meaning);
  }

  public SearchRequest limit(int most) {
    return new SearchRequest(text, audience, filters, facets, sort, most, after, typos, meaning);
  }

  public SearchRequest after(@Nullable String cursor) {
    return new SearchRequest(text, audience, filters, facets, sort, limit, cursor, typos, meaning);
  }

  public SearchRequest typos(boolean allowed) {
    return new SearchRequest(text, audience, filters, facets, sort, limit, after, allowed, meaning);
  }

  public SearchRequest meaning(boolean counts) {
    return new SearchRequest(text, audience, filters, facets, sort, limit, after, typos, counts);
  }
}
