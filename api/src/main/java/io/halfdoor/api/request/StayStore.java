package io.halfdoor.api.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface StayStore {

  /**
   * Ends the stay of a request, where it has one, and begins the next. A clock that was set back
   * makes it short, never negative.
   */
  @SqlUpdate(
      """
      WITH ended AS (
        UPDATE stay SET until = greatest(since, :now)
        WHERE request_id = :requestId AND until IS NULL
        RETURNING until)
      INSERT INTO stay (request_id, state, since)
      VALUES (:requestId, :state, coalesce((SELECT until FROM ended), :now))
      """)
  void begin(UUID requestId, Request.State state, Instant now);

  /** Where each of these requests has been, in the order of time. */
  @SqlQuery(
      """
      SELECT request_id, state, since, until FROM stay
      WHERE request_id = ANY (:requests)
      ORDER BY request_id, id
      """)
  List<Stay> of(Collection<UUID> requests);

  /** The requests that have been in a state since then or longer. */
  @SqlQuery(
      """
      SELECT request_id FROM stay
      WHERE until IS NULL AND state = :state AND since <= :then
      ORDER BY request_id
      """)
  List<UUID> stayed(Request.State state, Instant then);

  /** Whether a request has. */
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM stay
        WHERE request_id = :requestId AND until IS NULL AND state = :state AND since <= :then)
      """)
  boolean hasStayed(UUID requestId, Request.State state, Instant then);
}
