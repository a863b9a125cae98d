package io.halfdoor.api.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface AttachmentStore {

  /** False when this collateral is attached to the request already. */
  @SqlUpdate(
      """
      INSERT INTO attachment (id, request_id, person_id, item_id, sha256, file_name, media_type,
        size, at)
      VALUES (:id, :requestId, :personId, :itemId, :sha256, :fileName, :mediaType, :size, :at)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Attachment attachment);

  @SqlQuery(
      """
      SELECT id, request_id, person_id, item_id, sha256, file_name, media_type, size, at
      FROM attachment WHERE id = :id AND request_id = :requestId
      """)
  Optional<Attachment> find(UUID id, UUID requestId);

  /** Those of a request, oldest first. */
  @SqlQuery(
      """
      SELECT id, request_id, person_id, item_id, sha256, file_name, media_type, size, at
      FROM attachment WHERE request_id = :requestId ORDER BY id
      """)
  List<Attachment> of(UUID requestId);

  @SqlQuery("SELECT count(*) FROM attachment WHERE request_id = :requestId")
  int count(UUID requestId);

  /** False when it is gone already. */
  @SqlUpdate("DELETE FROM attachment WHERE id = :id")
  boolean remove(UUID id);

  /** Has what is attached to one request be attached to another, each piece of collateral once. */
  @SqlUpdate(
      """
      UPDATE attachment a SET request_id = :to
      WHERE a.request_id = :from AND NOT EXISTS (
        SELECT FROM attachment b WHERE b.request_id = :to AND b.item_id = a.item_id)
      """)
  void move(UUID from, UUID to);

  /** Those of these hashes that are of files attached to a request. */
  @SqlQuery("SELECT DISTINCT sha256 FROM attachment WHERE sha256 = ANY (:sha256s)")
  Set<String> contents(Collection<String> sha256s);
}
