package io.halfdoor.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Puts what matches into an order that holds over all pages.
 *
 * <p>By relevance this takes two steps. The words alone decide on the first {@value #WINDOW}, by
 * terms whose best scores Lucene knows per block, so that it skips nearly everything; these, what
 * means nearly the same, and any item whose very title or id was typed, are then put in order by
 * all that is known of them: {@link Window}. Whatever lies beyond keeps the order of the first
 * step. The window is the same whatever page is asked for.
 */
final class Ranking {

  static final int WINDOW = 100;

  /** Items of one name; where there are as many, the name is just words. */
  private static final int MOST_NAMED = 50;

  private static final SortField BY_TIE = new SortField(Fields.TIE, SortField.Type.LONG, true);

  /** By score, then what is alike by use. */
  static final Sort RELEVANCE = new Sort(SortField.FIELD_SCORE, BY_TIE);

  static final Sort NEWEST = new Sort(descending(Fields.UPDATED), BY_TIE);

  static final Sort MOST_USED = new Sort(descending(Fields.USES), BY_TIE);

  /**
   * A page.
   *
   * @param hits in order
   * @param windowed how many of the hits, from the first, are of the window
   * @param total how many match by their words, -1 where that was not found out
   */
  record Page(List<FieldDoc> hits, int windowed, long total) {}

  private final IndexSearcher searcher;
  private final Query query;

  /**
   * @param query what matches by its words
   */
  Ranking(IndexSearcher searcher, Query query) {
    this.searcher = searcher;
    this.query = query;
  }

  private static SortField descending(String field) {
    return LongField.newSortField(field, true, SortedNumericSelector.Type.MAX);
  }

  /** A page in an order of plain values. */
  Page page(Sort sort, @Nullable Cursor after, int most) throws IOException {
    TopFieldDocs top = search(query, sort, after == null ? null : after.position(), most);
    return new Page(hits(top), 0, after == null ? total(top) : -1);
  }

  /** A page by relevance. */
  Page page(Window window, @Nullable Cursor after, int most) throws IOException {
    Query named = window.named();
    List<FieldDoc> byName = named == null ? List.of() : byName(named);
    List<FieldDoc> page = new ArrayList<>();
    FieldDoc beyond = after == null ? null : after.position();
    long total = -1;
    int windowed = 0;
    if (after == null || after.isWindowed()) {
      TopFieldDocs top = best();
      total = total(top);
      FieldDoc last = top.scoreDocs.length < WINDOW ? null : copy(top.scoreDocs[WINDOW - 1]);
      for (FieldDoc hit : window.of(hits(top), byName)) {
        if (page.size() < most && (beyond == null || Window.ORDER.compare(hit, beyond) > 0)) {
          page.add(hit);
        }
      }
      windowed = page.size();
      beyond = last;
    }
    if (beyond != null && page.size() < most) {
      page.addAll(
          hits(
              search(
                  without(byName.isEmpty() ? null : named, window.near()),
                  RELEVANCE,
                  beyond,
                  most - page.size())));
    }
    return new Page(page, windowed, total);
  }

  /**
   * The first {@value #WINDOW} by the words alone.
   *
   * <p>Of a long question an item need have only so many words, and Lucene skips far better where
   * one is enough. What has too few is seldom among the best then; where none of them has, they are
   * the very same.
   */
  private TopFieldDocs best() throws IOException {
    if (query instanceof BooleanQuery all && all.getMinimumNumberShouldMatch() > 1) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      all.clauses().forEach(any::add);
      TopFieldDocs top =
          search(any.setMinimumNumberShouldMatch(1).build(), RELEVANCE, null, WINDOW);
      if (areFound(top.scoreDocs)) {
        return top;
      }
    }
    return search(query, RELEVANCE, null, WINDOW);
  }

  /** Whether the query finds each of these. */
  private boolean areFound(ScoreDoc[] hits) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = null;
    Scorer scorer = null;
    for (int doc : Arrays.stream(hits).mapToInt(hit -> hit.doc).sorted().toArray()) {
      if (leaf == null || doc >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        scorer = weight.scorer(leaf);
      }
      if (scorer == null || scorer.iterator().advance(doc - leaf.docBase) != doc - leaf.docBase) {
        return false;
      }
    }
    return true;
  }

  private TopFieldDocs search(Query what, Sort sort, @Nullable FieldDoc after, int most)
      throws IOException {
    return searcher.search(what, new TopFieldCollectorManager(sort, most, after, most));
  }

  private static List<FieldDoc> hits(TopFieldDocs top) {
    return Arrays.stream(top.scoreDocs).map(hit -> (FieldDoc) hit).toList();
  }

  /** A hit whose values stay as they are when its finer points are added. */
  private static FieldDoc copy(ScoreDoc hit) {
    return new FieldDoc(hit.doc, hit.score, ((FieldDoc) hit).fields.clone());
  }

  private static long total(TopFieldDocs top) {
    TotalHits total = top.totalHits;
    return total.relation() == TotalHits.Relation.EQUAL_TO ? total.value() : -1;
  }

  /** Items that are what was typed; none where they are so many that it says nothing. */
  private List<FieldDoc> byName(Query named) throws IOException {
    Query both = new BooleanQuery.Builder().add(query, Occur.MUST).add(named, Occur.FILTER).build();
    TopFieldDocs top = search(both, RELEVANCE, null, MOST_NAMED);
    return top.scoreDocs.length == MOST_NAMED ? List.of() : hits(top);
  }

  /** The query without the items that the window has taken out of their order. */
  private Query without(@Nullable Query named, Collection<Integer> near) {
    if (named == null && near.isEmpty()) {
      return query;
    }
    BooleanQuery.Builder others = new BooleanQuery.Builder().add(query, Occur.MUST);
    if (named != null) {
      others.add(named, Occur.MUST_NOT);
    }
    if (!near.isEmpty()) {
      others.add(new Documents(near), Occur.MUST_NOT);
    }
    return others.build();
  }
}
