package io.halfdoor.api.access;

import io.halfdoor.api.change.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface PersonStore {

  String COLUMNS =
      "id, version, name, email, role, side, team, active, created_at, updated_at, updated_by";

  @SqlQuery("SELECT " + COLUMNS + " FROM person WHERE id = :id")
  Optional<Person> find(UUID id);

  @SqlQuery("SELECT " + COLUMNS + " FROM person WHERE lower(email) = lower(:email)")
  Optional<Person> findByEmail(String email);

  /** The people after an id (from the first where it is null), by id: oldest first. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM person
          WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
          ORDER BY id
          LIMIT :rows
          """)
  List<Person> after(@Nullable UUID after, int rows);

  /** The same of those that something was recorded of beyond a position. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM person
          WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
            AND id IN (
              SELECT item_id FROM change
              WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
                AND kind = 'person')
          ORDER BY id
          LIMIT :rows
          """)
  List<Person> changed(@BindMethods Position since, @Nullable UUID after, int rows);

  /** Whether an admin can get in: one who is active and has a token that is valid and may write. */
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM person p JOIN token t ON t.person_id = p.id
        WHERE p.role = 'admin' AND p.active AND t.scope = 'write' AND t.revoked_at IS NULL
          AND (t.expires_at IS NULL OR t.expires_at > :now))
      """)
  boolean canAnyAdminEnter(Instant now);

  /** The active admin who has been here longest, but for one person; none where that is null. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM person
          WHERE role = 'admin' AND active AND id IS DISTINCT FROM CAST(:but AS uuid)
          ORDER BY id
          LIMIT 1
          """)
  Optional<Person> firstAdmin(@Nullable UUID but);

  /** Lets nobody else decide who is an admin until the transaction ends; always true. */
  @SqlQuery("SELECT true FROM pg_advisory_xact_lock(hashtextextended('admins', 0))")
  boolean lockAdmins();

  /** False when somebody has this e-mail address already. */
  @SqlUpdate(
      """
      INSERT INTO person (id, version, name, email, role, side, team, active,
        created_at, updated_at, updated_by)
      VALUES (:id, :version, :name, :email, :role, :side, :team, :active,
        :createdAt, :updatedAt, :updatedBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Person person);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE person SET version = :version, name = :name, email = :email, role = :role,
        side = :side, team = :team, active = :active, updated_at = :updatedAt,
        updated_by = :updatedBy
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Person person);
}
