package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The server from outside: with the corpus in its database and index, as its callers see it. */
final class OverHttp {

  private static final int CONNECTIONS = 8;
  private static final int WRITING_CONNECTIONS = 16;
  private static final int SEARCHES_A_SECOND = 100;
  private static final int WRITES_A_SECOND = 50;
  private static final int PATHS = 20_000;
  private static final String FACETS = "&facets=type&facets=industry&facets=stage&facets=product";

  private final Settings settings;
  private final Corpus corpus;
  private final Figures figures = new Figures();

  OverHttp(Settings settings) {
    this.settings = settings;
    this.corpus = settings.corpus();
  }

  /** What there is to measure. */
  enum Part {
    SEARCH,
    ITEM,
    WRITE,
    REBUILD,
    UPLOAD,
    HEARING,
    REQUEST,
    START;

    /** Those that are measured on one home; hearings and requests have their own. */
    static Part[] ofAll() {
      return Arrays.stream(values())
          .filter(part -> part != HEARING && part != REQUEST)
          .toArray(Part[]::new);
    }

    /** The part of {@code search-http} and so on; null where there is none of that name. */
    static @Nullable Part named(String name) {
      return Arrays.stream(values())
          .filter(part -> name.equals(part.name().toLowerCase(Locale.ROOT) + "-http"))
          .findFirst()
          .orElse(null);
    }
  }

  /** Measures these parts on one server, and its memory meanwhile. */
  Figures measure(Part... parts) throws IOException, InterruptedException, SQLException {
    try (Server server = new Server(settings)) {
      Bench.say("Starting the server on %s", server.home());
      server.start();
      Api reader = loaded(server);
      for (Part part : parts) {
        String name = part.name().toLowerCase(Locale.ROOT);
        Bench.say("Measuring %s", name);
        Memory memory = new Memory(server.processes());
        try (memory) {
          switch (part) {
            case SEARCH -> search(server, reader);
            case ITEM -> items(server, reader);
            case WRITE -> writes(server);
            case REBUILD -> rebuilds(server);
            case UPLOAD -> new Uploads(settings, server, figures).measure();
            case HEARING -> new Hearings(settings, server, figures).measure();
            case REQUEST -> new Requests(settings, server, figures).measure();
            case START -> {} // its processes come and go
          }
        }
        if (part == Part.START) {
          starts(server);
        } else {
          figures.add(
              "the server's own memory (RssAnon), the most seen meanwhile: " + name,
              new double[] {memory.mostMegabytes()},
              "MB",
              Goal.atMost(700));
        }
      }
    }
    return figures;
  }

  /** Puts the corpus into the server, unless it is there from the last time; gives a rep. */
  private Api loaded(Server server) throws IOException, InterruptedException, SQLException {
    Api admin = server.admin();
    Path token = server.home().resolve("bench-token");
    if (!Files.exists(token)) {
      try (Loader loader = new Loader(server.home())) {
        if (loader.count("collateral") == 0) {
          Bench.say("Loading %,d items", settings.items());
          loader.load(corpus, settings.items());
        }
      }
      Bench.say("Building the index: %,.0f items/s", server.rebuild());
      Files.writeString(token, tokenOfSomebody(admin));
    }
    int entries = admin.expect(200, admin.get("/api/v1/index")).get("entries").asInt();
    if (entries != settings.items()) { // a run before this was interrupted
      removeAdded(server);
    }
    return new Api(server.address(), Files.readString(token));
  }

  private static String tokenOfSomebody(Api admin) throws IOException, InterruptedException {
    Map<String, Object> person =
        Map.of(
            "name", "Bench",
            "email", "bench@example.com",
            "role", "rep",
            "side", "sales",
            "team", Entries.TEAM);
    String id = admin.expect(201, admin.post("/api/v1/people", person)).get("id").asText();
    Map<String, Object> token = Map.of("name", "bench", "scope", "write", "personId", id);
    return admin.expect(201, admin.post("/api/v1/tokens", token)).get("secret").asText();
  }

  private static void removeAdded(Server server)
      throws IOException, InterruptedException, SQLException {
    try (Loader loader = new Loader(server.home())) {
      loader.removeAdded();
    }
    server.rebuild();
  }

  /** How much CPU a search costs, and how long it takes at a pace that is not the server's own. */
  private void search(Server server, Api reader) throws IOException, InterruptedException {
    List<String> paths =
        Queries.of(corpus, settings.items(), PATHS).texts().stream()
            .map(text -> "/api/v1/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
            .toList();
    closedLoop("search", paths, server, reader, Goal.atMost(1.0), Goal.NONE);
    steadily("search at 100 a second", paths, reader, Goal.atMost(3), Goal.atMost(15));
    steadily(
        "search with 4 facets at 100 a second",
        paths.stream().map(path -> path + FACETS).toList(),
        reader,
        Goal.atMost(5),
        Goal.NONE);
    steadily(
        "suggestions at 100 a second",
        Queries.of(corpus, settings.items(), PATHS).only(Queries.Sort.WORDS).texts().stream()
            .map(text -> text.substring(0, Math.min(text.length(), 2 + text.length() % 5)))
            .map(typed -> "/api/v1/search/suggestions?q=" + typed.replace(' ', '+'))
            .toList(),
        reader,
        Goal.NONE,
        Goal.NONE);
  }

  private void items(Server server, Api reader) throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>();
    for (int number = 0; number < settings.items() && paths.size() < PATHS; number++) {
      Corpus.Item item = corpus.item(number);
      if (item.isPublished() && item.audience().equals("everyone")) {
        paths.add("/api/v1/collateral/" + Entries.IDS.text(Entries.id(number)));
      }
    }
    closedLoop("an item by id", paths, server, reader, Goal.NONE, Goal.atLeast(3_000));
  }

