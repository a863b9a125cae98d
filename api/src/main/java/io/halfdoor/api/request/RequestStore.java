package io.halfdoor.api.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface RequestStore {

  String COLUMNS =
      """
      r.id, r.version, r.title, r.details, r.kind, r.labels,
      ARRAY(
        SELECT o.objection_id FROM request_objection o WHERE o.request_id = r.id ORDER BY o.place
      ) AS objection_ids,
      r.need_by,
      ARRAY(
        SELECT d.deal_id FROM request_deal d WHERE d.request_id = r.id ORDER BY d.place
      ) AS deal_ids,
      r.from_search, r.confidential, r.external_id, r.state, r.verdict, r.merged_into, r.assignee_id, r.requested_by,
      r.filed_by, r.created_at, r.updated_at, r.updated_by
      """;

  @SqlQuery("SELECT " + COLUMNS + " FROM request r WHERE r.id = :id")
  Optional<Request> find(UUID id);

  /** Lets nobody else change it until the transaction ends. */
  @SqlQuery("SELECT id FROM request WHERE id = :id FOR NO KEY UPDATE")
  Optional<UUID> lock(UUID id);

  /** Nobody takes the request to another state until the transaction ends; others support it. */
  @SqlQuery("SELECT id FROM request WHERE id = :id FOR SHARE")
  Optional<UUID> hold(UUID id);

  /** Those of these that there are. */
  @SqlQuery("SELECT " + COLUMNS + " FROM request r WHERE r.id = ANY (:ids)")
  List<Request> findAll(Collection<UUID> ids);

  @SqlQuery("SELECT id FROM request WHERE external_id = :externalId")
  Optional<UUID> named(String externalId);

  /** The ids after one (from the first where it is null), in their order. */
  @SqlQuery(
      """
      SELECT id FROM request
      WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :limit
      """)
  List<UUID> after(@Nullable UUID after, int limit);

  @SqlQuery("SELECT EXISTS (SELECT FROM request WHERE external_id = :externalId AND id <> :id)")
  boolean isTaken(String externalId, UUID id);

  @SqlQuery("SELECT EXISTS (SELECT FROM person WHERE id = :id AND active)")
  boolean isSomebody(UUID id);

  /** Who is active and has this e-mail address. */
  @SqlQuery("SELECT id FROM person WHERE lower(email) = lower(:email) AND active")
  Optional<UUID> person(String email);

  /** Whether it is somebody whom a request can be given to. */
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM person WHERE id = :id AND active AND role IN ('marketer', 'admin'))
      """)
  boolean isCurator(UUID id);

  /** Without its objections and deals. False when something else has its external id. */
  @SqlUpdate(
      """
      INSERT INTO request (id, version, title, details, kind, labels, need_by, from_search,
        confidential, external_id, state, verdict, merged_into, assignee_id, requested_by, filed_by, created_at,
        updated_at, updated_by)
      VALUES (:id, :version, :description.title, :description.details, :description.kind,
        :description.labels, :description.needBy, :description.fromSearch,
        :description.confidential, :description.externalId,
        :state, :verdict, :mergedInto, :assigneeId, :requestedBy,
        :filedBy, :createdAt, :updatedAt, :updatedBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Request request);

  /** Without its objections and deals. False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE request SET version = :version, title = :description.title,
        details = :description.details, kind = :description.kind, labels = :description.labels,
        need_by = :description.needBy, confidential = :description.confidential,
        external_id = :description.externalId, state = :state, verdict = :verdict, merged_into = :mergedInto, assignee_id = :assigneeId,
        updated_at = :updatedAt, updated_by = :updatedBy
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Request request);

  @SqlUpdate(
      """
      WITH gone AS (
        DELETE FROM request_objection WHERE request_id = :id AND objection_id <> ALL (:objections))
      INSERT INTO request_objection (request_id, objection_id, place)
      SELECT :id, named.id, named.place
      FROM unnest(CAST(:objections AS uuid[])) WITH ORDINALITY AS named (id, place)
      ON CONFLICT (request_id, objection_id) DO UPDATE SET place = excluded.place
      """)
  void about(UUID id, Collection<UUID> objections);

  @SqlUpdate(
      """
      WITH gone AS (DELETE FROM request_deal WHERE request_id = :id AND deal_id <> ALL (:deals))
      INSERT INTO request_deal (request_id, deal_id, place)
      SELECT :id, named.id, named.place
      FROM unnest(CAST(:deals AS uuid[])) WITH ORDINALITY AS named (id, place)
      ON CONFLICT (request_id, deal_id) DO UPDATE SET place = excluded.place
      """)
  void inDeals(UUID id, Collection<UUID> deals);

  /** Has the requests about one objection be about another. */
  @SqlUpdate(
      """
      WITH moved AS (
        DELETE FROM request_objection WHERE objection_id = :from RETURNING request_id, place)
      INSERT INTO request_objection (request_id, objection_id, place)
      SELECT request_id, :to, place FROM moved
      ON CONFLICT DO NOTHING
      """)
  void moveObjection(UUID from, UUID to);

  @SqlUpdate(
      """
      WITH moved AS (DELETE FROM request_deal WHERE deal_id = :from RETURNING request_id, place)
      INSERT INTO request_deal (request_id, deal_id, place)
      SELECT request_id, :to, place FROM moved
      ON CONFLICT DO NOTHING
      """)
  void moveDeal(UUID from, UUID to);
}
