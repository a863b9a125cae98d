package io.halfdoor.bench;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How soon content requests answer, with 50,000 of a year in the database, each supported by four
 * of 500 people, for 5,000 deals; seven of ten have ended. Titles and details are of the corpus.
 * With fewer items there are fewer of all.
 */
final class Requests {

  private static final IdPrefix IDS = new IdPrefix("req");
  private static final int A_SECOND = 20;

  /** Twenty a second are few, and one in a hundred of them fewer. */
  private static final int LONGER = 2;

  private static final int NOT_OFFERED = 405;
  private static final int PEOPLE = 500;
  private static final int MINUTES = 365 * 24 * 60;

  /** Of a hundred requests, how many are in a state; the rest is closed. */
  private static final Map<String, Integer> OF_100 = ofHundred();

  private static final List<String> KINDS =
      List.of("onePager", "caseStudy", "deck", "battleCard", "emailTemplate", "video", "other");

  /** The tables of which nothing may be read from end to end. */
  private static final List<String> LARGE =
      List.of("request", "support", "request_deal", "stay", "first_reply");

  /** What hangs on the requests: where they have been, who replied, what they got, who needs it. */
  private static final List<String> BESIDES =
      List.of(
          """
          INSERT INTO stay (request_id, state, since, until)
          SELECT id, 'submitted', created_at,
            CASE WHEN state <> 'submitted' THEN created_at + (updated_at - created_at) / 4 END
          FROM request ORDER BY id
          """,
          """
          INSERT INTO stay (request_id, state, since, until)
          SELECT id, 'inProgress', created_at + (updated_at - created_at) / 4,
            created_at + (updated_at - created_at) / 2
          FROM request WHERE state IN ('delivered', 'closed') ORDER BY id
          """,
          """
          INSERT INTO stay (request_id, state, since, until)
          SELECT id, 'delivered', created_at + (updated_at - created_at) / 2,
            CASE WHEN state = 'closed' THEN updated_at END
          FROM request WHERE state IN ('delivered', 'closed') ORDER BY id
          """,
          """
          INSERT INTO stay (request_id, state, since)
          SELECT id, state,
            CASE WHEN state = 'closed' THEN updated_at
              ELSE created_at + (updated_at - created_at) / 4 END
          FROM request WHERE state NOT IN ('submitted', 'delivered') ORDER BY id
          """,
          """
          INSERT INTO first_reply (request_id, person_id, at)
          SELECT id, assignee_id, created_at + (updated_at - created_at) / 4
          FROM request WHERE assignee_id IS NOT NULL AND state <> 'withdrawn'
          """,
          """
          INSERT INTO deliverable (request_id, delivered_at, kind, item_id, version)
          SELECT r.id, s.since, 'collateral', c.id, 1
          FROM stay s JOIN request r ON r.id = s.request_id
          JOIN (
            SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS total
            FROM collateral WHERE state = 'published' AND audience = 'everyone') c
            ON c.n = s.id % c.total
          WHERE s.state = 'delivered'
          """,
          """
          INSERT INTO item_use (id, kind, item_id, version, how, person_id, at)
          SELECT md5('use' || request_id)::uuid, 'collateral', item_id, 1, 'sent',
            md5('person' || (id % 500))::uuid, delivered_at + interval '2 days'
          FROM deliverable WHERE id % 3 > 0
          """,
          """
          INSERT INTO support (request_id, person_id, deal_id, at)
          SELECT r.id, md5('person' || ((hashtext(r.id::text) & 65535) + n * 125) % 500)::uuid,
            md5('deal' || (hashtext(r.id::text || n) & 1048575) % :deals)::uuid, r.created_at
          FROM request r, generate_series(0, 3) n
          """,
          """
          INSERT INTO request_deal (request_id, deal_id, place)
          SELECT id, md5('deal' || (hashtext(id::text) & 1048575) % :deals)::uuid, 1 FROM request
          """);

  private final Settings settings;
  private final Server server;
  private final Figures figures;
  private final Corpus corpus;
  private final int number;

  Requests(Settings settings, Server server, Figures figures) {
    this.settings = settings;
    this.server = server;
    this.figures = figures;
    this.corpus = settings.corpus();
    this.number = settings.items() * 5;
  }

