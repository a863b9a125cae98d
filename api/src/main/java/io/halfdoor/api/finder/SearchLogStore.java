package io.halfdoor.api.finder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface SearchLogStore {

  @SqlBatch(
      """
      INSERT INTO search_log (id, person_id, at, q, filters, total, took_ms, continued, newcomer)
      VALUES (:id, :personId, :at, :q, :filters, :total, :tookMs, :continued, :newcomer)
      ON CONFLICT (id) DO NOTHING
      """)
  void insert(@BindMethods List<LoggedSearch> searches);

  /** Who made a search. */
  @SqlQuery("SELECT person_id FROM search_log WHERE id = :id")
  Optional<UUID> findPerson(UUID id);

  /** Records that a hit was opened; false when it is known already. */
  @SqlUpdate(
      """
      INSERT INTO search_click (search_id, kind, item_id, rank, at)
      VALUES (:searchId, :kind, :itemId, :rank, :at)
      ON CONFLICT (search_id, item_id) DO NOTHING
      """)
  boolean insertClick(UUID searchId, String kind, UUID itemId, int rank, Instant at);

  /** Forgets some of the searches before a time with their clicks: as many rows as this says. */
  @SqlUpdate(
      """
      DELETE FROM search_log WHERE id IN
        (SELECT id FROM search_log WHERE at < :before ORDER BY at LIMIT :most)
      """)
  int forget(Instant before, int most);
}
