package io.halfdoor.api.finding;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface FindingStore {

  /** Raises a finding; one that stands already keeps its age and says the newer detail. */
  @SqlUpdate(
      """
      INSERT INTO finding (id, kind, item_id, type, detail, raised_at)
      VALUES (:id, :kind, :itemId, :type, :detail, :raisedAt)
      ON CONFLICT (item_id, type) WHERE resolved_at IS NULL DO UPDATE SET detail = excluded.detail
      """)
  void raise(@BindMethods Finding finding);

  /** The items of a kind that such a finding stands about. */
  @SqlQuery(
      """
      SELECT item_id FROM finding WHERE kind = :kind AND type = :type AND resolved_at IS NULL
      """)
  Set<UUID> standing(String kind, FindingType type);

  /** Ends the findings of a type that a check of all items of a kind no longer found. */
  @SqlUpdate(
      """
      UPDATE finding SET resolved_at = :now
      WHERE kind = :kind AND type = :type AND resolved_at IS NULL AND NOT (item_id = ANY(:found))
      """)
  void resolveOthers(String kind, FindingType type, Collection<UUID> found, Instant now);

  /** The standing findings after one (from the oldest where it is null), oldest first. */
  @SqlQuery(
      """
      SELECT id, kind, item_id, type, detail, raised_at, resolved_at
      FROM finding
      WHERE resolved_at IS NULL AND (CAST(:after AS uuid) IS NULL OR id > :after)
        AND (CAST(:type AS text) IS NULL OR type = :type)
      ORDER BY id
      LIMIT :rows
      """)
  List<Finding> after(@Nullable UUID after, @Nullable FindingType type, int rows);
}