  /** Eight connections, as fast as it goes. */
  private void closedLoop(
      String what, List<String> paths, Server server, Api reader, Goal cpuGoal, Goal rateGoal)
      throws IOException, InterruptedException {
    Wrk wrk = new Wrk(settings, server, reader);
    Path file = Files.createTempFile("bench-", ".paths");
    try {
      Files.write(file, paths);
      wrk.warmUp("get.lua", CONNECTIONS, settings.time(), file.toString());
      double[] cpu = new double[settings.runs()];
      double[] postgres = new double[settings.runs()];
      double[] rate = new double[settings.runs()];
      for (int run = 0; run < settings.runs(); run++) {
        Processes.Cpu before = server.processes().cpu();
        Wrk.Load load = wrk.run("get.lua", CONNECTIONS, settings.time(), file.toString());
        Processes.Cpu spent = server.processes().cpu().since(before);
        cpu[run] = millis(spent.server()) / load.requests();
        postgres[run] = millis(spent.postgres()) / load.requests();
        rate[run] = load.perSecond();
      }
      String from = what + ", " + CONNECTIONS + " connections";
      figures.add(from + ": server CPU", cpu, "ms", cpuGoal);
      figures.add(from + ": PostgreSQL CPU besides", postgres, "ms");
      figures.add(from, rate, "a second", rateGoal);
    } finally {
      Files.delete(file);
    }
  }

  private void steadily(String what, List<String> paths, Api reader, Goal p50Goal, Goal p99Goal) {
    OpenLoop.Call call =
        (number, due) -> {
          HttpResponse<byte[]> answer = reader.get(paths.get(number % paths.size()));
          if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " -> " + answer.statusCode());
          }
        };
    OpenLoop.run(SEARCHES_A_SECOND, settings.time().dividedBy(2), call); // warms up
    double[] p50 = new double[settings.runs()];
    double[] p99 = new double[settings.runs()];
    double[] failures = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      int from = run * SEARCHES_A_SECOND * (int) settings.time().toSeconds();
      OpenLoop.Times times =
          OpenLoop.run(
              SEARCHES_A_SECOND, settings.time(), (number, due) -> call.make(from + number, due));
      p50[run] = times.millis(50);
      p99[run] = times.millis(99);
      failures[run] = times.failures();
    }
    figures.add(what + ": p50", p50, "ms", p50Goal);
    figures.add(what + ": p99", p99, "ms", p99Goal);
    figures.addIfAny(what + ": failed", failures, "requests");
  }

  private void writes(Server server) throws IOException, InterruptedException, SQLException {
    Api writer = server.admin();
    try {
      new Arrivals(settings, writer, WRITES_A_SECOND, figures).measure();
      Wrk wrk = new Wrk(settings, server, writer);
      double[] rate = new double[settings.runs()];
      wrk.warmUp(
          "write.lua",
          WRITING_CONNECTIONS,
          settings.time(),
          Loader.ADDED + " " + System.nanoTime());
      for (int run = 0; run < settings.runs(); run++) {
        String titles = Loader.ADDED + " " + System.nanoTime();
        rate[run] = wrk.run("write.lua", WRITING_CONNECTIONS, settings.time(), titles).perSecond();
      }
      figures.add(
          "small writes acknowledged, " + WRITING_CONNECTIONS + " connections",
          rate,
          "a second",
          Goal.atLeast(600));
    } finally {
      removeAdded(server);
    }
  }

  private void rebuilds(Server server) throws IOException, InterruptedException {
    double[] rate = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      rate[run] = server.rebuild();
    }
    figures.add("rebuild out of the database", rate, "items/s", Goal.atLeast(5_000));
  }

  private void starts(Server server) throws IOException, InterruptedException {
    double[] seconds = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      server.stop();
      server.start();
      seconds[run] = server.startTook().toMillis() / 1e3;
    }
    figures.add("warm start until ready", seconds, "s", Goal.atMost(4));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  /** Looks at the memory of the server twice a second. */
  private static final class Memory implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Processes processes;
    private final Thread thread;
    private final AtomicReference<Double> most = new AtomicReference<>(0.0);

    Memory(Processes processes) {
      this.processes = processes;
      this.thread = Thread.ofPlatform().daemon().name("memory").start(this::watch);
    }

    private void watch() {
      try {
        while (true) {
          most.accumulateAndGet(processes.ownMegabytes(), Math::max);
          Thread.sleep(BETWEEN);
        }
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }

    double mostMegabytes() {
      return most.get();
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
