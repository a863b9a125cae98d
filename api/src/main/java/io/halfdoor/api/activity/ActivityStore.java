package io.halfdoor.api.activity;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface ActivityStore {

  /** What anybody did before an activity (from the newest where it is null), newest first. */
  @SqlQuery(
      """
      SELECT id, at, person_id, kind, item_id, version, action, detail, request_id
      FROM activity
      WHERE (CAST(:personId AS uuid) IS NULL OR person_id = :personId)
        AND (CAST(:before AS bigint) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Activity> before(@Nullable UUID personId, @Nullable Long before, int rows);

  /** The same of what was done to an item, as far as readers with these terms may know of it. */
  @SqlQuery(
      """
      SELECT id, at, person_id, kind, item_id, version, action, detail, request_id
      FROM activity
      WHERE item_id = :itemId AND audience && :terms
        AND (CAST(:before AS bigint) IS NULL OR id < :before)
      ORDER BY id DESC
      LIMIT :rows
      """)
  List<Activity> ofItem(UUID itemId, Set<String> terms, @Nullable Long before, int rows);
}
