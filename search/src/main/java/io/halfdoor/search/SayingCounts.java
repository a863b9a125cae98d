package io.halfdoor.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * How many entries have a stem in one of their sayings.
 *
 * @param entries how many there are
 */
record SayingCounts(Map<BytesRef, Integer> byStem, int entries) {

  /** Where no entry is known. */
  static final SayingCounts NONE = new SayingCounts(Map.of(), 0);

  /**
   * Reads the sayings of all entries of some kinds.
   *
   * @param kinds all where empty
   */
  static SayingCounts of(IndexSearcher searcher, Set<String> kinds) throws IOException {
    Query query =
        kinds.isEmpty()
            ? MatchAllDocsQuery.INSTANCE
            : new TermInSetQuery(
                Fields.values(Fields.KIND), kinds.stream().map(BytesRef::new).toList());
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    Map<BytesRef, Integer> byStem = new HashMap<>();
    Set<BytesRef> its = new HashSet<>();
    Sayings sayings = new Sayings();
    int entries = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      BinaryDocValues written = DocValues.getBinary(leaf.reader(), Fields.SAYINGS);
      DocIdSetIterator documents = scorer.iterator();
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        int document = documents.docID();
        if ((live == null || live.get(document)) && written.advanceExact(document)) {
          count(sayings.on(written.binaryValue()), its, byStem);
          entries++;
        }
      }
    }
    return new SayingCounts(byStem, entries);
  }

  private static void count(Sayings sayings, Set<BytesRef> its, Map<BytesRef, Integer> byStem) {
    its.clear();
    while (sayings.next()) {
      while (sayings.nextStem()) {
        if (!its.contains(sayings.stem())) {
          its.add(BytesRef.deepCopyOf(sayings.stem()));
        }
      }
    }
    its.forEach(stem -> byStem.merge(stem, 1, Integer::sum));
  }

  int of(BytesRef stem) {
    return byStem.getOrDefault(stem, 0);
  }
}
