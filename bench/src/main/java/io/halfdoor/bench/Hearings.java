package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * How soon a rep who logs a hearing has the answer, with 2,000 objections of eleven phrasings each
 * and 50,000 hearings in the database. An objection's phrasings are sentences of one item of the
 * corpus; a quote is one of them with a third of its words left out and the others in another
 * order.
 */
final class Hearings {

  private static final int OBJECTIONS = 2_000;
  private static final int PHRASINGS = 10;
  private static final int HEARINGS = 50_000;
  private static final int A_SECOND = 10;

  /** Ten a second are few, and one in a hundred of them fewer. */
  private static final int LONGER = 3;

  /** Where those hearings come from that are logged to be measured. */
  private static final String SOURCE = "bench";

  private final Settings settings;
  private final Server server;
  private final Figures figures;
  private final Corpus corpus;

  Hearings(Settings settings, Server server, Figures figures) {
    this.settings = settings;
    this.server = server;
    this.figures = figures;
    this.corpus = settings.corpus();
  }

  void measure() throws IOException, InterruptedException, SQLException {
    try (Loader loader = new Loader(server.home())) {
      if (loader.count("objection") == 0) {
        Bench.say("Loading %,d objections and %,d hearings", OBJECTIONS, HEARINGS);
        load(loader.connection(), loader.admin());
        server.rebuild();
      }
    }
    Api rep = server.admin();
    OpenLoop.Call call =
        (number, due) ->
            rep.expect(
                201,
                rep.post(
                    "/api/v1/hearings",
                    Map.of("quote", quote(OBJECTIONS + number), "leadSource", SOURCE)));
    try {
      OpenLoop.run(A_SECOND, settings.time(), call); // warms up
      double[] p50 = new double[settings.runs()];
      double[] p99 = new double[settings.runs()];
      double[] failures = new double[settings.runs()];
      for (int run = 0; run < settings.runs(); run++) {
        int from = (run + 1) * 1_000_000;
        OpenLoop.Times times =
            OpenLoop.run(
                A_SECOND,
                settings.time().multipliedBy(LONGER),
                (number, due) -> call.make(from + number, due));
        p50[run] = times.millis(50);
        p99[run] = times.millis(99);
        failures[run] = times.failures();
      }
      figures.add("a hearing logged and answered at 10 a second: p50", p50, "ms");
      figures.add("a hearing logged and answered at 10 a second: p99", p99, "ms", Goal.atMost(60));
      figures.addIfAny("hearings that failed", failures, "requests");
    } finally {
      try (Loader loader = new Loader(server.home());
          Statement statement = loader.connection().createStatement()) {
        statement.execute("DELETE FROM hearing WHERE lead_source = '" + SOURCE + "'");
      }
    }
  }

  private void load(Connection connection, UUID owner) throws SQLException {
    connection.setAutoCommit(false);
    OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
    try (PreparedStatement objection =
            connection.prepareStatement(
                """
                INSERT INTO objection (id, version, phrase, category, labels, state, owner_id,
                  created_at, created_by, updated_at, updated_by)
                VALUES (?, 1, ?, 'other', '{}', 'active', ?, ?, ?, ?, ?)
                """);
        PreparedStatement phrasing =
            connection.prepareStatement(
                """
                INSERT INTO phrasing (id, objection_id, text, created_at, created_by)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)) {
      for (int number = 0; number < OBJECTIONS; number++) {
        List<String> sentences = sentences(number);
        UUID id = id("objection", number);
        set(objection, id, sentences.getFirst(), owner, now, owner, now, owner);
        for (int i = 1; i < sentences.size(); i++) {
          set(phrasing, id("phrasing", number * 100 + i), id, sentences.get(i), now, owner);
        }
      }
      objection.executeBatch();
      phrasing.executeBatch();
    }
    try (PreparedStatement hearing =
        connection.prepareStatement(
            """
            INSERT INTO hearing (id, quote, person_id, objection_id, filed_as, confidence,
              heard_at, created_at, version)
            VALUES (?, ?, ?, ?, 'sure', 0.5, ?, ?, 1)
            """)) {
      for (int number = 0; number < HEARINGS; number++) {
        OffsetDateTime at = now.minusMinutes(number * 3L);
        UUID objection = id("objection", number % OBJECTIONS);
        set(hearing, id("hearing", number), quote(number), owner, objection, at, at);
      }
      hearing.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  private List<String> sentences(int number) {
    List<String> sentences = new ArrayList<>();
    for (String sentence : corpus.item(number).text().split("\\.\\s+|\\.$", -1)) {
      if (sentences.size() <= PHRASINGS && sentence.contains(" ")) {
        sentences.add(sentence.strip());
      }
    }
    return sentences;
  }

  /** What a rep would make of what an objection says. */
  private String quote(int number) {
    List<String> sentences = sentences(number % OBJECTIONS);
    Random random = corpus.random(number);
    List<String> words =
        new ArrayList<>(List.of(sentences.get(random.nextInt(sentences.size())).split("\\s+", -1)));
    java.util.Collections.shuffle(words, random);
    return String.join(" ", words.subList(0, Math.max(2, words.size() * 2 / 3)));
  }

  private static UUID id(String kind, int number) {
    return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8));
  }

  /** A home of its own, so that what else is measured has nothing to do with it. */
  static Settings settings(Settings settings) {
    Path folder = settings.folder().resolve("hearings");
    return new Settings(
        1_000, settings.time(), settings.runs(), settings.seed(), folder, settings.root());
  }
}
