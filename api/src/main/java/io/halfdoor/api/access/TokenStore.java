package io.halfdoor.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface TokenStore {

  String COLUMNS = "id, person_id, name, scope, created_at, expires_at, last_used_at, revoked_at";

  /** The caller behind a token that is neither revoked nor expired, of a person who is active. */
  @SqlQuery(
      """
      SELECT p.id AS person_id, t.id AS token_id, p.name, p.email, p.role, p.side, p.team, t.scope
      FROM token t JOIN person p ON p.id = t.person_id
      WHERE t.hash = :hash AND t.revoked_at IS NULL AND p.active
        AND (t.expires_at IS NULL OR t.expires_at > :now)
      """)
  Optional<Caller> findCaller(String hash, Instant now);

  /** Whether there is, or was, a token with this hash, revoked or not. */
  @SqlQuery("SELECT EXISTS (SELECT FROM token WHERE hash = :hash)")
  boolean isKnown(String hash);

  @SqlQuery("SELECT " + COLUMNS + " FROM token WHERE id = :id")
  Optional<Token> find(UUID id);

  /** A person's tokens after an id (from the first where it is null), revoked ones too. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM token
          WHERE person_id = :personId AND (CAST(:after AS uuid) IS NULL OR id > :after)
          ORDER BY id
          LIMIT :rows
          """)
  List<Token> after(UUID personId, @Nullable UUID after, int rows);

  @SqlUpdate(
      """
      INSERT INTO token (id, person_id, name, hash, scope, created_at, expires_at)
      VALUES (:id, :personId, :name, :hash, :scope, :createdAt, :expiresAt)
      """)
  void insert(@BindMethods Token token, String hash);

  /** False when it was revoked before. */
  @SqlUpdate("UPDATE token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
  boolean revoke(UUID id, Instant now);

  /** Notes a use; a token that was used within the minute is left as it is. */
  @SqlUpdate(
      """
      UPDATE token SET last_used_at = :now
      WHERE id = :id AND (last_used_at IS NULL OR last_used_at < CAST(:now AS timestamptz) - interval '1 minute')
      """)
  void used(UUID id, Instant now);
}
