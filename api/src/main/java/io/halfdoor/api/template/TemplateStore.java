package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
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

interface TemplateStore {

  String COLUMNS =
      """
      t.id, t.version, t.kind, t.title, t.labels, t.audience, t.language, t.owner_id,
      t.review_interval_days, t.external_id, t.state, t.latest_version, t.published_version,
      t.created_at, t.created_by, t.updated_at, t.updated_by
      """;

  /** But for the body and the fields, which can be long. */
  String VERSION =
      """
      v.template_id AS v_template_id, v.number AS v_number, v.subject AS v_subject,
      v.preheader AS v_preheader, v.format AS v_format, v.includes AS v_includes,
      v.note AS v_note, v.created_at AS v_created_at, v.created_by AS v_created_by,
      v.published_at AS v_published_at
      """;

  String WHOLE = COLUMNS + ", v.body AS v_body, v.fields AS v_fields, " + VERSION;

  String BRIEF = COLUMNS + ", '' AS v_body, CAST('[]' AS json) AS v_fields, " + VERSION;

  String SHOWN =
      """
      FROM template t
      JOIN template_version v ON v.template_id = t.id AND v.number = t.shown_version
      """;

  @SqlQuery("SELECT " + COLUMNS + " FROM template t WHERE t.id = :id AND t.terms && :terms")
  Optional<Template> find(UUID id, Set<String> terms);

  /** The same, and nobody else changes it until the transaction ends. */
  @SqlQuery(
      "SELECT "
          + COLUMNS
          + " FROM template t WHERE t.id = :id AND t.terms && :terms FOR NO KEY UPDATE")
  Optional<Template> findForChange(UUID id, Set<String> terms);

  @SqlQuery("SELECT id FROM template WHERE external_id = :externalId")
  Optional<UUID> named(String externalId);

  @SqlQuery("SELECT " + WHOLE + SHOWN + "WHERE t.id = :id AND t.terms && :terms")
  Optional<Shown> findShown(UUID id, Set<String> terms);

  /** Those of these that there are. */
  @SqlQuery("SELECT " + WHOLE + SHOWN + "WHERE t.id = ANY (:ids)")
  List<Shown> findAll(Collection<UUID> ids);

  /** The same without what they say. */
  @SqlQuery("SELECT " + BRIEF + SHOWN + "WHERE t.id = ANY (:ids)")
  List<Shown> findBrief(Collection<UUID> ids);

  /** The ids after one (from the first where it is null), in their order. */
  @SqlQuery(
      """
      SELECT id FROM template
      WHERE (CAST(:after AS uuid) IS NULL OR id > :after)
      ORDER BY id
      LIMIT :limit
      """)
  List<UUID> after(@Nullable UUID after, int limit);

  @SqlQuery("SELECT EXISTS (SELECT FROM template WHERE external_id = :externalId AND id <> :id)")
  boolean isTaken(String externalId, UUID id);

  @SqlQuery("SELECT EXISTS (SELECT FROM person WHERE id = :id AND active)")
  boolean isSomebody(UUID id);

  /** False when something else has its external id. */
  @SqlUpdate(
      """
      INSERT INTO template (id, version, kind, title, labels, audience, language, owner_id,
        review_interval_days, external_id, state, terms, latest_version, published_version,
        created_at, created_by, updated_at, updated_by)
      VALUES (:id, :version, :kind, :description.title, :description.labels,
        :description.audience, :description.language, :description.ownerId,
        :description.reviewIntervalDays, :description.externalId, :state, :terms, :latestVersion,
        :publishedVersion, :createdAt, :createdBy, :updatedAt, :updatedBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Template template);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE template SET version = :version, title = :description.title,
        labels = :description.labels, audience = :description.audience,
        language = :description.language, owner_id = :description.ownerId,
        review_interval_days = :description.reviewIntervalDays,
        external_id = :description.externalId, state = :state, terms = :terms,
        latest_version = :latestVersion, published_version = :publishedVersion,
        updated_at = :updatedAt, updated_by = :updatedBy
      WHERE id = :id AND version = :version - 1
      """)
  boolean replace(@BindMethods Template template);

  @SqlUpdate("DELETE FROM template WHERE id = :id")
  void remove(UUID id);

  @SqlUpdate(
      """
      INSERT INTO template_version (template_id, number, subject, preheader, body, format, fields,
        includes, note, created_at, created_by, published_at)
      VALUES (:templateId, :number, :subject, :preheader, :body, :format, :fields, :includes, :note,
        :createdAt, :createdBy, :publishedAt)
      """)
  void insert(@BindMethods Version version);

  /** Shows a version to readers; nothing happens where they see it already. */
  @SqlUpdate(
      """
      UPDATE template_version SET published_at = :now
      WHERE template_id = :id AND number = :number AND published_at IS NULL
      """)
  void publish(UUID id, int number, Instant now);

  @SqlQuery(
      """
      SELECT template_id, number, subject, preheader, body, format, fields, includes, note,
        created_at, created_by, published_at
      FROM template_version WHERE template_id = :templateId AND number = :number
      """)
  Optional<Version> findVersion(UUID templateId, int number);

  /** A version that the caller sees: a published one, or any where they see drafts. */
  default Optional<Version> findVersion(Template of, int number, Caller caller) {
    return findVersion(of.id(), number)
        .filter(version -> version.isPublished() || of.showsDraftsTo(caller));
  }

  /**
   * The versions before a number (from the latest where it is null), latest first and without body
   * and fields.
   */
  @SqlQuery(
      """
      SELECT template_id, number, subject, preheader, '' AS body, format,
        CAST('[]' AS json) AS fields, includes, note, created_at, created_by, published_at
      FROM template_version
      WHERE template_id = :templateId
        AND (:drafts OR published_at IS NOT NULL)
        AND (CAST(:before AS integer) IS NULL OR number < :before)
      ORDER BY number DESC
      LIMIT :rows
      """)
  List<Version> versionsBefore(UUID templateId, boolean drafts, @Nullable Integer before, int rows);
}
