package io.halfdoor.api.objection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What moves from one objection to another. */
interface MergeStore {

  /** The objection that took the place of one; empty where none did. */
  @SqlQuery("SELECT merged_into FROM objection WHERE id = :id AND merged_into IS NOT NULL")
  Optional<UUID> mergedInto(UUID id);

  /** These objections, in the order of their ids; nobody else changes them from now on. */
  @SqlQuery(
      "SELECT "
          + ObjectionStore.COLUMNS
          + " FROM objection o WHERE o.id = ANY (:ids) ORDER BY o.id FOR NO KEY UPDATE")
  List<Objection> findForChange(Collection<UUID> ids);

  /** Has whatever was merged into one be merged into the other, so that a chain is one step. */
  @SqlUpdate("UPDATE objection SET merged_into = :into WHERE merged_into = :from")
  void shorten(UUID from, UUID into);

  /** Moves the phrasings that the other does not have yet. */
  @SqlUpdate(
      """
      UPDATE phrasing p SET objection_id = :into
      WHERE p.objection_id = :from AND NOT EXISTS (
        SELECT FROM phrasing q
        WHERE q.objection_id = :into AND md5(lower(q.text)) = md5(lower(p.text)))
      """)
  void movePhrasings(UUID from, UUID into);

  @SqlUpdate("DELETE FROM phrasing WHERE objection_id = :from")
  void removePhrasings(UUID from);

  @SqlUpdate(
      """
      UPDATE hearing SET objection_id = :into, version = version + 1 WHERE objection_id = :from
      """)
  void moveHearings(UUID from, UUID into);

  /**
   * Has what was filed to one be filed to the other, which no filing made, and what is undone go
   * back there.
   */
  @SqlUpdate(
      """
      WITH filed AS (
        UPDATE filing SET objection_id = :into, made_objection = false WHERE objection_id = :from),
      taken AS (
        UPDATE taken_phrasing SET objection_id = :into WHERE objection_id = :from)
      UPDATE filed_hearing SET from_objection_id = :into WHERE from_objection_id = :from
      """)
  void moveFilings(UUID from, UUID into);

  /** Which of these are phrasings of an objection. */
  @SqlQuery("SELECT id FROM phrasing WHERE objection_id = :of AND id = ANY (:ids)")
  Set<UUID> phrasings(UUID of, Collection<UUID> ids);

  /** Which of these are hearings of an objection. */
  @SqlQuery("SELECT id FROM hearing WHERE objection_id = :of AND id = ANY (:ids)")
  Set<UUID> hearings(UUID of, Collection<UUID> ids);

  /** Moves these phrasings, and those that come from these hearings. */
  @SqlUpdate(
      """
      UPDATE phrasing SET objection_id = :into
      WHERE objection_id = :from AND (id = ANY (:ids) OR hearing_id = ANY (:hearings))
      """)
  void movePhrasings(UUID from, UUID into, Collection<UUID> ids, Collection<UUID> hearings);

  /** Moves these hearings: somebody said where they belong. */
  @SqlUpdate(
      """
      UPDATE hearing SET objection_id = :into, filed_as = 'person', version = version + 1
      WHERE objection_id = :from AND id = ANY (:ids)
      """)
  void moveHearings(UUID from, UUID into, Collection<UUID> ids);
}
