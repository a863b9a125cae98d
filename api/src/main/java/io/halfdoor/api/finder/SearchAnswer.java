package io.halfdoor.api.finder;

import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.search.Hit;
import io.halfdoor.search.Marked.Range;
import io.halfdoor.search.Place;
import io.halfdoor.search.SearchResult;
import io.halfdoor.search.SearchResult.Correction;
import io.halfdoor.search.SearchResult.FacetValue;
import io.halfdoor.search.SearchResult.Synonym;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, as callers see it.
 *
 * @param byMeaning whether what is meant counted beside words
 * @param incomplete how many items that the caller may see are found by their words alone, since it
 *     is not known yet what they mean
 * @param partial true when these are not all, since time ran out or the index is still being built
 * @param position up to where in the feed all could be found; absent while nobody knows
 */
record SearchAnswer(
    String id,
    List<HitBody> hits,
    Total total,
    Map<String, List<FacetValue>> facets,
    @Nullable String next,
    List<Correction> corrections,
    @Nullable String didYouMean,
    List<Synonym> synonyms,
    int droppedTerms,
    boolean byMeaning,
    int incomplete,
    boolean partial,
    long tookMs,
    @Nullable String position) {

  static SearchAnswer of(
      String id,
      SearchResult found,
      boolean isExplained,
      Items items,
      long tookMs,
      @Nullable String position) {
    return new SearchAnswer(
        id,
        found.hits().stream().map(hit -> HitBody.of(hit, isExplained, items)).toList(),
        new Total(found.total().count(), found.total().isExact() ? Relation.EQ : Relation.GTE),
        found.facets(),
        found.next(),
        found.corrections(),
        found.didYouMean(),
        found.synonyms(),
        found.droppedTerms(),
        found.isByMeaning(),
        found.incomplete(),
        found.isPartial() || position == null,
        tookMs,
        position);
  }

  /** How many items match: exactly so many, or at least. */
  record Total(long count, Relation relation) {}

  enum Relation {
    EQ,
    GTE
  }

  /**
   * An item found.
   *
   * @param href where it can be read, on this server
   * @param place of the passage that the snippet is from
   * @param headings above that passage, from the outermost
   * @param alsoAs others of the same text, for which this one stands
   * @param newcomer whether it stands in the place kept for new ones
   * @param scores for those who ask for them
   */
  record HitBody(
      String kind,
      String id,
      String href,
      long version,
      String title,
      List<Range> titleRanges,
      String summary,
      String snippet,
      List<Range> snippetRanges,
      @Nullable PlaceBody place,
      List<String> headings,
      Map<String, List<String>> labels,
      Map<String, List<String>> fields,
      @Nullable String fileName,
      @Nullable String language,
      List<String> externalIds,
      long uses,
      boolean due,
      Instant createdAt,
      Instant updatedAt,
      WhyBody why,
      List<OtherBody> alsoAs,
      boolean newcomer,
      @Nullable Scores scores) {

    static HitBody of(Hit hit, boolean isExplained, Items items) {
      return new HitBody(
          hit.kind(),
          hit.id(),
          address(hit.kind(), hit.id(), items),
          hit.version(),
          hit.title().text(),
          hit.title().ranges(),
          hit.words().summary(),
          hit.snippet().text(),
          hit.snippet().ranges(),
          hit.place() == null ? null : PlaceBody.of(hit.place()),
          hit.headings(),
          hit.labels(),
          hit.fields(),
          orAbsent(hit.words().fileName()),
          orAbsent(hit.words().language()),
          hit.words().externalIds(),
          hit.activity().uses(),
          hit.activity().isDue(),
          hit.activity().createdAt(),
          hit.activity().updatedAt(),
          WhyBody.of(hit),
          hit.same().stream().sorted().map(id -> OtherBody.of(id, items)).toList(),
          hit.isNewcomer(),
          isExplained ? Scores.of(hit.why()) : null);
    }

    private static @Nullable String orAbsent(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  /** An item that is not listed itself. */
  record OtherBody(String kind, String id, String href) {

    static OtherBody of(String id, Items items) {
      String kind = items.kindOf(id).map(ItemKind::name).orElseThrow();
      return new OtherBody(kind, id, address(kind, id, items));
    }
  }

  /**
   * What a hit is ordered by.
   *
   * @param words absent beyond the first hits, which are not looked at this closely
   * @param meaning absent where that was not asked for
   */
  record Scores(@Nullable Double words, @Nullable Double meaning, double prior, double total) {

    static Scores of(Hit.Why why) {
      return new Scores(why.words(), why.meaning(), why.prior(), why.total());
    }
  }

  /** Where in an item: page 7, slide 3, the sheet named Prices. */
  record PlaceBody(Place.Part part, @Nullable Integer number, @Nullable String name) {

    static PlaceBody of(Place place) {
      return new PlaceBody(
          place.part(),
          place.number() == 0 ? null : place.number(),
          place.name().isEmpty() ? null : place.name());
    }
  }

  /** Where an item can be read, on this server. */
  static String address(String kind, String id, Items items) {
    return "/api/v1" + items.kind(kind).map(ItemKind::path).orElse("") + "/" + id;
  }
}
