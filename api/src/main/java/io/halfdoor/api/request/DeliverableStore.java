package io.halfdoor.api.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface DeliverableStore {

  @SqlUpdate(
      """
      INSERT INTO deliverable (request_id, delivered_at, kind, item_id, version, rank)
      VALUES (:requestId, :now, :kind, :itemId, :version, :rank)
      """)
  void insert(@BindMethods Deliverable deliverable, Instant now);

  /** What each of these requests was answered with last, in the order in which it was named. */
  @SqlQuery(
      """
      SELECT d.request_id, d.kind, d.item_id, d.version, d.rank
      FROM deliverable d
      WHERE d.request_id = ANY (:requests) AND d.delivered_at = (
        SELECT max(l.delivered_at) FROM deliverable l WHERE l.request_id = d.request_id)
      ORDER BY d.id
      """)
  List<Deliverable> latest(Collection<UUID> requests);

  /**
   * The requests after one (from the first where it is null) that came from a search and whose
   * deliverables are still what they are to be answered with.
   */
  @SqlQuery(
      """
      SELECT id FROM request
      WHERE from_search IS NOT NULL
        AND (state = 'delivered' OR (state = 'closed' AND verdict = 'helped'))
        AND (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :limit
      """)
  List<UUID> searchedFor(@Nullable UUID after, int limit);
}
