package io.halfdoor.api.objection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface HearingStore {

  String COLUMNS =
      """
      h.id, h.version, h.quote, h.deal_id, h.stage, h.lead_source, h.competitor, h.outcome,
      h.answer_id, h.person_id, h.team, h.objection_id, h.filed_as, h.confidence, h.heard_at,
      h.created_at
      """;

  @SqlQuery("SELECT " + COLUMNS + " FROM hearing h WHERE h.id = :id")
  Optional<Hearing> find(UUID id);

  @SqlUpdate(
      """
      INSERT INTO hearing (id, version, quote, deal_id, stage, lead_source, competitor, outcome,
        answer_id, person_id, team, objection_id, filed_as, confidence, heard_at, created_at)
      VALUES (:id, :version, :quote, :occasion.dealId, :occasion.stage, :occasion.leadSource,
        :occasion.competitor, :occasion.outcome, :occasion.answerId, :personId, :team,
        :objectionId, :filedAs, :confidence, :heardAt, :createdAt)
      """)
  void insert(@BindMethods Hearing hearing);

  /** False when another writer got there first. What it is filed under stays as it is. */
  @SqlUpdate(
      """
      UPDATE hearing SET version = :version, deal_id = :occasion.dealId, stage = :occasion.stage,
        lead_source = :occasion.leadSource, competitor = :occasion.competitor,
        outcome = :occasion.outcome, answer_id = :occasion.answerId
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Hearing hearing);

  @SqlUpdate("UPDATE hearing SET deal_id = :to WHERE deal_id = :from")
  void moveDeal(UUID from, UUID to);

  /** Those that are filed nowhere, heard since then; the latest first. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM hearing h
          WHERE h.objection_id IS NULL AND h.heard_at >= :since
          ORDER BY h.heard_at DESC, h.id DESC
          LIMIT :limit
          """)
  List<Hearing> unmatched(Instant since, int limit);

  /**
   * An objection that hearings can be filed under; until the transaction ends it is neither retired
   * nor merged.
   */
  @SqlQuery("SELECT id FROM objection WHERE id = :id AND state = 'active' FOR SHARE")
  Optional<UUID> standing(UUID id);

  /** What these very words were filed under and taken out of again, by filings that stand. */
  String TAKEN_OUT =
      """
      FROM hearing h
      JOIN filed_hearing t ON t.hearing_id = h.id
      JOIN filing f ON f.id = t.filing_id
      JOIN objection w ON w.id = t.from_objection_id
      LEFT JOIN objection n ON n.id = f.objection_id
      WHERE md5(lower(h.quote)) = md5(lower(:quote)) AND f.undone_at IS NULL
        AND coalesce(n.merged_into, n.id) IS DISTINCT FROM coalesce(w.merged_into, w.id)
      """;

  /**
   * The objection in use that has a phrasing with these very words; of several the latest. One that
   * they were taken out of since has it in vain.
   */
  @SqlQuery(
      """
      SELECT o.id AS objection_id, o.phrase
      FROM phrasing p JOIN objection o ON o.id = p.objection_id
      WHERE md5(lower(p.text)) = md5(lower(:quote)) AND o.state = 'active'
        AND NOT EXISTS (SELECT
      """
          + TAKEN_OUT
          + """
            AND coalesce(w.merged_into, w.id) = o.id AND f.id > p.id)
      ORDER BY p.created_at DESC, p.id DESC
      LIMIT 1
      """)
  Optional<Said> said(String quote);

  /** The objections that these very words were once taken out of. */
  @SqlQuery("SELECT DISTINCT coalesce(w.merged_into, w.id) " + TAKEN_OUT)
  Set<UUID> takenOut(String quote);

  /** An objection that is said in certain words. */
  record Said(UUID objectionId, String phrase) {}
}
