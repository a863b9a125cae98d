package io.halfdoor.search;

import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdStream;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Counts what matches, up to a limit. */
final class CountUpTo implements CollectorManager<Collector, Integer> {

  private final int limit;
  private int count;

  CountUpTo(int limit) {
    this.limit = limit;
  }

  @Override
  public Collector newCollector() {
    return new Counting();
  }

  @Override
  public Integer reduce(Collection<Collector> collectors) {
    return Math.min(count, limit);
  }

  private void stopAtLimit() {
    if (count >= limit) {
      throw new CollectionTerminatedException();
    }
  }

  private final class Counting implements Collector {

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) {
      stopAtLimit();
      return new LeafCollector() {
        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public void collect(int doc) {
          count++;
          stopAtLimit();
        }

        @Override
        public void collect(DocIdStream docs) throws java.io.IOException {
          count += docs.count();
          stopAtLimit();
        }
      };
    }
  }
}
