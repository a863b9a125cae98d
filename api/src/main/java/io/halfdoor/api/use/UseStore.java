package io.halfdoor.api.use;

import java.time.Instant;
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
      INSERT INTO item_use
        (id, kind, item_id, version, how, deal_id, contact, objection_id, person_id, team, at, note)
      VALUES (:id, :kind, :itemId, :version, :how, :dealId, :contact, :objectionId, :personId, :team,
        :at, :note)
      """)
  void insert(@BindMethods Use use);

  /** The uses of an item before one (from the latest where it is null), latest first. */
  @SqlQuery(
      """
      SELECT id, kind, item_id, version, how, deal_id, contact, objection_id, person_id, team, at,
        note
      FROM item_use
      WHERE item_id = :itemId AND (CAST(:before AS uuid) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Use> before(UUID itemId, @Nullable UUID before, int rows);

  /**
   * How much each of these was used by each team. Of late, a use counts twice as much as one a
   * half-life before, and one at the beginning or earlier counts 1.
   *
   * @param halfLife in seconds
   */
  @SqlQuery(
      """
      SELECT item_id, team, count(*) AS uses,
        sum(power(2, CAST(extract(epoch FROM greatest(at, CAST(:beginning AS timestamptz))
          - CAST(:beginning AS timestamptz)) AS double precision) / :halfLife)) AS recent
      FROM item_use WHERE item_id = ANY(:itemIds)
      GROUP BY item_id, team
      """)
  List<TeamUses> teamUses(Collection<UUID> itemIds, Instant beginning, long halfLife);

  @SqlUpdate("UPDATE item_use SET deal_id = :to WHERE deal_id = :from")
  void moveDeal(UUID from, UUID to);

  @SqlUpdate("UPDATE item_use SET objection_id = :to WHERE objection_id = :from")
  void moveObjection(UUID from, UUID to);

  /** What was used in a time, the end left out, most used first. */
  @SqlQuery(
      """
      SELECT kind, item_id, count(*) AS uses, count(DISTINCT person_id) AS people,
        count(DISTINCT deal_id) AS deals, max(at) AS last_used_at
      FROM item_use
      WHERE at >= :from AND at < :to
        AND (CAST(:kind AS text) IS NULL OR kind = :kind)
        AND (CAST(:team AS text) IS NULL OR team = :team)
        AND (CAST(:how AS text) IS NULL OR how = :how)
      GROUP BY kind, item_id
      ORDER BY uses DESC, people DESC, last_used_at DESC, item_id
      """)
  List<Used> used(
      Instant from, Instant to, @Nullable String kind, @Nullable String team, @Nullable How how);

  /**
   * When each of these was used last, by anybody or by a team; those that never were are missing.
   */
  @SqlQuery(
      """
      SELECT item_id, max(at) AS at FROM item_use
      WHERE item_id = ANY(:itemIds) AND (CAST(:team AS text) IS NULL OR team = :team)
      GROUP BY item_id
      """)
  List<LastUse> lastUses(Collection<UUID> itemIds, @Nullable String team);

  /** How an item was used in a time. */
  record Used(String kind, UUID itemId, long uses, long people, long deals, Instant lastUsedAt) {}

  /** When an item was used last. */
  record LastUse(UUID itemId, Instant at) {}

  /** How much an item was used by the people of a team, or by those in none where it is null. */
  record TeamUses(UUID itemId, @Nullable String team, long uses, double recent) {}
}
