package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import io.halfdoor.search.Embedder;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Rebuild;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The index in process: how fast it answers beside raw Lucene, and how fast it is built. */
final class Search {

  static final String HALFDOOR = "halfdoor";
  static final String LUCENE = "lucene";

  private static final String QUIET = "bench/logging.properties";

  /** As many as the server reads at once. */
  private static final int BATCH = 100;

  private final Settings settings;

  Search(Settings settings) {
    this.settings = settings;
  }

  /** Answers, in turns with raw Lucene: a run is one JVM for each of the two. */
  Figures answers() throws IOException, RunnerException {
    Path folder = built();
    Figures figures = new Figures();
    for (Queries.Sort sort : Queries.Sort.values()) {
      double[] halfdoor = new double[settings.runs()];
      double[] lucene = new double[settings.runs()];
      double[] ratio = new double[settings.runs()];
      boolean hasRival = sort != Queries.Sort.TYPO; // raw Lucene just finds nothing
      for (int run = 0; run < settings.runs(); run++) {
        halfdoor[run] = micros("halfdoor", sort, folder);
        if (hasRival) {
          lucene[run] = micros("lucene", sort, folder);
          ratio[run] = halfdoor[run] / lucene[run];
        }
      }
      String name = "top 10 with highlights, " + sort.words();
      figures.add(name, halfdoor, "µs");
      if (hasRival) {
        figures.add(name + ": raw Lucene", lucene, "µs");
        figures.add(name + ": ratio", ratio, "times", Goal.atMost(1.3));
      }
    }
    for (String more : List.of("halfdoorWithFacets", "halfdoorSuggestions")) {
      double[] micros = new double[settings.runs()];
      for (int run = 0; run < settings.runs(); run++) {
        micros[run] = micros(more, Queries.Sort.WORDS, folder);
      }
      figures.add(
          more.endsWith("Facets") ? "the same with 4 facets, 1-4 words" : "suggestions",
          micros,
          "µs");
    }
    return figures;
  }

  private double micros(String benchmark, Queries.Sort sort, Path folder) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(
                        "^"
                            + SearchBenchmark.class.getName().replace(".", "\\.")
                            + "\\."
                            + benchmark
                            + "$")
                    .param("folder", folder.toString())
                    .param("items", Integer.toString(settings.items()))
                    .param("seed", Long.toString(settings.seed()))
                    .param("sort", sort.name())
                    .forks(1)
                    .jvmArgs(
                        "-Xmx448m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "--sun-misc-unsafe-memory-access=allow", // JMH's
                        "-Djava.util.logging.config.file=" + settings.root().resolve(QUIET),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED")
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(settings.time().toMillis() / 2))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(settings.time().toMillis() / 2))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    return results.iterator().next().getPrimaryResult().getScore();
  }

  /** Both indexes of this corpus; made where they are not there yet. */
  private Path built() throws IOException {
    Path folder = settings.folder("indexes");
    Path done = folder.resolve("done");
    if (!Files.exists(done)) {
      Bench.say("Indexing %,d items for Halfdoor and for raw Lucene", settings.items());
      Files.createDirectories(folder);
      Corpus corpus = settings.corpus();
      try (SearchIndex index = open(folder)) {
        rebuild(index, entries(corpus));
      }
      RawLucene.build(folder.resolve(LUCENE), corpus, settings.items());
      Files.createFile(done);
    }
    try (RawLucene lucene = new RawLucene(folder.resolve(LUCENE))) {
      Bench.say("Raw Lucene has %d segments", lucene.segments());
    }
    return folder;
  }

  /** Items indexed a second, out of memory: what the lexical part of a rebuild costs. */
  Figures rebuilds() throws IOException {
    List<Entry> entries = entries(settings.corpus());
    double[] rates = new double[settings.runs()];
    Path folder = settings.folder("rebuild");
    Files.createDirectories(folder);
    try (SearchIndex index = open(folder)) {
      rebuild(index, entries); // the first warms up
      for (int run = 0; run < rates.length; run++) {
        long begun = System.nanoTime();
        rebuild(index, entries);
        rates[run] = entries.size() / ((System.nanoTime() - begun) / 1e9);
      }
    }
    Figures figures = new Figures();
    figures.add("rebuild in process", rates, "items/s", Goal.atLeast(5_000));
    return figures;
  }

  private List<Entry> entries(Corpus corpus) {
    Entry[] entries = new Entry[settings.items()];
    Arrays.parallelSetAll(entries, number -> Entries.of(corpus.item(number)));
    return List.of(entries);
  }

  static SearchIndex open(Path folder) {
    return open(folder, null);
  }

  /** The same beside meanings. */
  static SearchIndex open(Path folder, @Nullable Embedder embedder) {
    return SearchIndex.open(
        folder.resolve(HALFDOOR), SearchOptions.of(InstantSource.system()).embedder(embedder));
  }

  static void rebuild(SearchIndex index, List<Entry> entries) {
    try (Rebuild rebuild = index.rebuild()) {
      for (int from = 0; from < entries.size(); from += BATCH) {
        rebuild.add(entries.subList(from, Math.min(entries.size(), from + BATCH)));
      }
      rebuild.finish("1");
    }
  }
}
