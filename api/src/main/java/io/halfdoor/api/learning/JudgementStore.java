package io.halfdoor.api.learning;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface JudgementStore {

  String COLUMNS = "id, version, query, filters, kind, item_id, grade, judged_by, judged_at";

  @SqlQuery("SELECT " + COLUMNS + " FROM search_judgement WHERE id = :id")
  Optional<Judgement> find(UUID id);

  /** Lets nobody else judge these words until the transaction ends; always true. */
  @SqlQuery("SELECT true FROM pg_advisory_xact_lock(hashtextextended('judgement ' || :asked, 0))")
  boolean lock(String asked);

  @SqlQuery(
      "SELECT " + COLUMNS + " FROM search_judgement WHERE asked = :asked AND item_id = :itemId")
  Optional<Judgement> of(String asked, UUID itemId);

  @SqlUpdate(
      """
      INSERT INTO search_judgement (id, version, query, asked, filters, kind, item_id, grade,
        judged_by, judged_at)
      VALUES (:id, :version, :query, :asked, :filters, :kind, :itemId, :grade, :judgedBy, :judgedAt)
      """)
  void insert(@BindMethods Judgement judgement);

  /** Writes one whose words are locked. */
  @SqlUpdate(
      """
      UPDATE search_judgement SET version = :version, query = :query, filters = :filters,
        grade = :grade, judged_by = :judgedBy, judged_at = :judgedAt
      WHERE id = :id
      """)
  void replace(@BindMethods Judgement judgement);

  /** False when it is gone already. */
  @SqlUpdate("DELETE FROM search_judgement WHERE id = :id")
  boolean remove(UUID id);

  /** Those after one (from the oldest where it is null), oldest first. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM search_judgement
          WHERE CAST(:after AS uuid) IS NULL OR id > :after
          ORDER BY id
          LIMIT :rows
          """)
  List<Judgement> after(@Nullable UUID after, int rows);
}
