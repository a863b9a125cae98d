package io.halfdoor.api.trend;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface TrendStore {

  /** How many hearings of a time nobody has matched to an objection. */
  @SqlQuery(
      """
      SELECT count(*) FROM hearing
      WHERE objection_id IS NULL AND heard_at >= :from AND heard_at < :to
      """)
  long unmatched(Instant from, Instant to);

  /** The teams that had an open deal in a time, and what they wrote down of it. */
  @SqlQuery(
      """
      SELECT d.team, d.deals, coalesce(h.hearings, 0) AS hearings, coalesce(h.reps, 0) AS reps
      FROM (
        SELECT team, count(*) AS deals FROM deal
        WHERE team IS NOT NULL AND merged_into IS NULL
          AND coalesce(opened_at, created_at) < :to AND (closed_at IS NULL OR closed_at >= :from)
        GROUP BY team
      ) d
      LEFT JOIN (
        SELECT team, count(*) AS hearings, count(DISTINCT person_id) AS reps FROM hearing
        WHERE heard_at >= :from AND heard_at < :to
        GROUP BY team
      ) h ON h.team = d.team
      ORDER BY hearings, d.deals DESC, d.team
      """)
  List<Team> teams(Instant from, Instant to);

  /** A team with deals, how many hearings it wrote down, and how many people did. */
  record Team(String team, long deals, long hearings, long reps) {}

  /** The objections by what they are called, whatever their state. */
  @SqlQuery("SELECT id, phrase, category, state, labels FROM objection WHERE id = ANY (:ids)")
  List<Named> named(Collection<UUID> ids);

  /** An objection by what it is called. */
  record Named(
      UUID id,
      String phrase,
      String category,
      String state,
      @Json Map<String, List<String>> labels) {}

  /** The active objections that were heard in a time, the most heard first. */
  @SqlQuery(
      """
      SELECT o.id, o.phrase, o.category, o.labels, count(*) AS heard,
        count(DISTINCT h.person_id) AS reps,
        count(DISTINCT h.deal_id) FILTER (WHERE d.state = 'open') AS open_deals
      FROM objection o
      JOIN hearing h ON h.objection_id = o.id
      LEFT JOIN deal d ON d.id = h.deal_id
      WHERE o.state = 'active' AND h.heard_at >= :from AND h.heard_at < :to
        AND (CAST(:stage AS text) IS NULL OR h.stage = :stage)
      GROUP BY o.id
      ORDER BY heard DESC, open_deals DESC, o.id
      """)
  List<Demand> demand(Instant from, Instant to, @Nullable String stage);

  /** An objection that is heard, and in how many deals that are open now. */
  record Demand(
      UUID id,
      String phrase,
      String category,
      @Json Map<String, List<String>> labels,
      long heard,
      long reps,
      long openDeals) {}

  /** The deals in which each of these was heard in a time. */
  @SqlQuery(
      """
      SELECT DISTINCT objection_id, deal_id FROM hearing
      WHERE objection_id = ANY (:ids) AND deal_id IS NOT NULL AND heard_at >= :from AND heard_at < :to
        AND (CAST(:stage AS text) IS NULL OR stage = :stage)
      ORDER BY objection_id, deal_id
      """)
  List<HeardIn> deals(Collection<UUID> ids, Instant from, Instant to, @Nullable String stage);

  /** An objection was heard in a deal. */
  record HeardIn(UUID objectionId, UUID dealId) {}

  /** What buyers said last of each of these before a time, in their words, the latest first. */
  @SqlQuery(
      """
      SELECT objection_id, quote
      FROM (
        SELECT objection_id, quote,
          row_number() OVER (PARTITION BY objection_id ORDER BY heard_at DESC, id DESC) AS place
        FROM hearing WHERE objection_id = ANY (:ids) AND heard_at < :to
      ) said
      WHERE place <= :most
      ORDER BY objection_id, place
      """)
  List<Said> quotes(Collection<UUID> ids, Instant to, int most);

  /** Words of a buyer. */
  record Said(UUID objectionId, String quote) {}

  /** The answers of these objections. */
  @SqlQuery("SELECT objection_id, id FROM answer WHERE objection_id = ANY (:ids)")
  List<AnswerOf> answers(Collection<UUID> ids);

  /** Which objection an answer is to. */
  record AnswerOf(UUID objectionId, UUID id) {}

  /**
   * What became of the deals in which an objection was heard, by what was answered and the stage at
   * that time. A deal counts once for each answer and stage.
   */
  @SqlQuery(
      """
      SELECT h.answer_id, h.stage, count(*) AS hearings,
        count(*) FILTER (WHERE h.outcome IS NOT NULL) AS told,
        count(*) FILTER (WHERE h.outcome = 'answered') AS answered,
        count(DISTINCT d.id) FILTER (WHERE d.state <> 'open') AS closed,
        count(DISTINCT d.id) FILTER (WHERE d.state = 'won') AS won,
        count(DISTINCT d.id) FILTER (WHERE d.state = 'open') AS open
      FROM hearing h LEFT JOIN deal d ON d.id = h.deal_id
      WHERE h.objection_id = :id AND h.heard_at >= :from AND h.heard_at < :to
      GROUP BY h.answer_id, h.stage
      ORDER BY h.stage NULLS LAST, hearings DESC, h.answer_id NULLS LAST
      """)
  List<Became> outcomes(UUID id, Instant from, Instant to);

  /** What became of the hearings with one answer at one stage. */
  record Became(
      @Nullable UUID answerId,
      @Nullable String stage,
      long hearings,
      long told,
      long answered,
      long closed,
      long won,
      long open) {}
}
