package io.halfdoor.api.objection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface ObjectionStore {

  String COLUMNS =
      """
      o.id, o.version, o.phrase, o.category, o.labels, o.state, o.merged_into, o.owner_id,
      o.external_id, o.created_at, o.created_by, o.updated_at, o.updated_by
      """;

  String PHRASINGS =
      ", (SELECT count(*) FROM phrasing p WHERE p.objection_id = o.id) AS phrasings ";

  @SqlQuery("SELECT " + COLUMNS + PHRASINGS + "FROM objection o WHERE o.id = :id")
  Optional<Counted> findCounted(UUID id);

  @SqlQuery("SELECT " + COLUMNS + " FROM objection o WHERE o.id = :id")
  Optional<Objection> find(UUID id);

  /** The same, and nobody else changes it until the transaction ends. */
  @SqlQuery("SELECT " + COLUMNS + " FROM objection o WHERE o.id = :id FOR NO KEY UPDATE")
  Optional<Objection> findForChange(UUID id);

  @SqlQuery("SELECT id FROM objection WHERE external_id = :externalId")
  Optional<UUID> named(String externalId);

  /** The one with an external id; nobody else changes it until the transaction ends. */
  @SqlQuery(
      "SELECT " + COLUMNS + " FROM objection o WHERE o.external_id = :externalId FOR NO KEY UPDATE")
  Optional<Objection> findKnownAs(String externalId);

  /** Those of these that there are. */
  @SqlQuery("SELECT " + COLUMNS + " FROM objection o WHERE o.id = ANY (:ids)")
  List<Objection> findAll(Collection<UUID> ids);

  /** The ids after one (from the first where it is null), in their order. */
  @SqlQuery(
      """
      SELECT id FROM objection
      WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :limit
      """)
  List<UUID> after(@Nullable UUID after, int limit);

  @SqlQuery("SELECT EXISTS (SELECT FROM objection WHERE external_id = :externalId AND id <> :id)")
  boolean isTaken(String externalId, UUID id);

  @SqlQuery("SELECT EXISTS (SELECT FROM person WHERE id = :id AND active)")
  boolean isSomebody(UUID id);

  /** False when something else has its external id. */
  @SqlUpdate(
      """
      INSERT INTO objection (id, version, phrase, category, labels, state, merged_into, owner_id,
        external_id, created_at, created_by, updated_at, updated_by)
      VALUES (:id, :version, :description.phrase, :description.category, :description.labels,
        :state, :mergedInto, :description.ownerId, :description.externalId, :createdAt, :createdBy,
        :updatedAt, :updatedBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Objection objection);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE objection SET version = :version, phrase = :description.phrase,
        category = :description.category, labels = :description.labels, state = :state,
        merged_into = :mergedInto, owner_id = :description.ownerId,
        external_id = :description.externalId, updated_at = :updatedAt, updated_by = :updatedBy
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Objection objection);
}
