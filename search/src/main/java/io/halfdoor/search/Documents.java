package io.halfdoor.search;

import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.DocIdSetBuilder;
import org.jspecify.annotations.Nullable;

/** Documents by their numbers, which hold for one reader alone. */
final class Documents extends Query {

  private final int[] numbers;

  Documents(Collection<Integer> numbers) {
    this.numbers = numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf)
          throws java.io.IOException {
        int last = leaf.docBase + leaf.reader().maxDoc();
        int[] here =
            Arrays.stream(numbers)
                .filter(number -> number >= leaf.docBase && number < last)
                .map(number -> number - leaf.docBase)
                .toArray();
        if (here.length == 0) {
          return null;
        }
        DocIdSetBuilder documents = new DocIdSetBuilder(leaf.reader().maxDoc());
        DocIdSetBuilder.BulkAdder adder = documents.grow(here.length);
        for (int number : here) {
          adder.add(number);
        }
        return ConstantScoreScorerSupplier.fromIterator(
            documents.build().iterator(), score(), mode, leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Documents that && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString(String field) {
    return numbers.length + " documents";
  }
}
