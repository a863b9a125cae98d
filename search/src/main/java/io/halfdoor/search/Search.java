package io.halfdoor.search;

import io.halfdoor.search.SearchRequest.Sort;
import io.halfdoor.search.SearchResult.Correction;
import io.halfdoor.search.SearchResult.FacetValue;
import io.halfdoor.search.SearchResult.Total;
import io.halfdoor.search.Typed.Word;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
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

  static final SortField BY_USES = descending(Fields.USES);
  static final SortField BY_ID = new SortField(Fields.ORDER, SortField.Type.STRING);

  private static final TierSimilarity TIERED = new TierSimilarity();

  private final IndexSearcher searcher;
  private final SearchRequest request;
  private final Reach reach;
  private final Typed typed;
  private final WordQueries words;
  private final boolean isScored;

  Search(IndexSearcher searcher, SearchRequest request) throws IOException {
    this.searcher = searcher;
    this.request = request;
    reach = new Reach(searcher, request.audience());
    typed = Typed.read(request.text(), this::isField);
    words = new WordQueries(searcher, typed);
    isScored = request.sort() == Sort.RELEVANCE && !Typed.isBlank(request.text());
  }

  SearchResult run(Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    searcher.setTimeout(() -> System.nanoTime() - end >= 0);
    searcher.setSimilarity(typed.strong().size() <= MOST_TIERED ? TIERED : TierSimilarity.PLAIN);
    String after = request.after();
    Cursor cursor = after == null ? null : Cursor.read(after, request);
    if (request.audience().isEmpty() || (typed.hasNothing() && !Typed.isBlank(request.text()))) {
      return new SearchResult(
          List.of(),
          new Total(0, true),
          new FacetCounter(request.facets(), request.filters()).facets(),
          null,
          List.of(),
          null,
          typed.dropped(),
          false);
    }
    FieldDoc position = cursor == null ? null : cursor.position(isScored);
    Found found = null;
    if (cursor == null || !cursor.isWidened()) {
      found = find(false, Map.of(), position);
    }
    boolean isWidened = found == null || (cursor == null && mayWiden(found));
    Map<Word, String> corrections = Map.of();
    String didYouMean = null;
    if (found == null || isWidened) {
      Spelling spelling = new Spelling(reach, words);
      corrections = request.typos() ? spelling.corrections(typed) : Map.of();
      found = find(true, corrections, position);
      if (request.typos() && corrections.isEmpty()) {
        didYouMean = spelling.better(request.text(), typed, this::count);
      }
    }
    Map<String, List<FacetValue>> facets = Map.of();
    Total total = total(found.top);
    if (!request.facets().isEmpty()) {
      FacetCounter counter = facets(isWidened, corrections);
      facets = counter.facets();
      total = new Total(counter.total(), true);
    } else if (total == null) {
      total = countUpTo(found.query);
    }
    return new SearchResult(
        new Hits(searcher, typed, words, corrections, isWidened).of(shown(found.top)),
        total,
        facets,
        next(found.top, isWidened),
        corrections.entrySet().stream()
            .map(each -> new Correction(typedAs(each.getKey()), each.getValue()))
            .toList(),
        didYouMean,
        typed.dropped(),
        searcher.timedOut());
  }

  /** The best of what a query finds, one more than asked for, so as to know of a next page. */
  private record Found(Query query, TopFieldDocs top) {}

  private Found find(boolean isWidened, Map<Word, String> corrections, @Nullable FieldDoc after)
      throws IOException {
    Query query = query(isWidened, corrections, Set.of());
    int most = Math.max(request.limit(), ENOUGH) + 1;
    TopFieldDocs top =
        searcher.search(query, new TopFieldCollectorManager(sort(), most, after, most));
    return new Found(query, top);
  }

  private boolean mayWiden(Found strict) {
    return strict.top.scoreDocs.length < ENOUGH && !typed.words().isEmpty() && !searcher.timedOut();
  }

  private org.apache.lucene.search.Sort sort() {
    SortField first =
        switch (request.sort()) {
          case RELEVANCE -> isScored ? SortField.FIELD_SCORE : descending(Fields.UPDATED);
          case NEWEST -> descending(Fields.UPDATED);
          case MOST_USED -> BY_USES;
        };
    return new org.apache.lucene.search.Sort(first, BY_USES, BY_ID);
  }

  private static SortField descending(String field) {
    return LongField.newSortField(field, true, SortedNumericSelector.Type.MAX);
  }

  /**
   * @param unfiltered names whose filters are left out
   */
  private Query query(
      boolean isWidened, Map<Word, String> corrections, Collection<String> unfiltered) {
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
    words.addWords(query, isWidened, corrections);
    if (isScored) {
      words.addBonus(query, request.text());
    }
    return query.build();
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

  private FacetCounter facets(boolean isWidened, Map<Word, String> corrections) throws IOException {
    Map<String, Set<String>> chosen = new LinkedHashMap<>();
    for (String name : request.facets()) {
      Set<String> values = request.filters().getOrDefault(name, Set.of());
      if (!values.isEmpty()) {
        chosen.put(name, values);
      }
    }
    return searcher.search(
        query(isWidened, corrections, chosen.keySet()), new FacetCounter(request.facets(), chosen));
  }

  /** Null where the search for the best has not seen them all. */
  private @Nullable Total total(TopFieldDocs top) {
    return request.after() == null && top.totalHits.relation() == TotalHits.Relation.EQUAL_TO
        ? new Total(top.totalHits.value(), true)
        : null;
  }

  private Total countUpTo(Query query) throws IOException {
    int count = searcher.search(query, new CountUpTo(MOST_COUNTED + 1));
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
                false));
    return searcher.search(other.query(false, Map.of(), Set.of()), new CountUpTo(ENOUGH));
  }

  private FieldDoc[] shown(TopFieldDocs top) {
    int count = Math.min(request.limit(), top.scoreDocs.length);
    FieldDoc[] shown = new FieldDoc[count];
    for (int i = 0; i < count; i++) {
      shown[i] = (FieldDoc) top.scoreDocs[i];
    }
    return shown;
  }

  private @Nullable String next(TopFieldDocs top, boolean isWidened) {
    if (request.limit() == 0 || top.scoreDocs.length <= request.limit()) {
      return null;
    }
    return Cursor.of((FieldDoc) top.scoreDocs[request.limit() - 1], isWidened).write(request);
  }

  private String typedAs(Word word) {
    return request.text().substring(word.start(), word.end());
  }
}
