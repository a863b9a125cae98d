package io.halfdoor.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries that mean most nearly what a text means, by the nearest of their sayings and
 * passages, among those that a query lets through: the query is part of the search in the graph of
 * vectors, so that what it keeps out takes nobody's place.
 */
final class Nearest {

  /** Vectors looked for: some entries have several among them. */
  private static final int DEPTH = 200;

  /** How near at least an entry is that is found by its meaning alone. */
  private static final double LEAST = 0.1;

  /** What a vector's product with itself is. */
  private static final double ONE = (double) Embedder.SCALE * Embedder.SCALE;

  /**
   * How near an entry is.
   *
   * @param meaning from 0, nothing to do with it, to 1, the very same
   * @param part the document of the block that is the nearest
   */
  record Near(double meaning, int part) {}

  private static final Near NOWHERE = new Near(-1, -1);

  private final IndexSearcher searcher;
  private final byte[] vector;
  private final double unlike;
  private final double alike;

  private Nearest(IndexSearcher searcher, byte[] vector, double unlike, double alike) {
    this.searcher = searcher;
    this.vector = vector;
    this.unlike = unlike;
    this.alike = alike;
  }

  /**
   * To what is asked.
   *
   * @return null where the vectors cannot be had
   */
  static @Nullable Nearest toQuestion(
      IndexSearcher searcher, @Nullable Embedder embedder, String text) {
    if (embedder == null) {
      return null;
    }
    try {
      return new Nearest(searcher, embedder.ofQuery(text), embedder.unlike(), embedder.alike());
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** To what is said, the very same text being nearest; else as {@link #toQuestion}. */
  static @Nullable Nearest toSaying(
      IndexSearcher searcher, @Nullable Embedder embedder, String text) {
    if (embedder == null) {
      return null;
    }
    try {
      return new Nearest(searcher, embedder.ofText(text), embedder.unlike(), 1);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** The nearest of those that a query lets through, by document. */
  Map<Integer, Near> of(Query entries) throws IOException {
    Query nearest = new KnnByteVectorQuery(Fields.VECTOR, vector, DEPTH, new Blocks(entries));
    ScoreDoc[] found = searcher.search(nearest, DEPTH).scoreDocs;
    Arrays.sort(found, (one, other) -> Integer.compare(one.doc, other.doc));
    Map<Integer, Near> near = new HashMap<>();
    LeafReaderContext leaf = null;
    NumericDocValues sizes = null;
    for (ScoreDoc hit : found) {
      if (leaf == null || sizes == null || hit.doc >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = leafOf(hit.doc);
        sizes = leaf.reader().getNumericDocValues(Fields.BLOCK);
        if (sizes == null) {
          throw new IOException("vectors of no entries");
        }
      }
      int part = hit.doc - leaf.docBase;
      int entry = sizes.docID() < part ? sizes.advance(part) : sizes.docID();
      double meaning = meaning(cosine(hit.score));
      if (meaning >= LEAST) {
        near.merge(entry + leaf.docBase, new Near(meaning, hit.doc), Nearest::nearer);
      }
    }
    return near;
  }

  /** How near some entries are, by document; one whose vectors are not there yet is missing. */
  Map<Integer, Near> of(Iterable<Integer> entries) throws IOException {
    Map<Integer, Near> near = new TreeMap<>();
    entries.forEach(doc -> near.put(doc, NOWHERE));
    LeafReaderContext leaf = null;
    NumericDocValues sizes = null;
    ByteVectorValues vectors = null;
    DocIndexIterator each = null;
    for (Map.Entry<Integer, Near> entry : near.entrySet()) {
      int doc = entry.getKey();
      if (leaf == null || doc >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = leafOf(doc);
        sizes = leaf.reader().getNumericDocValues(Fields.BLOCK);
        vectors = leaf.reader().getByteVectorValues(Fields.VECTOR);
        each = vectors == null ? null : vectors.iterator();
      }
      if (sizes == null
          || vectors == null
          || each == null
          || !sizes.advanceExact(doc - leaf.docBase)) {
        continue;
      }
      int end = doc - leaf.docBase;
      int first = end + 1 - (int) sizes.longValue();
      Near best = entry.getValue();
      int part = each.docID() < first ? each.advance(first) : each.docID();
      for (; part <= end; part = each.nextDoc()) {
        double cosine = VectorUtil.dotProduct(vector, vectors.vectorValue(each.index())) / ONE;
        best = nearer(best, new Near(meaning(cosine), part + leaf.docBase));
      }
      entry.setValue(best);
    }
    near.values().removeIf(one -> one.part == NOWHERE.part);
    return near;
  }

  private LeafReaderContext leafOf(int doc) {
    var leaves = searcher.getIndexReader().leaves();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }

  private static Near nearer(Near one, Near other) {
    return other.meaning > one.meaning ? other : one;
  }

  /** Lucene tells the product of bytes as a share of the greatest there could be. */
  private double cosine(float score) {
    return (score - 0.5) * (1 << 15) * vector.length / ONE;
  }

  private double meaning(double cosine) {
    return Math.clamp((cosine - unlike) / (alike - unlike), 0, 1);
  }
}
