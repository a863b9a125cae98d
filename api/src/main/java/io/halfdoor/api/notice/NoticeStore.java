package io.halfdoor.api.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface NoticeStore {

  @SqlBatch(
      """
      INSERT INTO notice (id, person_id, kind, item_id, what, about_kind, about_id, reason, at)
      VALUES (:id, :personId, :kind, :itemId, :what, :aboutKind, :aboutId, :reason, :at)
      """)
  void insert(@BindMethods List<Notice> notices);

  @SqlQuery(
      """
      SELECT id, person_id, kind, item_id, what, about_kind, about_id, reason, at, read_at
      FROM notice WHERE id = :id AND person_id = :personId
      """)
  Optional<Notice> find(UUID id, UUID personId);

  /** A person's notices before one (from the latest where it is null), latest first. */
  @SqlQuery(
      """
      SELECT id, person_id, kind, item_id, what, about_kind, about_id, reason, at, read_at
      FROM notice
      WHERE person_id = :personId AND (NOT :unread OR read_at IS NULL)
        AND (CAST(:before AS uuid) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Notice> before(UUID personId, boolean unread, @Nullable UUID before, int rows);

  /** False when it was read before. */
  @SqlUpdate("UPDATE notice SET read_at = :now WHERE id = :id AND read_at IS NULL")
  boolean read(UUID id, Instant now);
}
