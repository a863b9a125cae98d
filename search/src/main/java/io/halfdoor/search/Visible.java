package io.halfdoor.search;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.DocIdSetBuilder;
import org.jspecify.annotations.Nullable;

/** The entries that an audience may see: those that share one of its terms. */
final class Visible extends Query {

  private final List<String> audience;

  Visible(Set<String> audience) {
    this.audience = audience.stream().sorted().toList();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        Terms terms = leaf.reader().terms(Fields.AUDIENCE);
        if (terms == null) {
          return null;
        }
        DocIdSetBuilder seen = new DocIdSetBuilder(leaf.reader().maxDoc());
        TermsEnum each = terms.iterator();
        PostingsEnum postings = null;
        boolean isAny = false;
        for (String term : audience) {
          if (each.seekExact(new BytesRef(term))) {
            postings = each.postings(postings, PostingsEnum.NONE);
            seen.add(postings);
            isAny = true;
          }
        }
        return isAny
            ? ConstantScoreScorerSupplier.fromIterator(
                seen.build().iterator(), score(), mode, leaf.reader().maxDoc())
            : null;
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return true;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Visible that && audience.equals(that.audience);
  }

  @Override
  public int hashCode() {
    return audience.hashCode();
  }

  @Override
  public String toString(String field) {
    return "visible to " + audience;
  }
}
