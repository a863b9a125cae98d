package io.halfdoor.api.finder;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.meaning.Meanings;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.write.Writes;
import io.halfdoor.search.Likeness;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchOptions;
import io.halfdoor.search.SearchRequest;
import io.halfdoor.search.SearchResult;
import io.halfdoor.search.Synonyms;
import io.halfdoor.search.TextGroups;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code Halfdoor} calls: the index of this node, fed and asked. */
public final class Finder implements AutoCloseable {

  private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(1);

  private final SearchIndex index;
  private final Waiting waiting;
  private final Rebuilds rebuilds;
  private final Feeder feeder;
  private final SearchLog log;
  private final Similar similar;
  private final Items items;
  private final List<Object> resources;

  private Finder(
      SearchIndex index,
      Waiting waiting,
      Rebuilds rebuilds,
      Feeder feeder,
      SearchLog log,
      Similar similar,
      Items items,
      List<Object> resources) {
    this.index = index;
    this.waiting = waiting;
    this.rebuilds = rebuilds;
    this.feeder = feeder;
    this.log = log;
    this.similar = similar;
    this.items = items;
    this.resources = resources;
  }

  /**
   * Opens the index in a folder and begins to feed it. Every kind of item is known by then.
   *
   * @param meanings null where things are found by their words alone
   * @throws java.io.UncheckedIOException when the folder cannot be used
   */
  public static Finder open(
      Path folder,
      FinderConfig config,
      Database database,
      Changes changes,
      Items items,
      Writes writes,
      Ids ids,
      @Nullable Meanings meanings,
      InstantSource clock) {
    SearchIndex index = SearchIndex.open(folder, SearchOptions.of(clock).embedder(meanings));
    Arrivals arrivals = new Arrivals();
    Rebuilds rebuilds = new Rebuilds(index, items, changes, ids, clock);
    Feeder feeder =
        new Feeder(
            index,
            items,
            changes,
            rebuilds,
            arrivals,
            meanings,
            config.commitEvery().toJavaDuration(),
            clock);
    SearchLog log =
        new SearchLog(
            database.jdbi(),
            database.transactions(),
            config.keepSearches().toJavaDuration(),
            clock);
    Waiting waiting = new Waiting(changes, arrivals, config.longestWait().toJavaDuration());
    Verification verification = new Verification(index, items, changes, arrivals, clock);
    Similar similar = new Similar(index, items);
    feeder.start();
    return new Finder(
        index,
        waiting,
        rebuilds,
        feeder,
        log,
        similar,
        items,
        List.of(
            new SearchResource(index, items, waiting, log, writes, ids, clock),
            new SimilarResource(similar, items),
            new IndexResource(index, feeder, rebuilds, verification, meanings, writes)));
  }

  /** How the ids are written of what this feature records changes of. */
  public Map<String, IdPrefix> ids() {
    return Map.of(RebuildRun.KIND, RebuildRun.IDS);
  }

  public List<Object> resources() {
    return resources;
  }

  /** What stands below an item of a kind as {@code similar}. */
  public SimilarItemsResource similarTo(String kind, String id) {
    return new SimilarItemsResource(kind, id, similar, items);
  }

  /**
   * Lets this node's index get to where a kind's items are now. Gives up after a second: what is
   * looked for then may be found a little later.
   */
  public void catchUp(String kind) {
    waiting.upToNow(kind, LONGEST_CATCHING_UP);
  }

  /**
   * The ids of what a search finds first: what {@code GET /search} would tell the caller, once all
   * that is committed by now of some kinds' items can be found. It is not remembered as a search.
   *
   * @param filters wanted values by field name or label key
   * @throws Problem when the index is behind, or cannot tell in time
   */
  public List<String> first(
      String q,
      Map<String, List<String>> filters,
      Caller caller,
      Collection<String> kinds,
      int limit) {
    waiting.untilNow(kinds);
    boolean isWhole = index.position().isPresent();
    Map<String, Set<String>> wanted = new HashMap<>();
    filters.forEach((name, values) -> wanted.put(name, Set.copyOf(values)));
    SearchRequest request =
        SearchRequest.of(QueryText.storable(q), caller.terms()).filters(wanted).limit(limit);
    SearchResult found = SearchResource.asked(() -> index.search(request));
    if (!isWhole || found.isPartial()) {
      throw new Problem(
          ProblemType.UNAVAILABLE, "The index cannot tell all right now; try again in a moment.");
    }
    // What a hit stands for is found with it.
    return found.hits().stream()
        .flatMap(hit -> Stream.concat(Stream.of(hit.id()), hit.same().stream()))
        .toList();
  }

  /**
   * The items of a kind that are said most like a text, the likest first, of those that the caller
   * may see.
   */
  public List<Likeness> similar(String text, Caller caller, String kind, int limit) {
    return similar(text, "", caller, Map.of("kind", Set.of(kind)), limit);
  }

  /**
   * The same among the items that have one of the values of each name.
   *
   * @param more what is said besides, to be found anywhere in them
   */
  public List<Likeness> similar(
      String text, String more, Caller caller, Map<String, Set<String>> filters, int limit) {
    return SearchResource.asked(() -> index.similar(text, more, caller.terms(), filters, limit));
  }

  /**
   * The ids, as callers write them, of all items of a kind that a search for a text finds, of those
   * that the caller may see: of what was written by now, as {@link #catchUp} allows.
   */
  public Set<String> all(String text, Caller caller, String kind) {
    QueryText.requireAtMost("q", text, SearchResource.LONGEST_IN_ADDRESS);
    catchUp(kind);
    return SearchResource.asked(
        () ->
            index.all(
                SearchRequest.of(QueryText.storable(text), caller.terms())
                    .filters(Map.of("kind", Set.of(kind)))));
  }

  /**
   * Short texts put together by likeness, the largest group first: by words that few items of a
   * kind have.
   */
  public List<TextGroups.Group> groups(List<TextGroups.Text> texts, String kind) {
    return SearchResource.asked(() -> index.groups(texts, Set.of(kind)));
  }

  /** The same, where any kind of item may have the words. */
  public List<TextGroups.Group> groups(List<TextGroups.Text> texts) {
    return SearchResource.asked(() -> index.groups(texts, Set.of()));
  }

  /** Has this node's searches go by a list of synonyms, from those that begin now. */
  public void synonyms(Synonyms list) {
    index.synonyms(list);
  }

  /** What a search would find first by another list of synonyms. It is not remembered. */
  public SearchResult by(Synonyms list, String q, Caller caller, int limit) {
    SearchRequest request = SearchRequest.of(QueryText.storable(q), caller.terms()).limit(limit);
    return SearchResource.asked(() -> index.search(request, list));
  }

  /**
   * Has something done now, and on this node whenever something of a kind was written, on
   * whichever: before that counts as arrived here.
   */
  public void onChange(String kind, Runnable follower) {
    feeder.onChange(kind, follower);
    follower.run();
  }

  /** How the feeding goes, for health: ready once it has caught up. */
  public FeederStatus status() {
    return feeder.status();
  }

  /** Writes down what is left and closes the index, with a commit. */
  @Override
  public void close() {
    rebuilds.close();
    feeder.close();
    log.close();
    index.close();
  }
}
