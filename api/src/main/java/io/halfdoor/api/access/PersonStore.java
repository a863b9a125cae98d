package io.halfdoor.api.access;

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

  @SqlQuery("SELECT EXISTS (SELECT FROM person WHERE role = 'admin' AND active)")
  boolean anyAdmin();

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
