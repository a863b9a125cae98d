package io.halfdoor.bench;

import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchOptions;
import io.halfdoor.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Searching in process, one query after the other, by one thread. {@link Search} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SearchBenchmark {

  /** Where {@link Search} has built both indexes. */
  @Param("")
  public String folder = "";

  @Param("0")
  public int items;

  @Param("0")
  public long seed;

  /** The name of the {@link Queries.Sort} of the queries. */
  @Param("WORDS")
  public String sort = "";

  private Asked asked = Asked.NOTHING;

  /** What is asked for, in turn. */
  private static final class Asked {
    static final Asked NOTHING = new Asked(List.of());

    private final List<String> texts;
    private int turn;

    Asked(List<String> texts) {
      this.texts = texts;
    }

    String next() {
      turn = turn + 1 < texts.size() ? turn + 1 : 0;
      return texts.get(turn);
    }
  }

  /** The index of Halfdoor. */
  @State(Scope.Benchmark)
  public static class Halfdoor {
    @SuppressWarnings("NullAway.Init") // set up by JMH
    private SearchIndex index;

    @Setup
    public void open(SearchBenchmark benchmark) {
      index =
          SearchIndex.open(
              Path.of(benchmark.folder, Search.HALFDOOR), SearchOptions.of(InstantSource.system()));
    }

    @TearDown
    public void close() {
      index.close();
    }
  }

  /** The index that is written by hand. */
  @State(Scope.Benchmark)
  public static class Lucene {
    @SuppressWarnings("NullAway.Init") // set up by JMH
    private RawLucene index;

    @Setup
    public void open(SearchBenchmark benchmark) throws IOException {
      index = new RawLucene(Path.of(benchmark.folder, Search.LUCENE));
    }

    @TearDown
    public void close() throws IOException {
      index.close();
    }
  }

  @Setup
  public void draw() {
    asked =
        new Asked(
            Queries.of(new Corpus(seed), items, 20_000).only(Queries.Sort.valueOf(sort)).texts());
  }

  @Benchmark
  public Object halfdoor(Halfdoor halfdoor) {
    return halfdoor.index.search(SearchRequest.of(asked.next(), Entries.READER));
  }

  @Benchmark
  public Object lucene(Lucene lucene) throws IOException {
    return lucene.index.search(asked.next(), Entries.READER);
  }

  @Benchmark
  public Object halfdoorWithFacets(Halfdoor halfdoor) {
    return halfdoor.index.search(
        SearchRequest.of(asked.next(), Entries.READER)
            .facets("type", "industry", "stage", "product"));
  }

  @Benchmark
  public Object halfdoorSuggestions(Halfdoor halfdoor) {
    String text = asked.next();
    String typed = text.substring(0, Math.min(text.length(), 2 + text.length() % 5));
    return halfdoor.index.suggest(typed, Entries.READER, 10);
  }
}
