package io.halfdoor.search;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** The ids of all entries that match, however many. */
final class AllIds implements CollectorManager<Collector, Set<String>> {

  private final Set<String> ids = new HashSet<>();

  @Override
  public Collector newCollector() {
    return new Collecting();
  }

  @Override
  public Set<String> reduce(Collection<Collector> collectors) {
    return ids;
  }

  private final class Collecting implements Collector {

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
      BinaryDocValues stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
      return new LeafCollector() {
        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public void collect(int doc) throws IOException {
          if (stored.advanceExact(doc)) {
            ids.add(Stored.readId(stored.binaryValue()));
          }
        }
      };
    }
  }
}
