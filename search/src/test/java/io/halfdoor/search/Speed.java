package io.halfdoor.search;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Figures of this library alone, by hand: {@code Speed FOLDER ITEMS}. */
final class Speed {

  private static final Set<String> AUDIENCE = Set.of("everyone", "team:1", "person:7");

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    int items = Integer.parseInt(arguments[1]);
    Corpus corpus = new Corpus(42);
    boolean isThere = Files.exists(home.resolve("current"));
    long start = System.nanoTime();
    try (SearchIndex index =
        SearchIndex.open(home, Shelf.OPTIONS.timeout(Duration.ofSeconds(20)))) {
      System.out.printf("open %d ms%n", (System.nanoTime() - start) / 1_000_000);
      if (!isThere) {
        build(index, corpus, items);
      }
      System.out.println(index.status());
      List<String> queries = corpus.queries(1_000);
      measure("top 10", queries, text -> index.search(SearchRequest.of(text, AUDIENCE)));
      measure(
          "top 10, 4 facets",
          queries,
          text ->
              index.search(
                  SearchRequest.of(text, AUDIENCE).facets("kind", "industry", "stage", "state")));
      measure(
          "newest",
          queries,
          text -> index.search(SearchRequest.of(text, AUDIENCE).sort(SearchRequest.Sort.NEWEST)));
      for (int words = 1; words <= 3; words++) {
        int count = words;
        measure(
            words + " words",
            queries.stream().filter(query -> query.split(" ").length == count).toList(),
            text -> index.search(SearchRequest.of(text, AUDIENCE)));
      }
      measure(
          "frequent pair",
          List.of(corpus.word(1) + " " + corpus.word(5), corpus.word(12) + " " + corpus.word(7)),
          text -> index.search(SearchRequest.of(text, AUDIENCE)));
      measure(
          "suggest",
          queries.stream().map(query -> query.substring(0, 1 + query.length() % 4)).toList(),
          text -> index.suggest(text, AUDIENCE, 10));
      measure(
          "typo",
          queries.stream()
              .filter(query -> query.length() > 8 && !query.contains(" "))
              .limit(50)
              .map(query -> query.substring(0, 4) + query.substring(5) + "q")
              .toList(),
          text -> index.search(SearchRequest.of(text, AUDIENCE)));
      apply(index, corpus, items);
      System.gc();
      var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      System.out.printf("heap after gc %d MB%n", memory.getUsed() >> 20);
    }
  }

  private static void build(SearchIndex index, Corpus corpus, int items) {
    List<List<Entry>> batches = new ArrayList<>();
    long start = System.nanoTime();
    long made = 0;
    long cpu = processCpu();
    try (Rebuild rebuild = index.rebuild()) {
      for (int i = 0; i < items; i += 500) {
        long before = System.nanoTime();
        List<Entry> batch = new ArrayList<>();
        for (int j = i; j < Math.min(items, i + 500); j++) {
          batch.add(corpus.entry(j));
        }
        made += System.nanoTime() - before;
        rebuild.add(batch);
      }
      rebuild.finish("1");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "rebuild %.1f s, %.0f items/s; making entries took %.1f s of it; cpu %.1f s%n",
        seconds, items / seconds, made / 1e9, (processCpu() - cpu) / 1e9);
    batches.clear();
  }

  private static void apply(SearchIndex index, Corpus corpus, int items) {
    List<Double> took = new ArrayList<>();
    long cpu = processCpu();
    for (int i = 0; i < 300; i++) {
      long start = System.nanoTime();
      index.apply(List.of(corpus.entry(i % items)), List.of(), "p" + i);
      took.add((System.nanoTime() - start) / 1e6);
    }
    print("apply one and refresh", took, (processCpu() - cpu) / 300 / 1e6);
    long start = System.nanoTime();
    index.commit();
    System.out.printf("commit %.1f ms%n", (System.nanoTime() - start) / 1e6);
  }

  static void measure(String what, List<String> queries, Consumer<String> search) {
    for (int i = 0; i < 3 * Math.max(1, 1_000 / queries.size()); i++) {
      queries.forEach(search);
    }
    List<Double> took = new ArrayList<>();
    var thread = ManagementFactory.getThreadMXBean();
    long cpu = thread.getCurrentThreadCpuTime();
    int rounds = Math.max(1, 1_000 / queries.size());
    for (int i = 0; i < rounds; i++) {
      for (String query : queries) {
        long start = System.nanoTime();
        search.accept(query);
        took.add((System.nanoTime() - start) / 1e6);
      }
    }
    print(what, took, (thread.getCurrentThreadCpuTime() - cpu) / 1e6 / took.size());
  }

  private static void print(String what, List<Double> took, double cpu) {
    double[] sorted = took.stream().mapToDouble(each -> each).sorted().toArray();
    System.out.printf(
        "%-24s cpu %.3f ms  p50 %.3f  p90 %.3f  p99 %.3f  mean %.3f ms%n",
        what,
        cpu,
        sorted[sorted.length / 2],
        sorted[sorted.length * 9 / 10],
        sorted[sorted.length * 99 / 100],
        Arrays.stream(sorted).average().orElse(0));
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private Speed() {}
}
