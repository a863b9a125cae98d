package io.halfdoor.api.request;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ReplyStore {

  /**
   * Notes that a person moved a request or wrote to it: the first time that one who curates does,
   * and neither asked nor filed it, is its first reply. All else changes nothing.
   */
  @SqlUpdate(
      """
      INSERT INTO first_reply (request_id, person_id, at)
      SELECT r.id, p.id, :now FROM request r, person p
      WHERE r.id = :requestId AND p.id = :personId AND p.role IN ('marketer', 'admin')
        AND p.id <> r.requested_by AND p.id <> r.filed_by
      ON CONFLICT DO NOTHING
      """)
  void first(UUID requestId, UUID personId, Instant now);
}
