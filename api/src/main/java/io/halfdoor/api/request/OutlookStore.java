package io.halfdoor.api.request;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface OutlookStore {

  /** The requests that were delivered last, and not taken up again. */
  @SqlQuery(
      """
      SELECT r.kind, r.created_at AS filed_at, s.since AS delivered_at
      FROM stay s JOIN request r ON r.id = s.request_id
      WHERE s.state = 'delivered' AND r.state IN ('delivered', 'closed')
        AND NOT EXISTS (
          SELECT FROM stay later
          WHERE later.request_id = s.request_id AND later.id > s.id AND later.state = 'delivered')
      ORDER BY s.since DESC, s.id DESC
      LIMIT :limit
      """)
  List<Finished> finished(int limit);

  /** A request that was delivered for good. */
  record Finished(Request.@Nullable Kind kind, Instant filedAt, Instant deliveredAt) {}

  /** How many were delivered in each of the weeks that end now; those without any are missing. */
  @SqlQuery(
      """
      SELECT CAST(floor(extract(epoch FROM CAST(:now AS timestamptz) - since) / 604800) AS integer)
        AS ago, count(*) AS delivered
      FROM stay
      WHERE state = 'delivered' AND since > :from AND since <= :now
      GROUP BY ago
      """)
  List<Week> weeks(Instant from, Instant now);

  /** How many were delivered in a week, and how many weeks ago: 0 is the one that ends now. */
  record Week(int ago, long delivered) {}
}
