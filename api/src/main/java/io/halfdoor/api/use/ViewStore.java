package io.halfdoor.api.use;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ViewStore {

  @SqlUpdate(
      """
      INSERT INTO item_view (item_id, day, person_id, kind, count)
      VALUES (:itemId, :day, :personId, :kind, 1)
      ON CONFLICT (item_id, day, person_id) DO UPDATE SET count = item_view.count + 1
      """)
  void count(String kind, UUID itemId, LocalDate day, UUID personId);

  /** How often it was looked at in a time, both days included, and by how many people. */
  @SqlQuery(
      """
      SELECT coalesce(sum(count), 0) AS views, count(DISTINCT person_id) AS viewers
      FROM item_view WHERE item_id = :itemId AND day BETWEEN :from AND :to
      """)
  Sum sum(UUID itemId, LocalDate from, LocalDate to);

  /** The same of each day on which anybody did, in their order. */
  @SqlQuery(
      """
      SELECT day, sum(count) AS views, count(*) AS viewers
      FROM item_view WHERE item_id = :itemId AND day BETWEEN :from AND :to
      GROUP BY day ORDER BY day
      """)
  List<Day> days(UUID itemId, LocalDate from, LocalDate to);

  /** How often something was looked at, and by how many people. */
  record Sum(long views, long viewers) {}

  /** The same of one day (UTC). */
  record Day(LocalDate day, long views, long viewers) {}
}
