package io.halfdoor.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** {@code bench/run}: measures what it is told to and prints a table. */
public final class Bench {

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private static final String HELP =
      """
      bench/run WHAT [--items N] [--seconds N] [--runs N] [--seed N] [--folder DIR]

      In process:
        search        answers beside a hand-written raw Lucene query; facets, suggestions
        rebuild       items indexed a second
        relevance     how good what is found is, over the judged collections in the folder that
                      HALFDOOR_DATA names (else ../shared/data); nothing of it is timed
        matching      how often a sentence finds what it means, over the labelled sets there
        grouping      how well lines that mean nothing known are put together, over the same sets
      Over HTTP, of a server that is started for it:
        http          all of the following but the last three, one after the other
        search-http   server CPU a search, latencies at 100 a second, with facets
        item-http     items read by id a second
        write-http    writes acknowledged, and until they are found
        rebuild-http  items indexed a second out of the database
        upload-http   what a file of 200 MB does to the heap
        start-http    from the start of the process until it is ready
        hearing-http  a hearing logged and answered, with 2,000 objections
        request-http  the ranked queue, a transition, what is like a draft, with half as many requests
                      as items, four supporters each
        meaning-http  suggestions, words alone, meaning beside words, hostile queries, memory, with a
                      vector for each passage
      For all: 100,000 items, 20 s a run, 3 runs, seed 42, unless told otherwise. What is made is
      kept in bench/target/work for the next time.
      """;

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    if (all.isEmpty() || all.getFirst().equals("help")) {
      OUT.print(HELP);
      return;
    }
    Settings settings;
    try {
      settings = Settings.read(all.subList(1, all.size()));
    } catch (IllegalArgumentException e) {
      say("%s", String.valueOf(e.getMessage()));
      System.exit(64);
      return;
    }
    if (all.getFirst().equals("relevance")) {
      new Relevance(settings).measure(OUT);
      return;
    }
    if (all.getFirst().equals("matching")) {
      new Matching(settings).measure(OUT);
      return;
    }
    if (all.getFirst().equals("grouping")) {
      new Grouping(settings).measure(OUT);
      return;
    }
    say("%s", machine());
    say(
        "%,d items, seed %d; the median of %d runs of %d s",
        settings.items(), settings.seed(), settings.runs(), settings.time().toSeconds());
    switch (all.getFirst()) {
      case "search" -> new Search(settings).answers().print(OUT);
      case "rebuild" -> new Search(settings).rebuilds().print(OUT);
      case "http" -> new OverHttp(settings).measure(OverHttp.Part.ofAll()).print(OUT);
      case "request-http" ->
          new OverHttp(Requests.settings(settings)).measure(OverHttp.Part.REQUEST).print(OUT);
      case "hearing-http" ->
          new OverHttp(Hearings.settings(settings)).measure(OverHttp.Part.HEARING).print(OUT);
      case "meaning-http" -> new Meaning(Meaning.settings(settings)).measure().print(OUT);
      default -> {
        OverHttp.Part part = OverHttp.Part.named(all.getFirst());
        if (part == null) {
          OUT.print(HELP);
          System.exit(64);
        } else {
          new OverHttp(settings).measure(part).print(OUT);
        }
      }
    }
  }

  /** Tells whoever waits what goes on. */
  static void say(String words, Object... values) {
    OUT.printf(Locale.ROOT, words + "%n", values);
  }

  private static String machine() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    String cpu =
        Files.exists(cpus)
            ? Files.readAllLines(cpus).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("some CPU")
            : System.getProperty("os.arch");
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "%s: %d cores of %s, %s %s, Java %s; load before %.1f%s"
        .formatted(
            LocalDate.now(ZoneId.systemDefault()),
            Runtime.getRuntime().availableProcessors(),
            cpu,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version(),
            load,
            load > 0.5 ? " (**the machine is not quiet: what follows counts for little**)" : "");
  }
}
