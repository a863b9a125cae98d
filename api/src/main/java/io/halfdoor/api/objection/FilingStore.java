package io.halfdoor.api.objection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface FilingStore {

  String COLUMNS = "id, objection_id, made_objection, person_id, at, undone_at, undone_by";

  @SqlQuery("SELECT " + COLUMNS + " FROM filing WHERE id = :id")
  Optional<Filing> find(UUID id);

  /** The same, and nobody else undoes it until the transaction ends. */
  @SqlQuery("SELECT " + COLUMNS + " FROM filing WHERE id = :id FOR NO KEY UPDATE")
  Optional<Filing> findForChange(UUID id);

  @SqlQuery(
      """
      SELECT hearing_id, from_objection_id FROM filed_hearing WHERE filing_id = :id
      ORDER BY hearing_id
      """)
  List<Filing.Filed> filed(UUID id);

  @SqlQuery("SELECT text FROM phrasing WHERE filing_id = :id ORDER BY id")
  List<String> taught(UUID id);

  /** Those of these hearings that there are. */
  @SqlQuery("SELECT id FROM hearing WHERE id = ANY(:hearings) ORDER BY id")
  Set<UUID> known(Collection<UUID> hearings);

  /** Where these hearings are. */
  @SqlQuery(
      """
      SELECT DISTINCT objection_id FROM hearing
      WHERE id = ANY(:hearings) AND objection_id IS NOT NULL
      """)
  Set<UUID> objections(Collection<UUID> hearings);

  /** These objections in the order of their ids; nobody else changes them from then on. */
  @SqlQuery(
      "SELECT "
          + ObjectionStore.COLUMNS
          + " FROM objection o WHERE o.id = ANY(:ids) ORDER BY o.id FOR NO KEY UPDATE")
  List<Objection> lockObjections(Collection<UUID> ids);

  /** These hearings in the order of their ids; nobody else changes them from then on. */
  @SqlQuery(
      "SELECT "
          + HearingStore.COLUMNS
          + " FROM hearing h WHERE h.id = ANY(:ids) ORDER BY h.id FOR NO KEY UPDATE")
  List<Hearing> lockHearings(Collection<UUID> ids);

  @SqlUpdate(
      """
      INSERT INTO filing (id, objection_id, made_objection, person_id, at)
      VALUES (:id, :objectionId, :madeObjection, :personId, :at)
      """)
  void insert(@BindMethods Filing filing);

  /** Files them, and keeps where they were. */
  @SqlUpdate(
      """
      WITH filed AS (
        INSERT INTO filed_hearing (filing_id, hearing_id, from_objection_id, from_filed_as)
        SELECT :id, id, objection_id, filed_as FROM hearing WHERE id = ANY(:hearings))
      UPDATE hearing SET objection_id = :objectionId, version = version + 1,
        filed_as = CASE WHEN CAST(:objectionId AS uuid) IS NULL THEN NULL ELSE 'person' END
      WHERE id = ANY(:hearings)
      """)
  void file(UUID id, @Nullable UUID objectionId, Collection<UUID> hearings);

  /**
   * Takes away the phrasings that the quotes of a filing's hearings had become where they were
   * before.
   *
   * @return the objections that have fewer now
   */
  @SqlQuery(
      """
      WITH taken AS (
        DELETE FROM phrasing p
        USING hearing h, filed_hearing f
        WHERE f.filing_id = :id AND h.id = f.hearing_id
          AND f.from_objection_id IS DISTINCT FROM h.objection_id
          AND p.objection_id = f.from_objection_id AND p.hearing_id IS NOT NULL
          AND md5(lower(p.text)) = md5(lower(h.quote))
        RETURNING p.id, p.objection_id, p.text, p.hearing_id, p.filing_id, p.created_at,
          p.created_by),
      kept AS (
        INSERT INTO taken_phrasing (taken_by, id, objection_id, text, hearing_id, filing_id,
          created_at, created_by)
        SELECT :id, id, objection_id, text, hearing_id, filing_id, created_at, created_by
        FROM taken)
      SELECT DISTINCT objection_id FROM taken
      """)
  Set<UUID> take(UUID id);

  /** False when the objection is known to be said so already. */
  @SqlUpdate(
      """
      INSERT INTO phrasing (id, objection_id, text, hearing_id, filing_id, created_at, created_by)
      VALUES (:id, :objectionId, :text, :hearingId, :filingId, :now, :personId)
      ON CONFLICT DO NOTHING
      """)
  boolean teach(
      UUID id,
      UUID objectionId,
      String text,
      UUID hearingId,
      UUID filingId,
      Instant now,
      UUID personId);

  /** Those of a filing's hearings that are no longer where it put them. */
  @SqlQuery(
      """
      SELECT f.hearing_id
      FROM filed_hearing f
      JOIN filing o ON o.id = f.filing_id
      JOIN hearing h ON h.id = f.hearing_id
      WHERE f.filing_id = :id
        AND (h.objection_id IS DISTINCT FROM o.objection_id
          OR EXISTS (
            SELECT FROM filed_hearing l JOIN filing n ON n.id = l.filing_id
            WHERE l.hearing_id = f.hearing_id AND n.id > o.id AND n.undone_at IS NULL))
      ORDER BY f.hearing_id
      """)
  List<UUID> refiled(UUID id);

  /** Puts its hearings back; to where that was merged into, if it was. */
  @SqlUpdate(
      """
      UPDATE hearing h SET objection_id = coalesce(o.merged_into, o.id),
        filed_as = f.from_filed_as, version = h.version + 1
      FROM filed_hearing f LEFT JOIN objection o ON o.id = f.from_objection_id
      WHERE f.filing_id = :id AND h.id = f.hearing_id
      """)
  void putBack(UUID id);

  /**
   * Forgets what a filing taught.
   *
   * @return the objections that have fewer phrasings now
   */
  @SqlQuery(
      """
      WITH gone AS (DELETE FROM phrasing WHERE filing_id = :id RETURNING objection_id)
      SELECT DISTINCT objection_id FROM gone
      """)
  Set<UUID> forget(UUID id);

  /**
   * Gives back the phrasings that a filing took away.
   *
   * @return the objections that have more now
   */
  @SqlQuery(
      """
      WITH given AS (DELETE FROM taken_phrasing WHERE taken_by = :id RETURNING *),
      back AS (
        INSERT INTO phrasing (id, objection_id, text, hearing_id, filing_id, created_at, created_by)
        SELECT g.id, coalesce(o.merged_into, o.id), g.text, g.hearing_id, g.filing_id,
          g.created_at, g.created_by
        FROM given g JOIN objection o ON o.id = g.objection_id
        ON CONFLICT DO NOTHING
        RETURNING objection_id)
      SELECT DISTINCT objection_id FROM back
      """)
  Set<UUID> giveBack(UUID id);

  @SqlUpdate("UPDATE filing SET undone_at = :now, undone_by = :personId WHERE id = :id")
  void undo(UUID id, Instant now, UUID personId);

  /** Whether anything else is about an objection: hearings, answers, phrasings, merges, links. */
  @SqlQuery(
      """
      SELECT EXISTS (SELECT FROM hearing WHERE objection_id = :id)
        OR EXISTS (SELECT FROM answer WHERE objection_id = :id)
        OR EXISTS (SELECT FROM phrasing WHERE objection_id = :id)
        OR EXISTS (SELECT FROM objection WHERE merged_into = :id)
        OR EXISTS (SELECT FROM link WHERE :id IN (from_id, to_id))
      """)
  boolean isPointedTo(UUID id);
}
