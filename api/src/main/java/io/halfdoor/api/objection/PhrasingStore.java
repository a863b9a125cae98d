package io.halfdoor.api.objection;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface PhrasingStore {

  /** The phrasings of an objection after one (from the first where it is null), oldest first. */
  @SqlQuery(
      """
      SELECT id, objection_id, text, hearing_id, created_at, created_by
      FROM phrasing
      WHERE objection_id = :objectionId AND (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :rows
      """)
  List<Phrasing> after(UUID objectionId, @Nullable UUID after, int rows);

  /** All phrasings of these objections, each objection's oldest first. */
  @SqlQuery(
      """
      SELECT id, objection_id, text, hearing_id, created_at, created_by
      FROM phrasing
      WHERE objection_id = ANY(:objectionIds)
      ORDER BY id
      """)
  List<Phrasing> all(Collection<UUID> objectionIds);

  /** False when the objection has it already. */
  @SqlUpdate(
      """
      INSERT INTO phrasing (id, objection_id, text, hearing_id, created_at, created_by)
      VALUES (:id, :objectionId, :text, :hearingId, :createdAt, :createdBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Phrasing phrasing);

  /** False when the objection has none with this id. */
  @SqlUpdate("DELETE FROM phrasing WHERE id = :id AND objection_id = :objectionId")
  boolean remove(UUID objectionId, UUID id);
}
