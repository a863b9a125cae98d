package io.halfdoor.bench;

import static java.util.stream.Collectors.joining;

import io.halfdoor.api.change.Position;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Puts a corpus into the database of a running server, straight into its tables: rows as {@code
 * POST /collateral} would have written them, without the feed's, so the index is built anew
 * afterwards.
 */
final class Loader implements AutoCloseable {

  /** What the titles of all begin with that is written to be measured. */
  static final String ADDED = "Bench write";

  private static final int CHUNK = 5_000;

  private final Connection connection;

  /** Reaches the embedded PostgreSQL of a home. */
  Loader(Path home) throws IOException, SQLException {
    List<String> pidFile = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"));
    String password = Files.readString(home.resolve("postgres/password")).strip();
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + pidFile.get(3).strip() + "/halfdoor",
            "halfdoor",
            password);
  }

  Connection connection() {
    return connection;
  }

  /** How many rows a table has. */
  int count(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Adds the first items of a corpus, all of them or none. */
  void load(Corpus corpus, int items) throws SQLException, IOException {
    connection.setAutoCommit(false);
    UUID owner = admin();
    vocabulary();
    for (int from = 0; from < items; from += CHUNK) {
      Rows rows = new Rows(owner);
      for (int number = from; number < Math.min(items, from + CHUNK); number++) {
        rows.add(corpus.item(number));
      }
      rows.copy(copies());
    }
    connection.commit();
    connection.setAutoCommit(true);
    execute("VACUUM ANALYZE");
  }

  /** Takes away what was written to be measured. */
  void removeAdded() throws SQLException {
    execute("DELETE FROM collateral WHERE title LIKE '" + ADDED + "%'");
    execute(
        """
        DELETE FROM extraction e
        WHERE NOT EXISTS (SELECT FROM collateral_version v WHERE v.sha256 = e.sha256)
        """);
    execute("VACUUM ANALYZE");
  }

  /** Who owns what is loaded. */
  UUID admin() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id FROM person WHERE role = 'admin' ORDER BY id")) {
      rows.next();
      return rows.getObject(1, UUID.class);
    }
  }

  /** Adds the vectors of all passages of a corpus, as the server would compute them, or none. */
  void load(Vectors vectors, int items) throws SQLException, IOException {
    connection.setAutoCommit(false);
    vectors.of(items, rows -> Rows.in(copies(), "passage_vector (model, sha256, vector)", rows));
    connection.commit();
    connection.setAutoCommit(true);
    execute("VACUUM ANALYZE passage_vector");
  }

  /**
   * Writes every fifth piece of collateral again as it is, in the feed too.
   *
   * @return the position of the last of these writes
   */
  String replaceFifth() throws SQLException {
    execute(
        """
        WITH again AS (
          UPDATE collateral SET version = version + 1
          WHERE id IN (
            SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) FROM collateral) AS numbered
            WHERE row_number % 5 = 0)
          RETURNING id, version, terms)
        INSERT INTO change (epoch, kind, item_id, version, action, at, audience, deleted)
        SELECT (SELECT max(epoch) FROM feed_epoch), 'collateral', id, version, 'update', now(),
          terms, false
        FROM again
        """);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT epoch, xid::text::bigint, seq FROM change
                ORDER BY change.epoch DESC, change.xid DESC, change.seq DESC LIMIT 1
                """)) {
      rows.next();
      return new Position(rows.getInt(1), rows.getLong(2), rows.getLong(3)).toString();
    }
  }

  private CopyManager copies() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private void vocabulary() throws SQLException {
    try (var statement =
        connection.prepareStatement("UPDATE label SET \"values\" = ? WHERE key = ?")) {
      for (Map.Entry<String, List<String>> label : Corpus.LABELS.entrySet()) {
        statement.setArray(1, connection.createArrayOf("text", label.getValue().toArray()));
        statement.setString(2, label.getKey());
        statement.executeUpdate();
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Rows of the four tables that a piece of collateral is in, as COPY takes them. */
  private static final class Rows {

    private final UUID owner;
    private final StringBuilder extraction = new StringBuilder();
    private final StringBuilder passage = new StringBuilder();
    private final StringBuilder collateral = new StringBuilder();
    private final StringBuilder version = new StringBuilder();

    Rows(UUID owner) {
      this.owner = owner;
    }

    void add(Corpus.Item item) throws IOException {
      String text = item.text();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      String sha256 = sha256(bytes);
      UUID id = Entries.id(item.number());
      var at = Entries.updatedAt(item);
      row(extraction, sha256, "ready");
      for (int i = 0; i < item.passages().size(); i++) {
        row(passage, sha256, i + 1, "page", i + 1, "{}", item.passages().get(i));
      }
      row(
          collateral,
          id,
          1,
          item.title(),
          item.summary(),
          item.kind(),
          Api.JSON.writeValueAsString(item.labels()),
          item.audience(),
          "en",
          false,
          owner,
          180,
          item.isPublished() ? "published" : "draft",
          Entries.terms(item, owner).stream().collect(joining("\",\"", "{\"", "\"}")),
          1,
          item.isPublished() ? 1 : null,
          at,
          owner,
          at,
          owner);
      row(
          version,
          id,
          1,
          text,
          sha256,
          "text/plain",
          bytes.length,
          at,
          owner,
          item.isPublished() ? at : null);
    }

    void copy(CopyManager copies) throws SQLException, IOException {
      in(copies, "extraction (sha256, state)", extraction);
      in(copies, "passage (sha256, number, place, place_number, headings, text)", passage);
      in(
          copies,
          """
          collateral (id, version, title, summary, kind, labels, audience, language, may_be_sent,
            owner_id, review_interval_days, state, terms, latest_version, published_version,
            created_at, created_by, updated_at, updated_by)\
          """,
          collateral);
      in(
          copies,
          """
          collateral_version (collateral_id, number, text, sha256, media_type, size, created_at,
            created_by, published_at)\
          """,
          version);
    }

    private static void in(CopyManager copies, String columns, CharSequence rows)
        throws SQLException, IOException {
      try (Reader reader = new StringReader(rows.toString())) {
        copies.copyIn("COPY " + columns + " FROM STDIN", reader);
      }
    }

    /** A line in the text form of COPY. */
    private static void row(StringBuilder rows, @Nullable Object... values) {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        rows.append(i == 0 ? "" : "\t")
            .append(
                value == null
                    ? "\\N"
                    : value
                        .toString()
                        .replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t"));
      }
      rows.append('\n');
    }
  }
}
