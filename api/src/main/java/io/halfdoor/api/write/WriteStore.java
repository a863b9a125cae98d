package io.halfdoor.api.write;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface WriteStore {

  @SqlUpdate(
      """
      INSERT INTO activity
        (at, person_id, kind, item_id, version, action, audience, detail, request_id)
      VALUES (:at, :personId, :kind, :itemId, :version, :action, :audience,
        CAST(:detail AS jsonb), :requestId)
      """)
  void insert(
      Instant at,
      @Nullable UUID personId,
      String kind,
      UUID itemId,
      long version,
      String action,
      Set<String> audience,
      @Nullable String detail,
      String requestId);

  /** Takes the lock of an idempotency key until the transaction ends; false when it is taken. */
  @SqlQuery(
      "SELECT pg_try_advisory_xact_lock(hashtextextended('idempotency ' || :personId || :key, 0))")
  boolean tryLock(UUID personId, String key);

  @SqlQuery(
      """
      SELECT request_hash, status, location, etag, position, body FROM idempotency_key
      WHERE person_id = :personId AND key = :key AND created_at > :after
      """)
  Optional<KeptAnswer> findKept(UUID personId, String key, Instant after);

  @SqlUpdate(
      """
      INSERT INTO idempotency_key
        (person_id, key, request_hash, status, location, etag, position, body, created_at)
      VALUES (:personId, :key, :requestHash, :status, :location, :etag, :position, :body, :now)
      ON CONFLICT (person_id, key) DO UPDATE SET request_hash = excluded.request_hash,
        status = excluded.status, location = excluded.location, etag = excluded.etag,
        position = excluded.position, body = excluded.body, created_at = excluded.created_at
      """)
  void keep(
      UUID personId,
      String key,
      String requestHash,
      int status,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String position,
      @Nullable String body,
      Instant now);

  @SqlUpdate("DELETE FROM idempotency_key WHERE created_at <= :before")
  int forgetKept(Instant before);

  /** The answer that was given to a request with an idempotency key. */
  record KeptAnswer(
      String requestHash,
      int status,
      @Nullable String location,
      @Nullable String etag,
      @Nullable String position,
      @Nullable String body) {}
}
