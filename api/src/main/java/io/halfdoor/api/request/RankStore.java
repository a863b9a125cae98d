package io.halfdoor.api.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

interface RankStore {

  String STANDINGS =
      """
      SELECT r.id, r.created_at, r.state, r.need_by,
        ARRAY(
          SELECT o.objection_id FROM request_objection o WHERE o.request_id = r.id ORDER BY o.place
        ) AS objection_ids,
        (SELECT count(*) FROM support s WHERE s.request_id = r.id) AS supporters
      FROM request r
      WHERE r.state = ANY (:open)
      """;

  /** The requests in these states. */
  @SqlQuery(STANDINGS)
  List<Stake.Standing> standings(Collection<String> open);

  /** Those of these requests that are in these states. */
  @SqlQuery(STANDINGS + " AND r.id = ANY (:requests)")
  List<Stake.Standing> standings(Collection<String> open, Collection<UUID> requests);

  /** What the deals that are brought come to: open ones that are yet to close. */
  String PIPELINES =
      """
      SELECT b.request_id, d.currency, count(*) AS deals, sum(d.amount) AS amount,
        min(d.close_date) AS closes
      FROM brought b JOIN deal d ON d.id = b.deal_id
      WHERE d.state = 'open' AND (d.close_date IS NULL OR d.close_date >= :today)
      GROUP BY b.request_id, d.currency
      ORDER BY b.request_id, d.currency
      """;

  /** The pipelines behind the requests in these states. */
  @SqlQuery(
      """
      WITH brought AS (
        SELECT n.request_id, n.deal_id
        FROM request_deal n JOIN request r ON r.id = n.request_id WHERE r.state = ANY (:open)
        UNION
        SELECT s.request_id, s.deal_id
        FROM support s JOIN request r ON r.id = s.request_id
        WHERE r.state = ANY (:open) AND s.deal_id IS NOT NULL)
      """
          + PIPELINES)
  List<Stake.Pipeline> pipelines(Collection<String> open, LocalDate today);

  /** The pipelines behind these requests. */
  @SqlQuery(
      """
      WITH brought AS (
        SELECT request_id, deal_id FROM request_deal WHERE request_id = ANY (:requests)
        UNION
        SELECT request_id, deal_id FROM support
        WHERE request_id = ANY (:requests) AND deal_id IS NOT NULL)
      """
          + PIPELINES)
  List<Stake.Pipeline> pipelinesOf(Collection<UUID> requests, LocalDate today);

  /** The requests that are these, need one of these deals or are about one of these objections. */
  @SqlQuery(
      """
      SELECT id FROM request WHERE id = ANY (:requests)
      UNION
      SELECT request_id FROM request_deal WHERE deal_id = ANY (:deals)
      UNION
      SELECT request_id FROM support WHERE deal_id = ANY (:deals)
      UNION
      SELECT request_id FROM request_objection WHERE objection_id = ANY (:objections)
      """)
  Set<UUID> concerned(
      Collection<UUID> requests, Collection<UUID> deals, Collection<UUID> objections);

  /** How often each objection was heard since then; those that were not are missing. */
  @SqlQuery(
      """
      SELECT objection_id, count(*) AS times FROM hearing
      WHERE objection_id IS NOT NULL AND heard_at >= :since
      GROUP BY objection_id
      """)
  List<Heard> heard(Instant since);

  /** How often an objection was heard. */
  record Heard(UUID objectionId, long times) {}
}