  /** A home of its own, with a tenth of the items: requests are what there is much of. */
  static Settings settings(Settings settings) {
    Path folder = settings.folder().resolve("requests");
    return new Settings(
        Math.max(1, settings.items() / 10),
        settings.time(),
        settings.runs(),
        settings.seed(),
        folder,
        settings.root());
  }

  private static Map<String, Integer> ofHundred() {
    Map<String, Integer> states = new LinkedHashMap<>();
    states.put("submitted", 15);
    states.put("accepted", 3);
    states.put("inProgress", 5);
    states.put("waiting", 2);
    states.put("delivered", 5);
    states.put("declined", 10);
    states.put("withdrawn", 5);
    return states;
  }

  void measure() throws IOException, InterruptedException, SQLException {
    try (Loader loader = new Loader(server.home())) {
      if (loader.count("request") == 0) {
        Bench.say("Loading %,d requests with %,d supporters", number, number * 4);
        load(loader.connection(), loader.admin());
        server.rebuild();
      }
      Api caller = server.admin();
      List<String> begun = begun(loader.connection());
      ranked(caller); // what a node keeps of the order is read once, all of it
      Map<String, Long> before = scans(loader.connection());
      steadily("the first page of the ranked queue", 30, (call, due) -> ranked(caller));
      Map<String, Boolean> waits = new ConcurrentHashMap<>();
      steadily(
          "a transition",
          30,
          (call, due) -> {
            String id = begun.get(call % begun.size());
            boolean waiting = waits.merge(id, true, (was, now) -> !was);
            caller.expect(
                200,
                caller.change(
                    "/api/v1/requests/" + id + "/transitions",
                    waiting
                        ? Map.of("to", "waiting", "reason", "Which region?")
                        : Map.of("to", "inProgress")));
          });
      similar(caller);
      Map<String, Long> after = scans(loader.connection());
      for (String table : LARGE) {
        figures.add(
            "reads of the whole table meanwhile: " + table,
            new double[] {after.getOrDefault(table, 0L) - before.getOrDefault(table, 0L)},
            "times",
            Goal.atMost(0));
      }
    }
  }

  private static void ranked(Api caller) throws IOException, InterruptedException {
    caller.expect(200, caller.get("/api/v1/requests?sort=rank&state=submitted"));
  }

  /** What is like a draft, of a server that tells it. */
  private void similar(Api caller) throws IOException, InterruptedException {
    String path = "/api/v1/requests/similar";
    if (caller.post(path, draft(0)).statusCode() == NOT_OFFERED) {
      Bench.say("This server does not tell what is like a draft");
      return;
    }
    steadily(
        "requests and items like a draft",
        50,
        (call, due) -> caller.expect(200, caller.post(path, draft(call))));
  }

