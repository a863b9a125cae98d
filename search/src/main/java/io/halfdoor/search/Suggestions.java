package io.halfdoor.search;

import io.halfdoor.search.Marked.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** What a few typed letters may become, out of the live index: nothing is kept for it besides. */
final class Suggestions {

  /** Titles read to fill the list, since some read alike. */
  private static final int SPARE = 3;

  private static final int MOST_VALUES = 20;

  private final IndexSearcher searcher;
  private final Reach reach;

  Suggestions(IndexSearcher searcher, Set<String> audience) {
    this.searcher = searcher;
    reach = new Reach(searcher, audience);
  }

  List<Suggestion> find(String typed, int limit) throws IOException {
    List<String> words = words(typed);
    if (words.isEmpty() || limit == 0) {
      return List.of();
    }
    Map<String, Suggestion> byText = new LinkedHashMap<>();
    List<Suggestion> labels = labels(words);
    // Labels are few and short: they get at most a third of the list, unless titles leave room.
    labels.stream().limit(Math.max(1, limit / 3)).forEach(one -> byText.put(key(one), one));
    titles(words, limit).forEach(one -> byText.putIfAbsent(key(one), one));
    labels.forEach(one -> byText.putIfAbsent(key(one), one));
    return byText.values().stream().limit(limit).toList();
  }

  private static String key(Suggestion suggestion) {
    return suggestion.text().text();
  }

  private static List<String> words(String typed) {
    List<String> words = new ArrayList<>();
    WordReader reader = new WordReader().on(typed);
    while (reader.next() && words.size() < Typed.MOST_TERMS) {
      if (!reader.hasParts() && !reader.isTail()) {
        words.add(reader.word());
      }
    }
    return words;
  }

  private List<Suggestion> titles(List<String> words, int limit) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(reach.visible(), Occur.FILTER);
    for (String word : words.subList(0, words.size() - 1)) {
      query.add(new TermQuery(new Term(Fields.TITLE, word)), Occur.FILTER);
    }
    query.add(new PrefixQuery(new Term(Fields.TITLE, words.getLast())), Occur.FILTER);
    Term opening = new Term(Fields.OPENING, words.getFirst());
    Query opens = words.size() == 1 ? new PrefixQuery(opening) : new TermQuery(opening);
    query.add(new BoostQuery(new ConstantScoreQuery(opens), 1), Occur.SHOULD);
    int most = limit * SPARE;
    List<Suggestion> titles = new ArrayList<>();
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (ScoreDoc found :
        searcher.search(
                query.build(), new TopFieldCollectorManager(Ranking.RELEVANCE, most, null, 1))
            .scoreDocs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
      BinaryDocValues stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
      if (stored.advanceExact(found.doc - leaf.docBase)) {
        Stored.Head head = Stored.readHead(stored.binaryValue());
        titles.add(
            new Suggestion(marked(head.words().title(), words), head.kind(), head.id(), null));
      }
    }
    return titles;
  }

  /** Values of labels that begin with what was typed. */
  private List<Suggestion> labels(List<String> words) throws IOException {
    Set<String> names = new TreeSet<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      for (FieldInfo info : leaf.reader().getFieldInfos()) {
        if (Fields.isFolded(info.name)) {
          names.add(Fields.nameOf(info.name));
        }
      }
    }
    List<Suggestion> labels = new ArrayList<>();
    for (String name : names) {
      Set<String> folded = new TreeSet<>();
      BytesRef prefix = new BytesRef(String.join("", words));
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Terms terms = leaf.reader().terms(Fields.folded(name));
        if (terms != null) {
          TermsEnum each = terms.iterator();
          boolean isThere = each.seekCeil(prefix) != TermsEnum.SeekStatus.END;
          while (isThere && StringHelper.startsWith(each.term(), prefix)) {
            folded.add(each.term().utf8ToString());
            isThere = each.next() != null;
          }
        }
      }
      for (String value : folded) {
        String shown = visibleValue(name, value);
        if (shown != null) {
          labels.add(new Suggestion(marked(shown, words), null, null, name));
        }
        if (labels.size() >= MOST_VALUES) {
          return labels;
        }
      }
    }
    return labels;
  }

  /** A value as it is written on some visible item's label; null where there is no such item. */
  private @Nullable String visibleValue(String name, String key) throws IOException {
    Query query =
        new BooleanQuery.Builder()
            .add(reach.visible(), Occur.FILTER)
            .add(new TermQuery(new Term(Fields.folded(name), key)), Occur.FILTER)
            .build();
    for (ScoreDoc found :
        searcher.search(query, new TopFieldCollectorManager(Ranking.RELEVANCE, 1, null, 1))
            .scoreDocs) {
      List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
      BinaryDocValues stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
      if (stored.advanceExact(found.doc - leaf.docBase)) {
        List<String> values =
            Stored.readHead(stored.binaryValue()).labels().getOrDefault(name, List.of());
        for (String value : values) {
          if (Block.valueKey(value).equals(key)) {
            return value;
          }
        }
      }
    }
    return null;
  }

  private static Marked marked(String text, List<String> words) {
    List<Range> ranges = new ArrayList<>();
    WordReader reader = new WordReader().on(text);
    int end = 0;
    while (reader.next()) {
      String word = reader.word();
      boolean isTyped = words.subList(0, words.size() - 1).contains(word);
      boolean isBegun = !isTyped && word.startsWith(words.getLast());
      if ((isTyped || isBegun) && reader.start() >= end) {
        int length = reader.end() - reader.start();
        boolean isNext = !ranges.isEmpty() && reader.start() == end;
        int start = isNext ? ranges.removeLast().start() : reader.start();
        end = reader.start() + (isTyped ? length : Math.min(length, words.getLast().length()));
        ranges.add(new Range(start, end));
      }
    }
    return new Marked(text, ranges);
  }
}
