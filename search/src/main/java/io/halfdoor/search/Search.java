package io.halfdoor.search;

import io.halfdoor.search.Nearest.Near;
import io.halfdoor.search.Ranking.Page;
import io.halfdoor.search.SearchRequest.Sort;
import io.halfdoor.search.SearchResult.Correction;
import io.halfdoor.search.SearchResult.FacetValue;
import io.halfdoor.search.SearchResult.Synonym;
import io.halfdoor.search.SearchResult.Total;
import io.halfdoor.search.Typed.Word;
import io.halfdoor.search.WordQueries.Wider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * One search.
 *
 * <p>A few words are searched for as typed first: items with every one of them. Only where those
 * are fewer than {@value #ENOUGH} is the search widened, and only then is anything looked up in the
 * dictionary. Either way what is found depends on the question alone and not on the page asked for:
 * a cursor says how its first page was searched.
 *
 * <p>What means nearly what was asked is found beside, and only then are both put in order: {@link
 * Window}.
 *
 * <p>The best hits and their number are found apart: the best by a search that skips what cannot be
 * among them, the number by a pass that scores nothing.
 */
final class Search {

  /** With more words an item need not have each of them. */
  static final int MOST_TIERED = 4;

  /** Items as typed that make widening needless. */
  static final int ENOUGH = 10;

  /** Beyond this many, the total is not exact unless facets are counted. */
  static final int MOST_COUNTED = 10_000;

  private static final TierSimilarity TIERED = new TierSimilarity();

  private final IndexSearcher searcher;
  private final SearchRequest request;
  private final Instant now;
  private final Reach reach;
  private final Typed typed;
  private final Synonyms synonyms;
  private final List<Synonyms.Run> sayings;
  private final WordQueries words;
  private final boolean isScored;
  private final @Nullable Nearest nearest;
  private Map<Integer, Near> near = Map.of();

  /**
   * @param embedder whose vectors the index has; null for the words alone
   */
  Search(
      IndexSearcher searcher,
      SearchRequest request,
      Synonyms synonyms,
      @Nullable Embedder embedder,
      Instant now)
      throws IOException {
    this.searcher = searcher;
    this.now = now;
    this.request = request;
    this.synonyms = synonyms;
    reach = new Reach(searcher, request.audience());
    typed = Typed.read(request.text(), this::isField);
    sayings = synonyms.in(typed, request.text());
    words = new WordQueries(searcher, typed, sayings);
    isScored = request.sort() == Sort.RELEVANCE && !Typed.isBlank(request.text());
    nearest =
        request.meaning() && isScored && typed.mayMean(request.text())
            ? Nearest.toQuestion(searcher, embedder, request.text())
            : null;
  }

  /**
   * The ids of all that is found, in no order.
   *
   * @throws IOException when time runs out before all of it is
   */
  Set<String> all(Duration timeout) throws IOException {
    begin(timeout);
    if (findsNothing()) {
      return Set.of();
    }
    Map<Word, Wider> wider =
        hasToWiden() ? new Spelling(reach, words).wider(typed, request.typos()) : null;
    if (nearest != null) {
      near = nearest.of(filtered(Set.of()).build());
    }
    Set<String> found = searcher.search(found(wider, Set.of()), new AllIds());
    if (searcher.timedOut()) {
      throw new IOException("Time ran out before all was found");
    }
    return found;
  }

  SearchResult run(Duration timeout) throws IOException {
    begin(timeout);
    String after = request.after();
    Cursor cursor = after == null ? null : Cursor.read(after, request);
    if (findsNothing()) {
      return new SearchResult(
          List.of(),
          new Total(0, true),
          new FacetCounter(request.facets(), request.filters()).facets(),
          null,
          List.of(),
          null,
          typed.dropped(),
          false,
          0,
          false,
          List.of());
    }
    if (nearest != null) {
      near = nearest.of(filtered(Set.of()).build());
    }
    boolean isWidened = cursor == null ? hasToWiden() : cursor.isWidened();
    Map<Word, Wider> wider = null;
    String didYouMean = null;
    if (isWidened) {
      Spelling spelling = new Spelling(reach, words);
      wider = spelling.wider(typed, request.typos());
      if (request.typos() && corrections(wider).isEmpty()) {
        didYouMean = spelling.better(request.text(), typed, this::count);
      }
    }
    Page page = page(wider, cursor);
    Map<String, List<FacetValue>> facets = Map.of();
    Total total;
    if (!request.facets().isEmpty()) {
      FacetCounter counter = facets(wider);
      facets = counter.facets();
      total = new Total(counter.total(), true);
    } else {
      total =
          page.total() >= 0 && near.isEmpty() ? new Total(page.total(), true) : countUpTo(wider);
    }
    Map<Word, Wider> known = wider == null ? Map.of() : wider;
    List<FieldDoc> shown = page.hits().subList(0, Math.min(request.limit(), page.hits().size()));
    return new SearchResult(
        new Hits(searcher, new Marker(typed, words, known), Window.isSentence(typed)).of(shown),
        total,
        facets,
        next(page, isWidened),
        corrections(known),
        didYouMean,
        typed.dropped(),
        nearest != null,
        reach.count(new TermQuery(new Term(Fields.INCOMPLETE, "")), MOST_COUNTED),
        searcher.timedOut(),
        synonyms());
  }

  private void begin(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    searcher.setTimeout(() -> System.nanoTime() - end >= 0);
    searcher.setSimilarity(typed.strong().size() <= MOST_TIERED ? TIERED : TierSimilarity.PLAIN);
  }

  private boolean findsNothing() {
    return request.audience().isEmpty() || (typed.hasNothing() && !Typed.isBlank(request.text()));
  }

  /** Whether too few items have what was typed as it was typed. */
  private boolean hasToWiden() throws IOException {
    return !typed.words().isEmpty()
        && searcher.search(query(null, Set.of()), new CountUpTo(ENOUGH)) < ENOUGH
        && !searcher.timedOut();
  }

  /** One hit more than asked for, so as to know of a next page. */
  private Page page(@Nullable Map<Word, Wider> wider, @Nullable Cursor cursor) throws IOException {
    Ranking ranking = new Ranking(searcher, query(wider, Set.of()));
    int most = request.limit() + 1;
    if (isScored) {
      Window window =
          new Window(
              searcher,
              typed,
              words.finer(request.text(), wider),
              nearest,
              near,
              request.audience(),
              now);
      return ranking.page(window, cursor, most);
    }
    boolean isByUse = request.sort() == Sort.MOST_USED;
    return ranking.page(isByUse ? Ranking.MOST_USED : Ranking.NEWEST, cursor, most);
  }

  /**
   * @param unfiltered names whose filters are left out
   */
  private Query query(@Nullable Map<Word, Wider> wider, Collection<String> unfiltered) {
    BooleanQuery.Builder query = filtered(unfiltered);
    words.addWords(query, wider);
    return query.build();
  }

  /** What the words find, and what is near by its meaning. */
  private Query found(@Nullable Map<Word, Wider> wider, Collection<String> unfiltered)
      throws IOException {
    Query byWords = query(wider, unfiltered);
    if (nearest == null) {
      return byWords;
    }
    Map<Integer, Near> there =
        unfiltered.isEmpty() ? near : nearest.of(filtered(unfiltered).build());
    return new BooleanQuery.Builder()
        .add(byWords, Occur.SHOULD)
        .add(new Documents(there.keySet()), Occur.SHOULD)
        .build();
  }

  /** What the caller may see that has what has to be there, whatever its words. */
  private BooleanQuery.Builder filtered(Collection<String> unfiltered) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(reach.visible(), Occur.FILTER);
    request
        .filters()
        .forEach(
            (name, values) -> {
              if (!values.isEmpty() && !unfiltered.contains(name)) {
                List<BytesRef> wanted = values.stream().map(BytesRef::new).toList();
                query.add(new TermInSetQuery(Fields.values(name), wanted), Occur.FILTER);
              }
            });
    for (List<String> phrase : typed.phrases()) {
      query.add(WordQueries.phrase(Fields.TEXT, phrase, 0), Occur.MUST);
    }
    Map<String, BooleanQuery.Builder> wanted = new LinkedHashMap<>();
    for (Typed.Field field : typed.fields()) {
      wanted
          .computeIfAbsent(field.name(), name -> new BooleanQuery.Builder())
          .add(queryOf(field), Occur.SHOULD);
    }
    wanted.values().forEach(any -> query.add(any.build(), Occur.FILTER));
    for (List<String> phrase : typed.excluded()) {
      query.add(WordQueries.phrase(Fields.TEXT, phrase, 0), Occur.MUST_NOT);
    }
    for (Typed.Field field : typed.excludedFields()) {
      query.add(queryOf(field), Occur.MUST_NOT);
    }
    return query;
  }

  private static Query queryOf(Typed.Field field) {
    return field.name().equals(Fields.TITLE)
        ? WordQueries.phrase(Fields.TITLE, List.of(field.key().split(" ")), 0)
        : new TermQuery(new Term(Fields.folded(field.name()), field.key().replace(" ", "")));
  }

  /** Whether a name is a field's or label's, as far as the caller can know. */
  private boolean isField(String name) {
    if (name.equals(Fields.TITLE)) {
      return true;
    }
    String field = Fields.folded(name);
    try {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        FieldInfos infos = leaf.reader().getFieldInfos();
        if (infos.fieldInfo(field) != null) {
          return reach.hasAny(Fields.values(name));
        }
      }
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private FacetCounter facets(@Nullable Map<Word, Wider> wider) throws IOException {
    Map<String, Set<String>> chosen = new LinkedHashMap<>();
    for (String name : request.facets()) {
      Set<String> values = request.filters().getOrDefault(name, Set.of());
      if (!values.isEmpty()) {
        chosen.put(name, values);
      }
    }
    return searcher.search(
        found(wider, chosen.keySet()), new FacetCounter(request.facets(), chosen));
  }

  private Total countUpTo(@Nullable Map<Word, Wider> wider) throws IOException {
    int count = searcher.search(found(wider, Set.of()), new CountUpTo(MOST_COUNTED + 1));
    return count > MOST_COUNTED ? new Total(MOST_COUNTED, false) : new Total(count, true);
  }

  /** How many items a text finds as typed, up to {@link #ENOUGH}. */
  private int count(String text) throws IOException {
    Search other =
        new Search(
            searcher,
            new SearchRequest(
                text,
                request.audience(),
                request.filters(),
                List.of(),
                Sort.NEWEST,
                0,
                null,
                false,
                false),
            synonyms,
            null,
            now);
    return searcher.search(other.query(null, Set.of()), new CountUpTo(ENOUGH));
  }

  private @Nullable String next(Page page, boolean isWidened) {
    if (request.limit() == 0 || page.hits().size() <= request.limit()) {
      return null;
    }
    int last = request.limit() - 1;
    return Cursor.of(page.hits().get(last), isWidened, last < page.windowed()).write(request);
  }

  private List<Synonym> synonyms() {
    return sayings.stream()
        .map(
            run ->
                new Synonym(
                    run.in(request.text()),
                    run.others().stream().map(Synonyms.Other::saying).toList()))
        .toList();
  }

  private List<Correction> corrections(Map<Word, Wider> wider) {
    List<Correction> corrections = new ArrayList<>();
    wider.forEach(
        (word, taken) -> {
          String meant = taken.correction();
          if (meant != null) {
            String asTyped = request.text().substring(word.start(), word.end());
            corrections.add(new Correction(asTyped, meant));
          }
        });
    return corrections;
  }
}
