package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;

/**
 * How soon the server answers that searches by meaning beside words, with a vector for each passage
 * of the corpus and a fifth of its items written again, so that the index has deleted documents.
 */
final class Meaning {

  private static final int A_SECOND = 100;
  private static final int HYBRIDS_A_SECOND = 20;
  private static final int DRAWN = 40_000;
  private static final int NOT_YET = 503;

  private final Settings settings;
  private final Corpus corpus;
  private final Figures figures = new Figures();

  Meaning(Settings settings) {
    this.settings = settings;
    this.corpus = settings.corpus();
  }

  /** A home of its own: what others have no vectors for would be computed there. */
  static Settings settings(Settings settings) {
    return new Settings(
        settings.items(),
        settings.time(),
        settings.runs(),
        settings.seed(),
        settings.folder().resolve("meaning"),
        settings.root());
  }

  Figures measure() throws IOException, InterruptedException, SQLException, ExecutionException {
    try (Server server = new Server(settings)) {
      Bench.say("Starting the server on %s, for words alone", server.home());
      server.start(Map.of("HALFDOOR_SEARCH_MEANING", "false"));
      load(server);
      rebuilds("rebuild out of the database, words alone", server);
      server.stop();
      Bench.say("Starting it for meaning beside words");
      server.start();
      Memory memory = new Memory(server.processes());
      try (memory) {
        rebuilds("rebuild out of the database, with vectors", server);
        replaceFifth(server);
        answers(server, OverHttp.somebody(server));
      }
      figures.add(
          "the server's own memory (RssAnon), the most seen from the rebuilds on",
          new double[] {memory.mostMegabytes()},
          "MB",
          Goal.atMost(1_200));
      server.stop();
      figures.add("deleted documents in the index", new double[] {deleted(server)}, "%");
    }
    return figures;
  }

  private void load(Server server) throws IOException, SQLException {
    try (Loader loader = new Loader(server.home())) {
      if (loader.count("collateral") == 0) {
        Bench.say("Loading %,d items", settings.items());
        loader.load(corpus, settings.items());
      }
      if (loader.count("passage_vector") == 0) {
        Bench.say("Loading the vectors of their passages");
        loader.load(new Vectors(corpus, settings.folder("vectors")), settings.items());
      }
      Bench.say("%,d vectors", loader.count("passage_vector"));
    }
  }

