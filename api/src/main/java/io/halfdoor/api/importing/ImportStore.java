package io.halfdoor.api.importing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface ImportStore {

  String COLUMNS =
      """
      id, person_id, token_id, kind, format, sha256, dry_run, publish, state, total, reason,
      created_at, ended_at
      """;

  String ROW_COLUMNS =
      "import_id, number, line, file, external_id, outcome, item_id, faults, ignored";

  @SqlQuery("SELECT " + COLUMNS + " FROM import WHERE id = :id")
  Optional<Import> find(UUID id);

  /** Imports before an id (from the latest where it is null), latest first. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM import
          WHERE (CAST(:before AS uuid) IS NULL OR id < :before)
            AND (CAST(:personId AS uuid) IS NULL OR person_id = :personId)
          ORDER BY id DESC
          LIMIT :rows
          """)
  List<Import> before(@Nullable UUID before, @Nullable UUID personId, int rows);

  @SqlUpdate(
      """
      INSERT INTO import
        (id, person_id, token_id, kind, format, sha256, dry_run, publish, state, total, created_at)
      VALUES (:id, :personId, :tokenId, :kind, :format, :sha256, :dryRun, :publish, :state, :total,
        :createdAt)
      """)
  void insert(@BindMethods Import started);

  /** Ends it, and no longer refers to what was sent; false when it was over already. */
  @SqlUpdate(
      """
      UPDATE import SET state = :state, reason = :reason, ended_at = :now, sha256 = NULL
      WHERE id = :id AND state = 'running'
      """)
  boolean end(UUID id, Import.State state, @Nullable String reason, Instant now);

  /** How many rows are done: those up to this number. */
  @SqlQuery("SELECT coalesce(max(number), 0) FROM import_row WHERE import_id = :id")
  int done(UUID id);

  /** Whether a row that is done has this external id. */
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM import_row WHERE import_id = :id AND external_id = :externalId
      )
      """)
  boolean isTaken(UUID id, String externalId);

  @SqlQuery(
      """
      SELECT outcome, count(*) AS rows FROM import_row WHERE import_id = :id GROUP BY outcome
      """)
  List<Count> counts(UUID id);

  /** The names of fields that nothing was made of, of all rows. */
  @SqlQuery(
      """
      SELECT DISTINCT unnest(ignored) AS name FROM import_row
      WHERE import_id = :id AND ignored <> '{}'
      ORDER BY name
      LIMIT 200
      """)
  List<String> ignored(UUID id);

  /** The rows after a number, in their order, of one outcome where it is not null. */
  @SqlQuery(
      "SELECT "
          + ROW_COLUMNS
          + """
           FROM import_row
          WHERE import_id = :id AND number > :after
            AND (CAST(:outcome AS text) IS NULL OR outcome = :outcome)
          ORDER BY number
          LIMIT :rows
          """)
  List<ImportRow> after(UUID id, int after, @Nullable Outcome outcome, int rows);

  /** False when the row has a result already. */
  @SqlUpdate(
      """
      INSERT INTO import_row
        (import_id, number, line, file, external_id, outcome, item_id, faults, ignored)
      VALUES (:importId, :number, :line, :file, :externalId, :outcome, :itemId, :faults, :ignored)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods ImportRow row);

  /** Which of these bytes an import is still to be made from. */
  @SqlQuery("SELECT sha256 FROM import WHERE sha256 = ANY (:sha256s)")
  Set<String> contents(Collection<String> sha256s);

  @SqlUpdate("DELETE FROM import WHERE ended_at < :before")
  int forget(Instant before);

  /** How many rows had an outcome. */
  record Count(Outcome outcome, long rows) {}
}
