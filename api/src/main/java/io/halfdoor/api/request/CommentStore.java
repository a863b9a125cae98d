package io.halfdoor.api.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface CommentStore {

  @SqlUpdate(
      """
      INSERT INTO comment (id, request_id, person_id, text, at)
      VALUES (:id, :requestId, :personId, :text, :at)
      """)
  void insert(@BindMethods Comment comment);

  @SqlQuery(
      """
      SELECT id, request_id, person_id, text, at FROM comment
      WHERE id = :id AND request_id = :requestId
      """)
  Optional<Comment> find(UUID id, UUID requestId);

  /** Those on a request after one (from the first where it is null), oldest first. */
  @SqlQuery(
      """
      SELECT id, request_id, person_id, text, at FROM comment
      WHERE request_id = :requestId AND (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :rows
      """)
  List<Comment> after(UUID requestId, @Nullable UUID after, int rows);

  /** False when it is gone already. */
  @SqlUpdate("DELETE FROM comment WHERE id = :id")
  boolean remove(UUID id);

  /** Has the comments on one request be on another. */
  @SqlUpdate("UPDATE comment SET request_id = :to WHERE request_id = :from")
  void move(UUID from, UUID to);
}
