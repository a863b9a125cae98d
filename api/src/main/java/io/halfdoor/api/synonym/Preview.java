package io.halfdoor.api.synonym;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.search.Hit;
import io.halfdoor.search.SearchResult;
import io.halfdoor.search.SearchResult.Synonym;
import io.halfdoor.search.Synonyms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a list would do to searches: each made by the present one and by that, as the caller. */
final class Preview {

  static final int MOST_QUERIES = 20;

  private static final int FIRST = 10;

  /** What people searched for is looked through this far. */
  private static final int MOST_ASKED = 2_000;

  private static final Duration ASKED_WITHIN = Duration.ofDays(90);

  private final SynonymStore store;
  private final Finder finder;
  private final InstantSource clock;

  Preview(Jdbi jdbi, Finder finder, InstantSource clock) {
    this.store = jdbi.onDemand(SynonymStore.class);
    this.finder = finder;
    this.clock = clock;
  }

  /**
   * Tries queries.
   *
   * @param queries null for those that most people made and that either list has a saying of
   */
  Answer of(Caller caller, Synonyms present, Synonyms next, @Nullable List<String> queries) {
    List<String> tried = queries == null ? asked(present, next) : queries;
    return new Answer(tried.stream().map(query -> tried(query, caller, present, next)).toList());
  }

  private List<String> asked(Synonyms present, Synonyms next) {
    return store.asked(clock.instant().minus(ASKED_WITHIN), MOST_ASKED).stream()
        .filter(query -> present.touches(query) || next.touches(query))
        .limit(MOST_QUERIES)
        .toList();
  }

  private Tried tried(String query, Caller caller, Synonyms present, Synonyms next) {
    SearchResult before = finder.by(present, query, caller, FIRST);
    SearchResult after = finder.by(next, query, caller, FIRST);
    Map<String, Integer> was = places(before);
    Map<String, Integer> is = places(after);
    List<String> rose = new ArrayList<>();
    List<String> fell = new ArrayList<>();
    List<String> came = new ArrayList<>();
    is.forEach(
        (id, place) -> {
          Integer old = was.get(id);
          if (old == null) {
            came.add(id);
          } else if (!old.equals(place)) {
            (place < old ? rose : fell).add(id);
          }
        });
    List<String> left = was.keySet().stream().filter(id -> !is.containsKey(id)).toList();
    return new Tried(query, after.synonyms(), found(before), found(after), rose, fell, came, left);
  }

  /** The place of each of what was found, from 1, in that order. */
  private static Map<String, Integer> places(SearchResult result) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Hit hit : result.hits()) {
      places.put(hit.id(), places.size() + 1);
    }
    return places;
  }

  private static List<Found> found(SearchResult result) {
    return result.hits().stream()
        .map(hit -> new Found(hit.id(), hit.kind(), hit.title().text()))
        .toList();
  }

  /** What became of each query. */
  record Answer(List<Tried> items) {}

  /**
   * A query by both lists.
   *
   * @param synonyms the sayings that the proposed list finds in it
   * @param before what is found first by the present list
   * @param after the same by the proposed one
   * @param left what was among the first and no longer is
   */
  record Tried(
      String query,
      List<Synonym> synonyms,
      List<Found> before,
      List<Found> after,
      List<String> rose,
      List<String> fell,
      List<String> came,
      List<String> left) {}

  /** An item that is found. */
  record Found(String id, String kind, String title) {}
}
