package io.halfdoor.api.review;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface ReviewStore {

  @SqlUpdate(
      """
      INSERT INTO review (id, kind, item_id, version, person_id, at, note)
      VALUES (:id, :kind, :itemId, :version, :personId, :at, :note)
      """)
  void insert(@BindMethods Review review);

  /** The reviews of an item before one (from the latest where it is null), latest first. */
  @SqlQuery(
      """
      SELECT id, kind, item_id, version, person_id, at, note
      FROM review
      WHERE item_id = :itemId AND (CAST(:before AS uuid) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Review> before(UUID itemId, @Nullable UUID before, int rows);

  /** The latest review of each of these items. */
  @SqlQuery(
      """
      SELECT DISTINCT ON (item_id) id, kind, item_id, version, person_id, at, note
      FROM review
      WHERE item_id = ANY(:itemIds)
      ORDER BY item_id, at DESC, id DESC
      """)
  List<Review> latest(Collection<UUID> itemIds);

  /** Marks an item as due; one that is marked already is so for the newer reason. */
  @SqlUpdate(
      """
      INSERT INTO due_mark (item_id, kind, reason, at) VALUES (:itemId, :kind, :reason, :now)
      ON CONFLICT (item_id) DO UPDATE SET reason = excluded.reason
      """)
  void mark(UUID itemId, String kind, String reason, Instant now);

  @SqlUpdate("DELETE FROM due_mark WHERE item_id = :itemId AND at <= :verifiedAt")
  void unmark(UUID itemId, Instant verifiedAt);

  @SqlQuery("SELECT item_id, reason, at FROM due_mark WHERE item_id = ANY(:itemIds)")
  List<DueMark> marks(Collection<UUID> itemIds);

  @SqlUpdate(
      """
      INSERT INTO flag (id, kind, item_id, version, what, note, person_id, at)
      VALUES (:id, :kind, :itemId, :version, :what, :note, :personId, :at)
      """)
  void insert(@BindMethods Flag flag);

  @SqlQuery(
      """
      SELECT id, kind, item_id, version, what, note, person_id, at, settled_at, settled_by, settlement
      FROM flag WHERE id = :id
      """)
  Optional<Flag> findFlag(UUID id);

  /** The flags of an item before one (from the latest where it is null), latest first. */
  @SqlQuery(
      """
      SELECT id, kind, item_id, version, what, note, person_id, at, settled_at, settled_by, settlement
      FROM flag
      WHERE item_id = :itemId AND (CAST(:before AS uuid) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Flag> flagsBefore(UUID itemId, @Nullable UUID before, int rows);

  /** The open flags after one (from the oldest where it is null), oldest first. */
  @SqlQuery(
      """
      SELECT id, kind, item_id, version, what, note, person_id, at, settled_at, settled_by, settlement
      FROM flag
      WHERE settled_at IS NULL AND (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :rows
      """)
  List<Flag> openAfter(@Nullable UUID after, int rows);

  /** False when it was settled before. */
  @SqlUpdate(
      """
      UPDATE flag SET settled_at = :now, settled_by = :personId, settlement = :settlement
      WHERE id = :id AND settled_at IS NULL
      """)
  boolean settle(UUID id, Instant now, UUID personId, String settlement);
}
