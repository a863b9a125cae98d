package io.halfdoor.api.finder;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.NewChange;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.TestDatabase;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import io.halfdoor.search.Place;
import io.halfdoor.search.Words;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A small kind of item for tests, in a table of its own, written as another node of the same
 * database would write it.
 *
 * <p>A note whose text is {@code unreadable} cannot be made into an entry.
 */
public final class Notes {

  public static final IdPrefix IDS = new IdPrefix("note");

  /** One permit for each page of entries that may be read; taken and given back. */
  public static final Semaphore READING = new Semaphore(1_000);

  private static final Instant CREATED = Instant.parse("2026-11-01T08:00:00Z");
  private static final String COLUMNS =
      "id, version, title, text, industry, state, audience, updated_at";

  private final Database database;
  private final Changes changes;

  public Notes(TestDatabase database) {
    this.database = database.database();
    this.changes = Changes.open(this.database, InstantSource.system());
  }

  /** What was written, and where in the feed that stands. */
  public record Written(UUID uuid, String position) {
    public String id() {
      return IDS.text(uuid);
    }
  }

  public static List<ItemKind> kinds(Jdbi jdbi) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                CREATE TABLE IF NOT EXISTS note (
                  id uuid PRIMARY KEY,
                  version integer NOT NULL DEFAULT 1,
                  title text NOT NULL,
                  text text NOT NULL,
                  industry text NOT NULL DEFAULT 'retail',
                  state text NOT NULL DEFAULT 'published',
                  audience text[] NOT NULL,
                  updated_at timestamptz NOT NULL DEFAULT now())
                """));
    return List.of(
        new ItemKind(
            "note",
            IDS,
            "/notes",
            ids -> read(jdbi, ids, Notes::item),
            ids -> entries(jdbi, ids),
            (id, number, caller) -> number == 1,
            (after, limit) -> after(jdbi, after, limit)));
  }

  public Written add(String title, String text, String... audience) {
    return written(
        UUID.randomUUID(),
        "created",
        (handle, id) ->
            handle.execute(
                "INSERT INTO note (id, title, text, audience) VALUES (?, ?, ?, ?)",
                id,
                title,
                text,
                audience));
  }

  /** Sets one column, and raises the version. */
  public Written set(UUID id, String column, Object value) {
    return written(
        id,
        "changed",
        (handle, same) ->
            handle.execute(
                "UPDATE note SET version = version + 1, " + column + " = ? WHERE id = ?",
                value,
                same));
  }

  public Written remove(UUID id) {
    return written(
        id, "deleted", (handle, same) -> handle.execute("DELETE FROM note WHERE id = ?", same));
  }

  /** Anything, past the feed. */
  public void tamper(String sql, Object... arguments) {
    database.jdbi().useHandle(handle -> handle.execute(sql, arguments));
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  public Database database() {
    return database;
  }

  public void close() {
    changes.close();
  }

  private interface Work {
    void on(Handle handle, UUID id);
  }

  private Written written(UUID id, String action, Work work) {
    Position position =
        database
            .transactions()
            .inTransaction(
                handle -> {
                  Set<String> who = audience(handle, id);
                  work.on(handle, id);
                  who.addAll(audience(handle, id));
                  long version =
                      handle
                          .createQuery("SELECT coalesce(max(version), 9) FROM note WHERE id = ?")
                          .bind(0, id)
                          .mapTo(Long.class)
                          .one();
                  return changes.record(
                      handle,
                      new NewChange(
                          "note",
                          id,
                          version,
                          action,
                          null,
                          Instant.now(),
                          who,
                          action.equals("deleted")));
                });
    return new Written(id, position.toString());
  }

  private static Set<String> audience(Handle handle, UUID id) {
    return new TreeSet<>(
        handle
            .createQuery("SELECT unnest(audience) FROM note WHERE id = ?")
            .bind(0, id)
            .mapTo(String.class)
            .list());
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> read(Jdbi jdbi, Collection<UUID> ids, Reading<T> reading) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM note WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> reading.of(row))
                .list());
  }

  private static List<Entry> entries(Jdbi jdbi, Collection<UUID> ids) {
    READING.acquireUninterruptibly();
    try {
      return read(jdbi, ids, Notes::entry);
    } finally {
      READING.release();
    }
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        "note",
        row.getObject("id", UUID.class),
        row.getLong("version"),
        1,
        row.getString("title"),
        null,
        texts(row.getArray("audience")),
        row.getString("state").equals("published"));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    if (row.getString("text").equals("unreadable")) {
      throw new IllegalStateException("this note cannot be read");
    }
    return new Entry(
        IDS.text(row.getObject("id", UUID.class)),
        "note",
        row.getLong("version"),
        new Words(row.getString("title"), "A note.", "note.pdf", List.of("ext-1"), "en"),
        Map.of("industry", List.of(row.getString("industry"))),
        Map.of("state", List.of(row.getString("state"))),
        texts(row.getArray("audience")),
        new Activity(CREATED, row.getTimestamp("updated_at").toInstant(), 0, false),
        List.of(new Passage(List.of("Chapter"), Place.page(7), row.getString("text"))));
  }

  private static Set<String> texts(Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }

  private static List<UUID> after(Jdbi jdbi, UUID after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM note WHERE CAST(:after AS uuid) IS NULL OR id > :after
                    ORDER BY id LIMIT :limit
                    """)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
  }
}
