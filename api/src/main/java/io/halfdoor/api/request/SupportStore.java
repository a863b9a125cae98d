package io.halfdoor.api.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface SupportStore {

  @SqlQuery(
      """
      SELECT request_id, person_id, deal_id, at FROM support
      WHERE request_id = :requestId AND person_id = :personId
      """)
  Optional<Support> find(UUID requestId, UUID personId);

  /** What a person supports of these. */
  @SqlQuery(
      """
      SELECT request_id, person_id, deal_id, at FROM support
      WHERE request_id = ANY (:requests) AND person_id = :personId
      """)
  List<Support> of(Collection<UUID> requests, UUID personId);

  /**
   * Those who support a request after one of them (from the first where it is null), since the
   * longest first.
   */
  @SqlQuery(
      """
      SELECT request_id, person_id, deal_id, at FROM support
      WHERE request_id = :requestId AND (CAST(:after AS uuid) IS NULL
        OR (at, person_id) > (CAST(:since AS timestamptz), CAST(:after AS uuid)))
      ORDER BY at, person_id
      LIMIT :rows
      """)
  List<Support> after(UUID requestId, @Nullable Instant since, @Nullable UUID after, int rows);

  /** False when this person supports it with this deal already; since when they do stays. */
  @SqlUpdate(
      """
      INSERT INTO support (request_id, person_id, deal_id, at)
      VALUES (:requestId, :personId, :dealId, :at)
      ON CONFLICT (request_id, person_id) DO UPDATE SET deal_id = excluded.deal_id
      WHERE support.deal_id IS DISTINCT FROM excluded.deal_id
      """)
  boolean put(@BindMethods Support support);

  /** False when they did not support it. */
  @SqlUpdate("DELETE FROM support WHERE request_id = :requestId AND person_id = :personId")
  boolean remove(UUID requestId, UUID personId);

  /** How many support each of these; those that nobody supports are missing. */
  @SqlQuery(
      """
      SELECT request_id, count(*) AS supporters FROM support
      WHERE request_id = ANY (:requests) GROUP BY request_id
      """)
  List<Count> counts(Collection<UUID> requests);

  @SqlUpdate("UPDATE support SET deal_id = :to WHERE deal_id = :from")
  void moveDeal(UUID from, UUID to);

  /** How many support a request. */
  record Count(UUID requestId, long supporters) {}
}