  private void steadily(String what, int most, OpenLoop.Call call) {
    OpenLoop.run(A_SECOND, settings.time(), call); // warms up
    double[] p50 = new double[settings.runs()];
    double[] p99 = new double[settings.runs()];
    double[] failures = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      OpenLoop.Times times = OpenLoop.run(A_SECOND, settings.time().multipliedBy(LONGER), call);
      p50[run] = times.millis(50);
      p99[run] = times.millis(99);
      failures[run] = times.failures();
    }
    String at = what + " at " + A_SECOND + " a second: ";
    figures.add(at + "p50", p50, "ms");
    figures.add(at + "p99", p99, "ms", Goal.atMost(most));
    figures.addIfAny(at + "failed", failures, "requests");
  }

  /** What a rep has typed so far. */
  private Map<String, String> draft(int number) {
    Random random = corpus.random(number);
    String[] words = corpus.item(random.nextInt(settings.items())).text().split("\\s+", -1);
    int from = random.nextInt(Math.max(1, words.length - 40));
    List<String> typed = List.of(words).subList(from, Math.min(words.length, from + 40));
    return Map.of(
        "title", String.join(" ", typed.subList(0, Math.min(6, typed.size()))),
        "details", String.join(" ", typed));
  }

  /** How often each table has been read from end to end, once all that was counted is told. */
  private static Map<String, Long> scans(Connection connection)
      throws SQLException, InterruptedException {
    Thread.sleep(12_000); // PostgreSQL tells what an idle session counted within ten seconds
    Map<String, Long> scans = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT relname, seq_scan FROM pg_stat_user_tables")) {
      while (rows.next()) {
        scans.put(rows.getString(1), rows.getLong(2));
      }
    }
    return scans;
  }

  /** The ids, as the API has them, of what is in progress. */
  private static List<String> begun(Connection connection) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE stay SET state = 'inProgress' WHERE until IS NULL AND state = 'waiting'");
      statement.execute("UPDATE request SET state = 'inProgress' WHERE state = 'waiting'");
      try (ResultSet rows =
          statement.executeQuery("SELECT id FROM request WHERE state = 'inProgress'")) {
        while (rows.next()) {
          ids.add(IDS.text(rows.getObject(1, UUID.class)));
        }
      }
    }
    return ids;
  }

  private void load(Connection connection, UUID owner) throws SQLException {
    connection.setAutoCommit(false);
    execute(
        connection,
        """
        INSERT INTO person (id, version, name, email, role, side, active, created_at, updated_at)
        SELECT md5('person' || n)::uuid, 1, 'Rep ' || n, 'rep' || n || '@example.com', 'rep',
          'sales', true, now(), now()
        FROM generate_series(0, %d) n
        """
            .formatted(PEOPLE - 1));
    execute(
        connection,
        """
        INSERT INTO deal (id, version, from_crm, crm_id, created_at, updated_at, amount, currency, close_date, state,
          closed_at)
        SELECT md5('deal' || n)::uuid, 1, '{}', '006' || n, now(), now(), 1000 * (1 + n %% 97), 'EUR',
          current_date + n %% 120, CASE WHEN n %% 4 = 0 THEN 'won' ELSE 'open' END,
          CASE WHEN n %% 4 = 0 THEN now() END
        FROM generate_series(0, %d) n
        """
            .formatted(deals() - 1));
    try (PreparedStatement request =
        connection.prepareStatement(
            """
            INSERT INTO request (id, version, title, details, kind, labels, confidential, state,
              verdict, assignee_id, requested_by, filed_by, created_at, updated_at, updated_by)
            SELECT ?, 3, ?, ?, ?, '{}', ?, ?, ?, ?, person, person, ?, ?, person
            FROM CAST(md5('person' || ?) AS uuid) person
            """)) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      for (int each = 0; each < number; each++) {
        add(request, each, now, owner);
      }
      request.executeBatch();
    }
    for (String statement : BESIDES) {
      execute(connection, statement.replace(":deals", Integer.toString(deals())));
    }
    connection.commit();
    connection.setAutoCommit(true);
    execute(connection, "VACUUM ANALYZE");
  }

  private int deals() {
    return Math.max(10, number / 10);
  }

  private void add(PreparedStatement statement, int each, Instant now, UUID owner)
      throws SQLException {
    Random random = corpus.random(each);
    Corpus.Item item = corpus.item(each % settings.items());
    String[] words = item.text().split("\\s+", -1);
    int from = random.nextInt(Math.max(1, words.length - 60));
    List<String> details = List.of(words).subList(from, Math.min(words.length, from + 60));
    Instant filed = now.minus((long) MINUTES * (number - each) / number, ChronoUnit.MINUTES);
    String state = state(each, random);
    boolean isNew = state.equals("submitted");
    Object[] values = {
      id(filed, each),
      item.title() + " " + each,
      String.join(" ", details),
      KINDS.get(random.nextInt(KINDS.size())),
      random.nextInt(50) == 0,
      state,
      state.equals("closed") ? "helped" : null,
      isNew ? null : owner,
      at(filed),
      at(isNew ? filed : filed.plus(random.nextInt(20 * 24 * 60), ChronoUnit.MINUTES)),
      random.nextInt(PEOPLE)
    };
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  /** What is open is of the last third of the year. */
  private String state(int each, Random random) {
    int dice = random.nextInt(100);
    boolean isOld = each < number * 2 / 3;
    for (Map.Entry<String, Integer> state : OF_100.entrySet()) {
      int width = state.getValue() * (isOpen(state.getKey()) ? (isOld ? 0 : 3) : 1);
      dice -= width;
      if (dice < 0) {
        return state.getKey();
      }
    }
    return "closed";
  }

  private static boolean isOpen(String state) {
    return !state.equals("declined") && !state.equals("withdrawn");
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** An id of version 7 of that moment. */
  private static UUID id(Instant at, int number) {
    long rest = number * 0x9E3779B97F4A7C15L;
    return new UUID((at.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L | (rest >>> 2));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
