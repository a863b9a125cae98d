package io.halfdoor.api.objection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface AnswerStore {

  String COLUMNS =
      """
      a.id, a.version, a.objection_id, a.position, a.title, a.talk_track, a.long_form,
      a.may_be_said, a.owner_id, a.review_interval_days, a.state, a.created_at, a.created_by,
      a.updated_at, a.updated_by
      """;

  String SHOWN =
      "SELECT "
          + COLUMNS
          + """
          , r.at AS verified_at, r.person_id AS verified_by, m.at AS marked_at,
            m.reason AS due_reason
          FROM answer a
          LEFT JOIN LATERAL (
            SELECT at, person_id FROM review WHERE item_id = a.id ORDER BY at DESC LIMIT 1
          ) r ON true
          LEFT JOIN due_mark m ON m.item_id = a.id
          """;

  @SqlQuery(SHOWN + "WHERE a.id = :id")
  Optional<ShownAnswer> findShown(UUID id);

  @SqlQuery("SELECT " + COLUMNS + " FROM answer a WHERE a.id = :id")
  Optional<Answer> find(UUID id);

  /** The same, and nobody else changes it, or says that it was used, until the transaction ends. */
  @SqlQuery("SELECT " + COLUMNS + " FROM answer a WHERE a.id = :id FOR UPDATE")
  Optional<Answer> findForChange(UUID id);

  /** Those of these that there are. */
  @SqlQuery(SHOWN + "WHERE a.id = ANY (:ids)")
  List<ShownAnswer> findAll(Collection<UUID> ids);

  /** The answers to an objection, in their order. */
  @SqlQuery(SHOWN + "WHERE a.objection_id = :objectionId ORDER BY a.position, a.id")
  List<ShownAnswer> to(UUID objectionId);

  /** The ids after one (from the first where it is null), in their order. */
  @SqlQuery(
      """
      SELECT id FROM answer
      WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :limit
      """)
  List<UUID> after(@Nullable UUID after, int limit);

  /** Whether somebody said in a hearing that it was used. */
  @SqlQuery("SELECT EXISTS (SELECT FROM hearing WHERE answer_id = :id)")
  boolean isSaid(UUID id);

  @SqlUpdate(
      """
      INSERT INTO answer (id, version, objection_id, position, title, talk_track, long_form,
        may_be_said, state, owner_id, review_interval_days, created_at, created_by, updated_at,
        updated_by)
      VALUES (:id, :version, :objectionId, :position, :script.title, :script.talkTrack,
        :script.longForm, :script.mayBeSaid, :state, :script.ownerId, :script.reviewIntervalDays,
        :createdAt, :createdBy, :updatedAt, :updatedBy)
      """)
  void insert(@BindMethods Answer answer);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE answer SET version = :version, objection_id = :objectionId, position = :position,
        title = :script.title, talk_track = :script.talkTrack, long_form = :script.longForm,
        may_be_said = :script.mayBeSaid, state = :state, owner_id = :script.ownerId,
        review_interval_days = :script.reviewIntervalDays, updated_at = :updatedAt,
        updated_by = :updatedBy
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Answer answer);

  /** Puts it at a place among the answers of its objection, which is no change of itself. */
  @SqlUpdate("UPDATE answer SET position = :position WHERE id = :id")
  void place(UUID id, int position);

  @SqlUpdate("DELETE FROM answer WHERE id = :id")
  void remove(UUID id);
}
