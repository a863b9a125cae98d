package io.halfdoor.search;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;

/** All the entries of the index, whoever may see them: for whoever runs it. */
final class Entries {

  record Count(int entries, int passages) {}

  static Count count(IndexSearcher searcher) throws IOException {
    int entries = 0;
    int passages = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      NumericDocValues counts = leaf.reader().getNumericDocValues(Fields.PASSAGES);
      if (counts == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = counts.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = counts.nextDoc()) {
        if (live == null || live.get(doc)) {
          entries++;
          passages += (int) counts.longValue();
        }
      }
    }
    return new Count(entries, passages);
  }

  /** Ids of some entries that lack vectors. */
  static Set<String> incomplete(IndexSearcher searcher, int most) throws IOException {
    if (most == 0) {
      return Set.of();
    }
    Set<String> ids = new HashSet<>();
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    Query lacking = new TermQuery(new Term(Fields.INCOMPLETE, ""));
    for (ScoreDoc hit : searcher.search(lacking, most).scoreDocs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      BinaryDocValues stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
      if (stored.advanceExact(hit.doc - leaf.docBase)) {
        ids.add(Stored.readId(stored.binaryValue()));
      }
    }
    return ids;
  }

  static void versions(IndexSearcher searcher, Consumer<EntryVersion> each) throws IOException {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      NumericDocValues digests = leaf.reader().getNumericDocValues(Fields.DIGEST);
      if (digests == null) {
        continue;
      }
      BinaryDocValues stored =
          Objects.requireNonNull(leaf.reader().getBinaryDocValues(Fields.STORED));
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = digests.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = digests.nextDoc()) {
        if ((live == null || live.get(doc)) && stored.advanceExact(doc)) {
          Stored.Head head = Stored.readHead(stored.binaryValue());
          each.accept(
              new EntryVersion(head.id(), head.kind(), head.version(), digests.longValue()));
        }
      }
    }
  }

  private Entries() {}
}
