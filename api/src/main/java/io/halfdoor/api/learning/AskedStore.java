package io.halfdoor.api.learning;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface AskedStore {

  /*
   * From rows of the log to searches
   *
   * made      a row, its text without case and extra spaces, and the best rank of what was opened
   *           of it: on its own page, or within half an hour on a later one
   * typed     the first pages of words, with what the same person asked for next
   * meant     those that were not on the way: nothing opened, and followed within 5 seconds by
   *           what begins so
   * searches  and what each came to; said otherwise at once means within 2 minutes, with a word
   *           in common
   */
  String SEARCHES =
      """
      WITH clicked AS (
        SELECT search_id, min(rank) AS rank FROM search_click GROUP BY search_id
      ), written AS (
        SELECT id, person_id, at, q, filters, total, newcomer, continued, rank,
          left(lower(regexp_replace(btrim(q, E' \\t\\r\\n'), '\\s+', ' ', 'g')), 300) AS asked
        FROM search_log LEFT JOIN clicked ON search_id = id
        WHERE at >= :from AND at < CAST(:to AS timestamptz) + interval '30 minutes'
      ), made AS (
        SELECT id, person_id, at, q, filters, total, newcomer, continued, asked,
          least(rank, min(rank) FILTER (WHERE continued) OVER (
            PARTITION BY person_id, asked ORDER BY at
            RANGE BETWEEN CURRENT ROW AND interval '30 minutes' FOLLOWING)) AS opened
        FROM written
      ), typed AS (
        SELECT id, person_id, at, q, filters, total, newcomer, asked, opened,
          lead(asked) OVER theirs AS next, lead(at) OVER theirs AS next_at
        FROM made WHERE NOT continued AND asked <> ''
        WINDOW theirs AS (PARTITION BY person_id ORDER BY at, id)
      ), meant AS (
        SELECT id, person_id, at, q, filters, total, newcomer, asked, opened,
          lead(asked) OVER theirs AS then_asked, lead(at) OVER theirs AS then_at
        FROM typed
        WHERE opened IS NOT NULL OR next IS NULL OR next_at > at + interval '5 seconds'
          OR NOT starts_with(next, asked)
        WINDOW theirs AS (PARTITION BY person_id ORDER BY at, id)
      ), searches AS (
        SELECT id, person_id, at, q, filters, total, newcomer, asked, opened,
          CASE WHEN opened IS NOT NULL THEN 'opened'
            WHEN total = 0 THEN 'noResult'
            WHEN then_at <= at + interval '2 minutes' AND then_asked <> asked
              AND tsvector_to_array(to_tsvector('english', asked))
                && tsvector_to_array(to_tsvector('english', then_asked)) THEN 'reformulated'
            ELSE 'notOpened' END AS became
        FROM meant WHERE at < :to
      )
      """;

  /**
   * How people fared with words with which one of them at least came to nothing, the latest first.
   *
   * @param kind of items, for searches for this kind alone; null for all
   */
  @SqlQuery(
      SEARCHES
          + """
          SELECT asked, q, filters, person_id, searches, opened, no_result, reformulated,
            not_opened, narrowed, last_at
          FROM (
            SELECT asked, q, filters, person_id, searches, opened, no_result, reformulated,
              not_opened, narrowed, last_at, sum(searches - opened) OVER (PARTITION BY asked) AS in_vain
            FROM (
              SELECT asked, person_id, count(*) AS searches, count(opened) AS opened,
                count(*) FILTER (WHERE became = 'noResult') AS no_result,
                count(*) FILTER (WHERE became = 'reformulated') AS reformulated,
                count(*) FILTER (WHERE became = 'notOpened') AS not_opened,
                count(*) FILTER (WHERE filters <> '{}') AS narrowed,
                max(at) AS last_at,
                (array_agg(left(q, 2000) ORDER BY at DESC, id DESC))[1] AS q,
                (array_agg(filters ORDER BY at DESC, id DESC))[1] AS filters
              FROM searches
              WHERE CAST(:kind AS text) IS NULL OR jsonb_exists(filters -> 'kind', :kind)
              GROUP BY asked, person_id
            ) fared
          ) known
          WHERE in_vain > 0
          ORDER BY last_at DESC, asked, person_id
          LIMIT :most
          """)
  List<Asked> asked(Instant from, Instant to, @Nullable String kind, int most);

  /**
   * The open deals that people have named: said something of, heard something in, used something
   * in, or needed something for that is not confidential.
   */
  @SqlQuery(
      """
      SELECT DISTINCT n.person_id, d.id, d.currency, d.amount
      FROM (
        SELECT person_id, deal_id FROM deal_fact
          WHERE person_id = ANY (:people) AND source = 'person'
        UNION SELECT person_id, deal_id FROM hearing WHERE person_id = ANY (:people)
        UNION SELECT person_id, deal_id FROM item_use WHERE person_id = ANY (:people)
        UNION SELECT s.person_id, s.deal_id FROM support s JOIN request r ON r.id = s.request_id
          WHERE s.person_id = ANY (:people) AND NOT r.confidential
        UNION SELECT r.requested_by, i.deal_id FROM request_deal i JOIN request r ON r.id = i.request_id
          WHERE r.requested_by = ANY (:people) AND NOT r.confidential
      ) n
      JOIN deal a ON a.id = n.deal_id JOIN deal d ON d.id = coalesce(a.merged_into, a.id)
      WHERE d.state = 'open'
      """)
  List<Named> openDeals(Collection<UUID> people);

  /** An open deal that somebody named. */
  record Named(UUID personId, UUID id, @Nullable String currency, @Nullable BigDecimal amount) {}

  /** The teams of people, as far as a team does not tell who they are: of three people at least. */
  @SqlQuery(
      """
      SELECT id AS person_id, team FROM person
      WHERE id = ANY (:people) AND team IN
        (SELECT team FROM person WHERE active AND team IS NOT NULL GROUP BY team HAVING count(*) >= 3)
      """)
  List<Member> teams(Collection<UUID> people);

  /** Somebody of a team. */
  record Member(UUID personId, String team) {}

  /** What searches came to. */
  @SqlQuery(
      SEARCHES
          + """
          SELECT count(*) AS searches, count(*) FILTER (WHERE total = 0) AS no_result,
            count(*) FILTER (WHERE total > 0 AND opened IS NULL) AS no_click,
            count(opened) AS opened, avg(1.0 / opened) AS reciprocal_rank,
            count(newcomer) AS shown,
            count(*) FILTER (WHERE EXISTS (
              SELECT FROM search_click c WHERE c.search_id = s.id AND c.item_id = s.newcomer)) AS tried
          FROM searches s
          """)
  Came cameTo(Instant from, Instant to);

  /**
   * What searches came to.
   *
   * @param noClick that found something, and nothing of it was opened
   * @param reciprocalRank the mean over those in which something was opened; null where none was
   * @param shown with a new item in the place kept for one
   * @param tried of them, those in which it was opened
   */
  record Came(
      long searches,
      long noResult,
      long noClick,
      long opened,
      @Nullable Double reciprocalRank,
      long shown,
      long tried) {}

  /** How long searches took, each page and each beginning of a word for itself. */
  @SqlQuery(
      """
      SELECT count(*) AS n,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY took_ms) AS p50,
        percentile_disc(0.99) WITHIN GROUP (ORDER BY took_ms) AS p99
      FROM search_log WHERE at >= :from AND at < :to
      """)
  Took took(Instant from, Instant to);

  /** How long searches took, in milliseconds. */
  record Took(long n, @Nullable Long p50, @Nullable Long p99) {}
}
