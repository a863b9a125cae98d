package io.halfdoor.api.template;

import io.halfdoor.api.merge.Wording;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a template says, or said.
 *
 * @param subject empty for a snippet, as is the preheader
 * @param body empty in lists, as are the fields
 * @param includes the names of snippets as the body has them: an id or an external id
 * @param publishedAt null while readers do not see it
 */
public record Version(
    UUID templateId,
    int number,
    String subject,
    String preheader,
    String body,
    Wording.Format format,
    @Json List<FieldBody> fields,
    List<String> includes,
    @Nullable String note,
    Instant createdAt,
    UUID createdBy,
    @Nullable Instant publishedAt) {

  /** In a language, which is said of the template as a whole. */
  Wording wording(String language) {
    return new Wording(
        subject,
        preheader,
        body,
        format,
        language,
        fields.stream().map(FieldBody::toField).toList());
  }

  boolean isPublished() {
    return publishedAt != null;
  }
}
