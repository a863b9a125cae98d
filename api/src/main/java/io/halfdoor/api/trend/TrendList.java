package io.halfdoor.api.trend;

import io.halfdoor.api.figure.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The queries for what was heard how often, put together from what it is grouped by. */
final class TrendList {

  /** What hearings can be grouped by. */
  enum Group {
    OBJECTION("CAST(h.objection_id AS text)"),
    CATEGORY("o.category"),
    STAGE("h.stage"),
    TEAM("h.team"),
    COMPETITOR("h.competitor"),
    LEAD_SOURCE("h.lead_source");

    private final String column;

    Group(String column) {
      this.column = column;
    }
  }

  /** The lengths of the periods of a series; a week begins on Monday. */
  enum Period {
    DAY,
    WEEK,
    MONTH
  }

  private static final String FROM =
      """
      FROM hearing h
      LEFT JOIN objection o ON o.id = h.objection_id
      LEFT JOIN deal d ON d.id = h.deal_id
      WHERE (CAST(:objectionId AS uuid) IS NULL OR h.objection_id = :objectionId)
      """;

  private final String key;
  private final @Nullable UUID objectionId;

  TrendList(Group group, @Nullable UUID objectionId) {
    this.key = group.column;
    this.objectionId = objectionId;
  }

  /**
   * What was heard in a window.
   *
   * @param opened in how many of the deals that were opened in the same window
   * @param firstHeardAt ever
   */
  public record Heard(
      String key, long heard, long reps, long deals, long opened, Instant firstHeardAt) {}

  /** How often something was heard in a period. */
  public record Count(String key, LocalDate period, long heard) {}

  /** The most heard first. */
  List<Heard> heard(Handle handle, Window window, int rows) {
    String sql =
        "SELECT "
            + key
            + """
             AS key,
              count(*) FILTER (WHERE h.heard_at >= :begin) AS heard,
              count(DISTINCT h.person_id) FILTER (WHERE h.heard_at >= :begin) AS reps,
              count(DISTINCT h.deal_id) FILTER (WHERE h.heard_at >= :begin) AS deals,
              count(DISTINCT h.deal_id) FILTER (
                WHERE h.heard_at >= :begin
                  AND coalesce(d.opened_at, d.created_at) >= :begin
                  AND coalesce(d.opened_at, d.created_at) < :end) AS opened,
              min(h.heard_at) AS first_heard_at
            """
            + FROM
            + " AND h.heard_at < :end AND "
            + key
            + """
             IS NOT NULL
            GROUP BY 1
            HAVING count(*) FILTER (WHERE h.heard_at >= :begin) > 0
            ORDER BY 2 DESC, 1
            LIMIT :rows
            """;
    return bound(handle.createQuery(sql), window).bind("rows", rows).mapTo(Heard.class).list();
  }

  /** How often each was heard in each period in which it was; periods begin in UTC. */
  List<Count> series(Handle handle, Window window, Period by) {
    String sql =
        "SELECT "
            + key
            + " AS key, CAST(date_trunc('"
            + by.name().toLowerCase(java.util.Locale.ROOT)
            + "', h.heard_at AT TIME ZONE 'UTC') AS date) AS period, count(*) AS heard "
            + FROM
            + " AND h.heard_at >= :begin AND h.heard_at < :end AND "
            + key
            + " IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2";
    return bound(handle.createQuery(sql), window).mapTo(Count.class).list();
  }

  private Query bound(Query query, Window window) {
    return query
        .bind("objectionId", objectionId)
        .bind("begin", window.begin())
        .bind("end", window.end());
  }
}
