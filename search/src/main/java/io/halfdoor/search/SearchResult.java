package io.halfdoor.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link SearchRequest}, computed from what the caller may see alone.
 *
 * @param facets for each facet asked for, its values with counts, most first, then by value, at
 *     most {@value #MAX_FACET_VALUES}. A name's counts disregard the filter on that same name, so
 *     that the values not chosen keep their counts; values chosen are listed even with 0
 * @param next the cursor of the next page, null after the last
 * @param corrections words nothing visible contains, and what they were taken for
 * @param didYouMean a query that finds more, offered and not used; null when there is none
 * @param droppedTerms how many words of the text were left out since it had too many
 * @param isByMeaning whether meaning was searched beside words
 * @param incomplete how many items the caller may see whose meaning is not known yet: they are
 *     found by their words alone
 * @param isPartial true when time ran out: hits, total and facets are those found until then
 * @param synonyms the sayings of the list of {@link Synonyms} that were typed, in that order
 */
public record SearchResult(
    List<Hit> hits,
    Total total,
    Map<String, List<FacetValue>> facets,
    @Nullable String next,
    List<Correction> corrections,
    @Nullable String didYouMean,
    int droppedTerms,
    boolean isByMeaning,
    int incomplete,
    boolean isPartial,
    List<Synonym> synonyms) {

  /** How many values of a facet are listed at most, beside those chosen. */
  public static final int MAX_FACET_VALUES = 100;

  /**
   * How many items match.
   *
   * @param isExact false when there may be more
   */
  public record Total(long count, boolean isExact) {}

  /** A value of a facet and how many of the matching items have it. */
  public record FacetValue(String value, long count) {}

  /** A word as typed and the word it was taken for. */
  public record Correction(String typed, String meant) {}

  /** A saying as typed, and the others by which items were found too. */
  public record Synonym(String typed, List<String> also) {}
}
