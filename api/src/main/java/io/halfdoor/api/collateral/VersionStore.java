package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface VersionStore {

  String COLUMNS =
      """
      v.collateral_id, v.number, v.url, v.sha256, v.file_name, v.media_type, v.size, v.note,
      v.created_at, v.created_by, v.published_at,
      coalesce(e.state, 'none') AS text_state, e.reason AS text_reason
      """;

  String FROM = " FROM collateral_version v LEFT JOIN extraction e ON e.sha256 = v.sha256 ";

  @SqlQuery(
      "SELECT "
          + COLUMNS
          + ", v.text"
          + FROM
          + "WHERE v.collateral_id = :collateralId AND v.number = :number")
  Optional<ShownVersion> find(UUID collateralId, int number);

  /** A version that the caller sees: a published one, or any where they see drafts. */
  default Optional<ShownVersion> find(Collateral of, int number, Caller caller) {
    return find(of.id(), number)
        .filter(shown -> shown.version().isPublished() || of.showsDraftsTo(caller));
  }

  /**
   * The versions before a number (from the latest where it is null), latest first and without the
   * text.
   */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + ", NULL AS text"
          + FROM
          + """
          WHERE v.collateral_id = :collateralId
            AND (:drafts OR v.published_at IS NOT NULL)
            AND (CAST(:before AS integer) IS NULL OR v.number < :before)
          ORDER BY v.number DESC
          LIMIT :rows
          """)
  List<ShownVersion> before(UUID collateralId, boolean drafts, @Nullable Integer before, int rows);
}
