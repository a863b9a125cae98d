package io.halfdoor.search;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * All documents of the entries that another query finds, so that what holds for an entry holds for
 * its parts.
 */
final class Blocks extends Query {

  private final Query entries;

  Blocks(Query entries) {
    this.entries = entries;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight found =
        searcher.createWeight(searcher.rewrite(entries), ScoreMode.COMPLETE_NO_SCORES, boost);
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        Scorer scorer = found.scorer(leaf);
        NumericDocValues sizes = leaf.reader().getNumericDocValues(Fields.BLOCK);
        if (scorer == null || sizes == null) {
          return null;
        }
        FixedBitSet documents = new FixedBitSet(leaf.reader().maxDoc());
        DocIdSetIterator each = scorer.iterator();
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
          if (sizes.advanceExact(doc)) {
            documents.set(doc + 1 - (int) sizes.longValue(), doc + 1);
          }
        }
        int many = documents.cardinality();
        return ConstantScoreScorerSupplier.fromIterator(
            new BitSetIterator(documents, many), score(), mode, leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return found.isCacheable(leaf);
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Blocks that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Blocks.class, entries);
  }

  @Override
  public String toString(String field) {
    return "blocks of " + entries;
  }
}
