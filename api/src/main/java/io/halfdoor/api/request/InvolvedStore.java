package io.halfdoor.api.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface InvolvedStore {

  /** Those who are involved in a request and see it, as it is now. */
  @SqlQuery(
      """
      SELECT p.id
      FROM request r
      JOIN person p ON p.id IN (
        SELECT r.requested_by
        UNION SELECT r.assignee_id
        UNION SELECT s.person_id FROM support s WHERE s.request_id = r.id
        UNION SELECT w.person_id FROM watch w WHERE w.request_id = r.id)
      WHERE r.id = :id AND p.active
        AND (NOT r.confidential OR p.role IN ('marketer', 'admin') OR p.side = 'marketing'
          OR p.id IN (r.requested_by, r.filed_by))
      ORDER BY p.id
      """)
  List<UUID> of(UUID id);

  /** Those of these requests that a person watches. */
  @SqlQuery(
      "SELECT request_id FROM watch WHERE request_id = ANY (:requests) AND person_id = :personId")
  Set<UUID> watched(Collection<UUID> requests, UUID personId);

  /** False when this person watches it already. */
  @SqlUpdate(
      """
      INSERT INTO watch (request_id, person_id, at) VALUES (:requestId, :personId, :at)
      ON CONFLICT DO NOTHING
      """)
  boolean watch(UUID requestId, UUID personId, Instant at);

  /** False when they did not watch it. */
  @SqlUpdate("DELETE FROM watch WHERE request_id = :requestId AND person_id = :personId")
  boolean unwatch(UUID requestId, UUID personId);
}
