package io.halfdoor.api.collateral;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface CollateralStore {

  String COLUMNS =
      """
      c.id, c.version, c.title, c.summary, c.kind, c.labels, c.audience, c.language, c.may_be_sent,
      c.owner_id, c.review_interval_days, c.external_id, c.state, c.latest_version,
      c.published_version, c.created_at, c.created_by, c.updated_at, c.updated_by
      """;

  /** But for the text, which can be long. */
  String VERSION =
      """
      v.collateral_id AS v_collateral_id, v.number AS v_number, v.url AS v_url,
      v.sha256 AS v_sha256, v.file_name AS v_file_name, v.media_type AS v_media_type,
      v.size AS v_size, v.note AS v_note, v.created_at AS v_created_at,
      v.created_by AS v_created_by, v.published_at AS v_published_at,
      coalesce(e.state, 'none') AS text_state, e.reason AS text_reason,
      r.at AS verified_at, r.person_id AS verified_by, m.at AS marked_at, m.reason AS due_reason
      """;

  String SHOWN =
      """
      FROM collateral c
      JOIN collateral_version v ON v.collateral_id = c.id AND v.number = c.shown_version
      LEFT JOIN extraction e ON e.sha256 = v.sha256
      LEFT JOIN LATERAL (
        SELECT at, person_id FROM review WHERE item_id = c.id ORDER BY at DESC LIMIT 1
      ) r ON true
      LEFT JOIN due_mark m ON m.item_id = c.id
      """;

  @SqlQuery("SELECT " + COLUMNS + " FROM collateral c WHERE c.id = :id AND c.terms && :terms")
  Optional<Collateral> find(UUID id, Set<String> terms);

  /** The same, and nobody else changes it until the transaction ends. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + " FROM collateral c WHERE c.id = :id AND c.terms && :terms FOR NO KEY UPDATE")
  Optional<Collateral> findForChange(UUID id, Set<String> terms);

  @SqlQuery(
      "SELECT "
          + COLUMNS
          + ", v.text AS v_text, "
          + VERSION
          + SHOWN
          + "WHERE c.id = :id AND c.terms && :terms")
  Optional<Shown> findShown(UUID id, Set<String> terms);

  @SqlQuery("SELECT id FROM collateral WHERE external_id = :externalId")
  Optional<UUID> named(String externalId);

  /** Those of these that there are, without the text. */
  @SqlQuery(
      "SELECT " + COLUMNS + ", NULL AS v_text, " + VERSION + SHOWN + "WHERE c.id = ANY (:ids)")
  List<Shown> findAll(Collection<UUID> ids);

  /** The ids after one (from the first where it is null), in their order. */
  @SqlQuery(
      """
      SELECT id FROM collateral
      WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :limit
      """)
  List<UUID> after(@Nullable UUID after, int limit);

  /** Those that show, or ever showed, these bytes. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + """
           FROM collateral c
          WHERE c.id IN (SELECT collateral_id FROM collateral_version WHERE sha256 = :sha256)
          """)
  List<Collateral> withContent(String sha256);

  /** Whether a version that shows these bytes is for readers to see. */
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM collateral_version
        WHERE collateral_id = :id AND sha256 = :sha256 AND published_at IS NOT NULL)
      """)
  boolean isPublished(UUID id, String sha256);

  /** Which of these bytes some version is. */
  @SqlQuery("SELECT DISTINCT sha256 FROM collateral_version WHERE sha256 = ANY (:sha256s)")
  Set<String> contents(Collection<String> sha256s);

  @SqlQuery("SELECT EXISTS (SELECT FROM collateral WHERE external_id = :externalId AND id <> :id)")
  boolean isTaken(String externalId, UUID id);

  @SqlQuery("SELECT EXISTS (SELECT FROM person WHERE id = :id AND active)")
  boolean isSomebody(UUID id);

  /** False when something else has its external id. */
  @SqlUpdate(
      """
      INSERT INTO collateral (id, version, title, summary, kind, labels, audience, language,
        may_be_sent, owner_id, review_interval_days, external_id, state, terms, latest_version,
        published_version, created_at, created_by, updated_at, updated_by)
      VALUES (:id, :version, :description.title, :description.summary, :description.kind,
        :description.labels, :description.audience, :description.language, :description.mayBeSent,
        :description.ownerId, :description.reviewIntervalDays, :description.externalId, :state,
        :terms, :latestVersion, :publishedVersion, :createdAt, :createdBy, :updatedAt, :updatedBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Collateral collateral);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE collateral SET version = :version, title = :description.title,
        summary = :description.summary, kind = :description.kind, labels = :description.labels,
        audience = :description.audience, language = :description.language,
        may_be_sent = :description.mayBeSent, owner_id = :description.ownerId,
        review_interval_days = :description.reviewIntervalDays,
        external_id = :description.externalId, state = :state, terms = :terms,
        latest_version = :latestVersion, published_version = :publishedVersion,
        updated_at = :updatedAt, updated_by = :updatedBy
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Collateral collateral);

  @SqlUpdate("DELETE FROM collateral WHERE id = :id")
  void remove(UUID id);

  @SqlUpdate(
      """
      INSERT INTO collateral_version (collateral_id, number, url, text, sha256, file_name,
        media_type, size, note, created_at, created_by, published_at)
      VALUES (:collateralId, :number, :url, :text, :sha256, :fileName, :mediaType, :size, :note,
        :createdAt, :createdBy, :publishedAt)
      """)
  void insert(@BindMethods Version version);

  /** Shows a version to readers; nothing happens where they see it already. */
  @SqlUpdate(
      """
      UPDATE collateral_version SET published_at = :now
      WHERE collateral_id = :id AND number = :number AND published_at IS NULL
      """)
  void publish(UUID id, int number, Instant now);
}
