package io.halfdoor.api.template;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.merge.Wording;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template to be added, with its first version: the fields of {@link Metadata} and of {@link
 * NewVersion} side by side, where their constraints stand.
 *
 * @param kind a template where it is left out
 */
record NewTemplate(
    @Nullable TemplateKind kind,
    String title,
    @Nullable Map<String, List<String>> labels,
    @Nullable Audience audience,
    @Nullable String language,
    @Nullable String ownerId,
    @Nullable Integer reviewIntervalDays,
    @Nullable String externalId,
    @Nullable List<String> objections,
    @Nullable List<Metadata.Attached> attachments,
    @Nullable String subject,
    @Nullable String preheader,
    String body,
    Wording.@Nullable Format format,
    @Nullable List<FieldBody> fields,
    @Nullable String note,
    @Nullable Boolean publish) {

  TemplateKind what() {
    return kind == null ? TemplateKind.TEMPLATE : kind;
  }

  Metadata toMetadata() {
    return new Metadata(
        title,
        labels,
        audience,
        language,
        ownerId,
        reviewIntervalDays,
        externalId,
        objections,
        attachments);
  }

  NewVersion toVersion() {
    return new NewVersion(subject, preheader, body, format, fields, note, publish);
  }
}
