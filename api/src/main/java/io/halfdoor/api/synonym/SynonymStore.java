package io.halfdoor.api.synonym;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface SynonymStore {

  /** The present version; empty before there is one. */
  @SqlQuery(
      """
      SELECT version, entries, changed_by, changed_at FROM synonym_list
      ORDER BY version DESC LIMIT 1
      """)
  Optional<SynonymList> present();

  /** The versions before one (from the present where it is null), latest first. */
  @SqlQuery(
      """
      SELECT version, entries, changed_by, changed_at FROM synonym_list
      WHERE CAST(:before AS bigint) IS NULL OR version < :before
      ORDER BY version DESC
      LIMIT :rows
      """)
  List<SynonymList> before(@Nullable Long before, int rows);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      INSERT INTO synonym_list (version, entries, changed_by, changed_at)
      VALUES (:version, :entries, :changedBy, :changedAt)
      ON CONFLICT (version) DO NOTHING
      """)
  boolean insert(@BindMethods SynonymList list);

  /** What people searched for since a time, by how many of them, and how often, most first. */
  @SqlQuery(
      """
      SELECT (array_agg(btrim(q) ORDER BY at DESC))[1]
      FROM search_log
      WHERE NOT continued AND at >= :since AND btrim(q) <> '' AND length(q) <= 300
      GROUP BY lower(btrim(q))
      ORDER BY count(DISTINCT person_id) DESC, count(*) DESC, lower(btrim(q))
      LIMIT :most
      """)
  List<String> asked(Instant since, int most);
}
