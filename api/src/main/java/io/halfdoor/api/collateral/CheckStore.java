package io.halfdoor.api.collateral;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What is wanting in collateral that is not archived, each with a sentence about it. */
interface CheckStore {

  @SqlQuery(
      """
      SELECT id, 'Its review has been due since ' || to_char(due_at, 'YYYY-MM-DD') || '.' AS detail
      FROM (
        SELECT c.id, coalesce(m.at, coalesce(max(r.at), c.created_at)
          + make_interval(days => c.review_interval_days)) AS due_at
        FROM collateral c
        LEFT JOIN review r ON r.item_id = c.id
        LEFT JOIN due_mark m ON m.item_id = c.id
        WHERE c.state = 'published'
        GROUP BY c.id, m.at
      ) reviewed
      WHERE due_at <= :now
      """)
  List<Found> due(Instant now);

  @SqlQuery(
      """
      SELECT c.id, 'Its owner, ' || p.name || ', is no longer here.' AS detail
      FROM collateral c JOIN person p ON p.id = c.owner_id
      WHERE c.state <> 'archived' AND NOT p.active
      """)
  List<Found> withoutOwner();

  @SqlQuery(
      """
      SELECT id, 'It has no labels.' AS detail
      FROM collateral WHERE state = 'published' AND labels = '{}'
      """)
  List<Found> withoutLabels();

  @SqlQuery(
      """
      SELECT id, 'Other collateral has the same content.' AS detail
      FROM (
        SELECT c.id, count(*) OVER (PARTITION BY v.sha256) AS copies
        FROM collateral c
        JOIN collateral_version v ON v.collateral_id = c.id AND v.number = c.shown_version
        WHERE c.state <> 'archived' AND v.sha256 IS NOT NULL
      ) counted
      WHERE copies > 1
      """)
  List<Found> sameBytes();

  @SqlQuery(
      """
      SELECT id, 'Other collateral has the same title.' AS detail
      FROM (
        SELECT id, count(*) OVER (PARTITION BY lower(title)) AS copies
        FROM collateral WHERE state <> 'archived'
      ) counted
      WHERE copies > 1
      """)
  List<Found> sameTitle();

  /** Where each link leads, in place of a sentence. */
  @SqlQuery(
      """
      SELECT c.id, v.url AS detail
      FROM collateral c
      JOIN collateral_version v ON v.collateral_id = c.id AND v.number = c.shown_version
      WHERE c.state <> 'archived' AND v.url IS NOT NULL
      """)
  List<Found> links();

  /** An item, and what is wanting in it. */
  record Found(UUID id, String detail) {}
}
