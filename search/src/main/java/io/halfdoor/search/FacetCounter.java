package io.halfdoor.search;

import io.halfdoor.search.SearchResult.FacetValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of fields over all that match, each field's as if its own filter were not
 * there: an item that all filters let through counts everywhere, one that a single filter holds
 * back counts for that filter's field alone. So the filters on counted fields are applied here and
 * must not be in the query.
 */
final class FacetCounter implements CollectorManager<Collector, FacetCounter> {

  private final List<String> names;
  private final Map<String, Set<String>> chosen;
  private final Map<String, Map<String, long[]>> counts = new LinkedHashMap<>();
  private long total;

  /**
   * @param chosen the wanted values of those of the names that are filtered
   */
  FacetCounter(Collection<String> names, Map<String, Set<String>> chosen) {
    this.names = List.copyOf(new LinkedHashSet<>(names));
    this.chosen = chosen;
    for (String name : this.names) {
      counts.put(name, new HashMap<>());
    }
  }

  /** How many items all filters let through. */
  long total() {
    return total;
  }

  Map<String, List<FacetValue>> facets() {
    Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
    counts.forEach(
        (name, values) -> {
          Set<String> kept = chosen.getOrDefault(name, Set.of());
          kept.forEach(value -> values.computeIfAbsent(value, absent -> new long[1]));
          List<FacetValue> all = new ArrayList<>();
          values.forEach((value, count) -> all.add(new FacetValue(value, count[0])));
          all.sort(
              Comparator.comparingLong(FacetValue::count)
                  .reversed()
                  .thenComparing(FacetValue::value));
          List<FacetValue> listed = new ArrayList<>();
          for (FacetValue value : all) {
            if (listed.size() < SearchResult.MAX_FACET_VALUES || kept.contains(value.value())) {
              listed.add(value);
            }
          }
          facets.put(name, List.copyOf(listed));
        });
    return facets;
  }

  @Override
  public Collector newCollector() {
    return new Counting();
  }

  @Override
  public FacetCounter reduce(Collection<Collector> collectors) {
    return this;
  }

  private final class Counting implements Collector {

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
      Field[] fields = new Field[names.size()];
      for (int i = 0; i < fields.length; i++) {
        String name = names.get(i);
        fields[i] =
            new Field(
                name, DocValues.getSortedSet(leaf.reader(), Fields.values(name)), chosen.get(name));
      }
      return new LeafCollector() {
        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public void collect(int doc) throws IOException {
          Field heldBackBy = null;
          for (Field field : fields) {
            if (field.isFilter && !field.isChosen(doc)) {
              if (heldBackBy != null) {
                return;
              }
              heldBackBy = field;
            }
          }
          if (heldBackBy != null) {
            heldBackBy.count(doc);
            return;
          }
          total++;
          for (Field field : fields) {
            field.count(doc);
          }
        }

        @Override
        public void finish() throws IOException {
          for (Field field : fields) {
            field.addTo(counts.computeIfAbsent(field.name, absent -> new HashMap<>()));
          }
        }
      };
    }
  }

  /** One field in one segment. */
  private static final class Field {

    private final String name;
    private final SortedSetDocValues values;
    private final boolean isFilter;
    private final boolean[] chosen;
    private final long[] counts;

    Field(String name, SortedSetDocValues values, @Nullable Set<String> wanted) throws IOException {
      this.name = name;
      this.values = values;
      isFilter = wanted != null;
      counts = new long[(int) values.getValueCount()];
      chosen = new boolean[isFilter ? counts.length : 0];
      if (wanted != null) {
        for (String value : wanted) {
          long ord = values.lookupTerm(new BytesRef(value));
          if (ord >= 0) {
            chosen[(int) ord] = true;
          }
        }
      }
    }

    boolean isChosen(int doc) throws IOException {
      if (values.advanceExact(doc)) {
        for (int left = values.docValueCount(); left > 0; left--) {
          if (chosen[(int) values.nextOrd()]) {
            return true;
          }
        }
      }
      return false;
    }

    void count(int doc) throws IOException {
      if (values.advanceExact(doc)) {
        for (int left = values.docValueCount(); left > 0; left--) {
          counts[(int) values.nextOrd()]++;
        }
      }
    }

    void addTo(Map<String, long[]> sums) throws IOException {
      for (int ord = 0; ord < counts.length; ord++) {
        if (counts[ord] > 0) {
          String value = values.lookupOrd(ord).utf8ToString();
          sums.computeIfAbsent(value, absent -> new long[1])[0] += counts[ord];
        }
      }
    }
  }
}
