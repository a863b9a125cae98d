package io.halfdoor.search;

import io.halfdoor.search.Hit.Part;
import io.halfdoor.search.Hit.Why;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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
  private final boolean isByMeaning;

  /**
   * @param isByMeaning whether the passage that means most nearly what was asked is shown before
   *     one that has more of its words
   */
  Hits(IndexSearcher searcher, Marker marker, boolean isByMeaning) {
    this.searcher = searcher;
    this.marker = marker;
    this.isByMeaning = isByMeaning;
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
      hits[i] = segment.read(doc - leaf.docBase, found[i]);
    }
    List<Hit> all = new ArrayList<>(hits.length);
    for (Hit hit : hits) {
      all.add(Objects.requireNonNull(hit));
    }
    return all;
  }

  private List<String> ids(List<Integer> docs) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    List<String> ids = new ArrayList<>();
    for (int doc : docs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
      BinaryDocValues stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
      if (stored.advanceExact(doc - leaf.docBase)) {
        ids.add(Stored.readId(stored.binaryValue()));
      }
    }
    return ids;
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

    Hit read(int doc, FieldDoc hit) throws IOException {
      int count = passages.advanceExact(doc) ? (int) passages.longValue() : 0;
      Ranked ranked = hit instanceof Ranked one ? one : null;
      int meant = ranked == null || ranked.near == null ? -1 : ranked.near.part() - leaf.docBase;
      // Doc values are read forwards: the passages lie before their entry.
      Passage nearest = null;
      List<Passage> candidates = new ArrayList<>();
      for (int child : count > 1 ? likely(doc - count, doc, meant) : NONE) {
        Passage passage = Stored.readPassage(value(child));
        nearest = child == meant ? passage : nearest;
        candidates.add(passage);
      }
      Stored.Head head = Stored.readHead(value(doc));
      Passage only = head.passage();
      if (only != null) {
        candidates.add(only);
      }
      String language = head.words().language();
      Passage best = null;
      Marker.Shown shown = new Marker.Shown(Marked.EMPTY, 0);
      for (Passage candidate : isByMeaning && nearest != null ? List.of(nearest) : candidates) {
        Marker.Shown other = marker.snippet(candidate.text(), language);
        if (best == null || other.score() > shown.score()) {
          best = candidate;
          shown = other;
        }
      }
      if (shown.score() == 0 && nearest != null) {
        best = nearest;
        shown = marker.snippet(nearest.text(), language);
      } else if (shown.score() == 0 && !head.words().summary().isEmpty()) {
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
          best == null ? null : best.place(),
          new Why(
              matchedOn(head, best, shown.score() > 0),
              ranked == null || ranked.near == null ? null : ranked.near.meaning(),
              ranked == null ? null : ranked.words,
              ranked == null ? 0 : ranked.prior,
              hit.fields[0] instanceof Float total ? total : 0),
          ranked == null ? List.of() : ids(ranked.same),
          ranked != null && ranked.isNewcomer);
    }

    private Set<Part> matchedOn(Stored.Head head, @Nullable Passage best, boolean isInSnippet) {
      Words words = head.words();
      String language = words.language();
      Set<Part> parts = EnumSet.noneOf(Part.class);
      addIf(parts, Part.TITLE, List.of(words.title()), language);
      addIf(parts, Part.PHRASING, words.phrasings(), language);
      addIf(parts, Part.FILE_NAME, List.of(words.fileName()), language);
      addIf(parts, Part.ID, words.externalIds(), language);
      head.labels().values().forEach(values -> addIf(parts, Part.LABEL, values, language));
      addIf(parts, Part.SUMMARY, List.of(words.summary()), language);
      if (best != null) {
        addIf(parts, Part.HEADING, best.headings(), language);
        if (isInSnippet) {
          parts.add(Part.TEXT);
        }
      }
      return parts;
    }

    private void addIf(Set<Part> parts, Part part, List<String> texts, String language) {
      if (texts.stream().anyMatch(text -> !marker.whole(text, language).ranges().isEmpty())) {
        parts.add(part);
      }
    }

    private BytesRef value(int doc) throws IOException {
      if (!stored.advanceExact(doc)) {
        throw new IOException("nothing stored for document " + doc);
      }
      return stored.binaryValue();
    }

    /** The passages of a block with most of the words, in the order in which they lie. */
    private int[] likely(int first, int end, int meant) throws IOException {
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
      return IntStream.concat(
              Arrays.stream(order, 0, Math.min(READ, count)).mapToInt(i -> first + i),
              IntStream.of(meant).filter(part -> part >= first && part < end))
          .sorted()
          .distinct()
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
