package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server from outside: with the corpus in its database and index, as its callers see it. */
final class OverHttp {

  private static final int WRITING_CONNECTIONS = 16;
  private static final int SEARCHES_A_SECOND = 100;
  private static final int WRITES_A_SECOND = 50;
  private static final int PATHS = 20_000;
  static final String FACETS = "&facets=type&facets=industry&facets=stage&facets=product";

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
    if (!Files.exists(token(server))) {
      try (Loader loader = new Loader(server.home())) {
        if (loader.count("collateral") == 0) {
          Bench.say("Loading %,d items", settings.items());
          loader.load(corpus, settings.items());
        }
      }
      Bench.say("Building the index: %,.0f items/s", server.rebuild());
    }
    Api somebody = somebody(server);
    int entries = admin.expect(200, admin.get("/api/v1/index")).get("entries").asInt();
    if (entries != settings.items()) { // a run before this was interrupted
      removeAdded(server);
    }
    return somebody;
  }

  private static Path token(Server server) {
    return server.home().resolve("bench-token");
  }

  /** A rep of the team, the same each time. */
  static Api somebody(Server server) throws IOException, InterruptedException {
    Path token = token(server);
    if (!Files.exists(token)) {
      Files.writeString(token, tokenOfSomebody(server.admin()));
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
    Loads loads = new Loads(settings, server, reader, figures);
    loads.closed("search", paths, Goal.atMost(1.0), Goal.NONE);
    loads.steady("search", SEARCHES_A_SECOND, paths, Goal.atMost(3), Goal.atMost(15));
    loads.steady(
        "search with 4 facets",
        SEARCHES_A_SECOND,
        paths.stream().map(path -> path + FACETS).toList(),
        Goal.atMost(5),
        Goal.NONE);
    loads.steady(
        "suggestions",
        SEARCHES_A_SECOND,
        suggested(Queries.of(corpus, settings.items(), PATHS)),
        Goal.NONE,
        Goal.NONE);
  }

  /** The first letters of what is searched for, as the paths that ask what they may become. */
  static List<String> suggested(Queries queries) {
    return queries.only(Queries.Sort.WORDS).texts().stream()
        .map(text -> text.substring(0, Math.min(text.length(), 2 + text.length() % 5)))
        .map(typed -> "/api/v1/search/suggestions?q=" + typed.replace(' ', '+'))
        .toList();
  }

  private void items(Server server, Api reader) throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>();
    for (int number = 0; number < settings.items() && paths.size() < PATHS; number++) {
      Corpus.Item item = corpus.item(number);
      if (item.isPublished() && item.audience().equals("everyone")) {
        paths.add("/api/v1/collateral/" + Entries.IDS.text(Entries.id(number)));
      }
    }
    new Loads(settings, server, reader, figures)
        .closed("an item by id", paths, Goal.NONE, Goal.atLeast(3_000));
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
}
