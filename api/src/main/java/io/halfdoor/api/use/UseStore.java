package io.halfdoor.api.use;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface UseStore {

  @SqlUpdate(
      """
      INSERT INTO item_use (id, kind, item_id, version, how, deal_id, person_id, at, note)
      VALUES (:id, :kind, :itemId, :version, :how, :dealId, :personId, :at, :note)
      """)
  void insert(@BindMethods Use use);

  /** The uses of an item before one (from the latest where it is null), latest first. */
  @SqlQuery(
      """
      SELECT id, kind, item_id, version, how, deal_id, person_id, at, note
      FROM item_use
      WHERE item_id = :itemId AND (CAST(:before AS uuid) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Use> before(UUID itemId, @Nullable UUID before, int rows);

  @SqlQuery("SELECT item_id, count(*) FROM item_use WHERE item_id = ANY(:itemIds) GROUP BY item_id")
  List<Count> counts(Collection<UUID> itemIds);

  @SqlUpdate("UPDATE item_use SET deal_id = :to WHERE deal_id = :from")
  void moveDeal(UUID from, UUID to);

  /** How often an item was used. */
  record Count(UUID itemId, long count) {}
}