  private void rebuilds(String what, Server server) throws IOException, InterruptedException {
    Bench.say("Measuring: %s", what);
    double[] rate = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      rate[run] = server.rebuild();
    }
    figures.add(what, rate, "items/s");
  }

  /** Waits until the index has it, and makes sure that it has all of the vectors. */
  private static void replaceFifth(Server server)
      throws IOException, InterruptedException, SQLException {
    try (Loader loader = new Loader(server.home())) {
      Bench.say("Writing every fifth item again");
      String path = "/api/v1/search?limit=0&after=" + loader.replaceFifth();
      Api admin = server.admin();
      HttpResponse<byte[]> answer = admin.get(path);
      while (answer.statusCode() == NOT_YET) { // having waited for a while
        answer = admin.get(path);
      }
      admin.expect(200, answer);
      if (loader.count("passage_waiting") > 0) {
        throw new IOException("The index asks for vectors of texts that were not loaded");
      }
    }
  }

  private void answers(Server server, Api reader)
      throws IOException, InterruptedException, ExecutionException {
    Queries queries = Queries.of(corpus, settings.items(), DRAWN);
    Loads loads = new Loads(settings, server, reader, figures);
    Bench.say("Measuring suggestions");
    loads.steady(
        "suggestions", A_SECOND, OverHttp.suggested(queries), Goal.atMost(3), Goal.atMost(15));
    Bench.say("Measuring words alone");
    List<String> words = byWords(queries, reader);
    loads.steady(
        "search by words alone, with highlights and 4 facets",
        A_SECOND,
        words,
        Goal.atMost(4),
        Goal.atMost(20));
    loads.closed("search by words alone", words, Goal.atMost(1), Goal.NONE);
    Bench.say("Measuring meaning beside words");
    loads.steady(
        "search by meaning beside words, never the same",
        HYBRIDS_A_SECOND,
        byMeaning(queries),
        Goal.atMost(20),
        Goal.atMost(80));
    Bench.say("Measuring hostile queries");
    hostile(loads, words, reader);
  }

  /** Of a server that cannot be asked for the words alone, each word quoted. */
  private List<String> byWords(Queries queries, Api reader)
      throws IOException, InterruptedException {
    String alone = OverHttp.FACETS + "&meaning=false";
    if (reader.get(path("price") + alone).statusCode() == 200) {
      return queries.texts().stream().map(text -> path(text) + alone).toList();
    }
    Bench.say("This server cannot be asked for the words alone: they are quoted");
    return queries.only(Queries.Sort.WORDS).texts().stream()
        .map(text -> path('"' + text.replace(" ", "\" \"") + '"') + OverHttp.FACETS)
        .toList();
  }

  /** Words and sentences in turn, each once: no vector of theirs is remembered. */
  private static List<String> byMeaning(Queries queries) {
    List<String> words = queries.only(Queries.Sort.WORDS).texts().stream().distinct().toList();
    List<String> sentences = queries.only(Queries.Sort.LONG).texts().stream().distinct().toList();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < Math.min(words.size(), sentences.size()); i++) {
      paths.add(path(words.get(i)) + OverHttp.FACETS);
      paths.add(path(sentences.get(i)) + OverHttp.FACETS);
    }
    return paths;
  }

  private static String path(String text) {
    return "/api/v1/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** One after the other, while others search by words at their pace. */
  private void hostile(Loads loads, List<String> words, Api reader)
      throws IOException, InterruptedException, ExecutionException {
    Hostile hostile = new Hostile(corpus, reader);
    int calls = A_SECOND * (int) settings.time().toSeconds();
    double[] longest = new double[settings.runs()];
    double[] wrong = new double[settings.runs()];
    double[] before = new double[settings.runs()];
    double[] beside = new double[settings.runs()];
    double[] failures = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      before[run] = loads.run(A_SECOND, settings.time(), words, 2 * run * calls).millis(99);
      AtomicBoolean isOver = new AtomicBoolean();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Hostile.Answers> asked = threads.submit(() -> hostile.ask(isOver::get));
        OpenLoop.Times times;
        try {
          times = loads.run(A_SECOND, settings.time(), words, (2 * run + 1) * calls);
        } finally {
          isOver.set(true);
        }
        beside[run] = times.millis(99);
        failures[run] = times.failures();
        longest[run] = asked.get().longest();
        wrong[run] = asked.get().wrong();
      }
    }
    figures.add(
        "hostile queries, one after the other: the longest", longest, "ms", Goal.atMost(2_000));
    figures.add(
        "hostile queries answered with neither hits nor a problem of the caller's",
        wrong,
        "answers",
        Goal.atMost(0));
    figures.add("search by words alone at 100 a second just before: p99", before, "ms");
    figures.add("the same beside hostile queries: p99", beside, "ms");
    double[] ratio = new double[settings.runs()];
    Arrays.setAll(ratio, run -> beside[run] / before[run]);
    figures.add("the same: ratio", ratio, "times", Goal.atMost(2));
    figures.addIfAny("searches beside hostile queries that failed", failures, "requests");
  }

  /**
   * The share of documents that are no longer found and not yet merged away, of a stopped server.
   */
  private static double deleted(Server server) throws IOException {
    Path index = server.home().resolve("index");
    Path live = index.resolve(Files.readString(index.resolve("current")).strip());
    long all = 0;
    long deleted = 0;
    try (FSDirectory directory = FSDirectory.open(live)) {
      for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
        all += segment.info.maxDoc();
        deleted += segment.getDelCount();
      }
    }
    return 100.0 * deleted / all;
  }
}
