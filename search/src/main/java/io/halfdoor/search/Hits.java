package io.halfdoor.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is shown of the documents found: goes through them in the order in which they lie in
 * the index, and picks for each the passage that answers.
 */
final class Hits {

  /** Passages looked into for the best snippet; which ones is told by their words' numbers. */
  private static final int READ = 3;

  private static final int MOST_BEGINNINGS = 64;
  private static final int[] NONE = {};

  private final IndexSearcher searcher;
  private final Marker marker;

  Hits(IndexSearcher searcher, Marker marker) {
    this.searcher = searcher;
    this.marker = marker;
  }

  List<Hit> of(List<FieldDoc> page) throws IOException {
    FieldDoc[] found = page.toArray(FieldDoc[]::new);
    Integer[] order = new Integer[found.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> found[i].doc));
    @Nullable Hit[] hits = new @Nullable Hit[found.length];
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    Segment segment = null;
    for (int i : order) {
      int doc = found[i].doc;
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
      if (segment == null || segment.leaf != leaf) {
        segment = new Segment(leaf);
      }
      hits[i] = segment.read(doc - leaf.docBase);
    }
    List<Hit> all = new ArrayList<>(hits.length);
    for (Hit hit : hits) {
      all.add(Objects.requireNonNull(hit));
    }
    return all;
  }

  private final class Segment {

    private final LeafReaderContext leaf;
    private final NumericDocValues passages;
    private final BinaryDocValues stored;
    private @Nullable List<Weighed> words;

    Segment(LeafReaderContext leaf) throws IOException {
      this.leaf = leaf;
      passages = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
      stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
    }

    Hit read(int doc) throws IOException {
      int count = passages.advanceExact(doc) ? (int) passages.longValue() : 0;
      // Doc values are read forwards: the passages lie before their entry.
      List<Passage> candidates = new ArrayList<>();
      for (int child : count > 1 ? likely(doc - count, doc) : NONE) {
        candidates.add(Stored.readPassage(value(child)));
      }
      Stored.Head head = Stored.readHead(value(doc));
      Passage only = head.passage();
      if (only != null) {
        candidates.add(only);
      }
      String language = head.words().language();
      Passage best = null;
      Marker.Shown shown = new Marker.Shown(Marked.EMPTY, 0);
      for (Passage candidate : candidates) {
        Marker.Shown other = marker.snippet(candidate.text(), language);
        if (best == null || other.score() > shown.score()) {
          best = candidate;
          shown = other;
        }
      }
      if (shown.score() == 0 && !head.words().summary().isEmpty()) {
        shown = marker.snippet(head.words().summary(), language);
        best = null;
      }
      return new Hit(
          head.id(),
          head.kind(),
          head.version(),
          head.words(),
          head.labels(),
          head.fields(),
          head.activity(),
          marker.whole(head.words().title(), language),
          shown.marked(),
          best == null ? List.of() : best.headings(),
          best == null ? null : best.place());
    }

    private BytesRef value(int doc) throws IOException {
      if (!stored.advanceExact(doc)) {
        throw new IOException("nothing stored for document " + doc);
      }
      return stored.binaryValue();
    }

    /** The passages of a block with most of the words, in the order in which they lie. */
    private int[] likely(int first, int end) throws IOException {
      int count = end - first;
      double[] scores = new double[count];
      for (Weighed word : weighed()) {
        PostingsEnum postings = word.postings;
        int doc = postings.docID() < first ? postings.advance(first) : postings.docID();
        for (; doc < end; doc = postings.nextDoc()) {
          scores[doc - first] += word.weight * postings.freq() / (postings.freq() + 1.0);
        }
      }
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
      return Arrays.stream(order, 0, Math.min(READ, count))
          .mapToInt(i -> first + i)
          .sorted()
          .toArray();
    }

    private List<Weighed> weighed() throws IOException {
      List<Weighed> known = words;
      if (known == null) {
        known = new ArrayList<>();
        Terms terms = leaf.reader().terms(Fields.PASSAGE);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (BytesRef stem : marker.stems()) {
          if (each.seekExact(stem)) {
            double weight = Math.log(1 + leaf.reader().maxDoc() / (double) each.docFreq());
            known.add(new Weighed(each.postings(null, PostingsEnum.FREQS), weight));
          }
        }
        String beginning = marker.beginning();
        if (beginning != null) {
          addBeginnings(each, new BytesRef(beginning), known);
        }
        words = known;
      }
      return known;
    }

    private void addBeginnings(TermsEnum each, BytesRef beginning, List<Weighed> known)
        throws IOException {
      boolean isThere = each.seekCeil(beginning) != TermsEnum.SeekStatus.END;
      for (int i = 0; i < MOST_BEGINNINGS && isThere; i++) {
        if (!StringHelper.startsWith(each.term(), beginning)) {
          return;
        }
        known.add(new Weighed(each.postings(null, PostingsEnum.FREQS), 1));
        isThere = each.next() != null;
      }
    }
  }

  /** A word's passages in a segment, and how telling the word is. */
  private record Weighed(PostingsEnum postings, double weight) {}
}
