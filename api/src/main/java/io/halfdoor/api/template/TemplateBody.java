package io.halfdoor.api.template;

import io.halfdoor.api.item.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template as callers see it.
 *
 * @param objections those it helps with, as far as the caller may see them; null in lists
 * @param attachments what is sent along, likewise
 * @param latestVersion for those who see drafts
 */
record TemplateBody(
    String id,
    long version,
    TemplateKind kind,
    String title,
    Map<String, List<String>> labels,
    String audience,
    String language,
    String ownerId,
    int reviewIntervalDays,
    @Nullable String externalId,
    State state,
    ContentBody content,
    @Nullable List<String> objections,
    @Nullable List<Attachment> attachments,
    @Nullable Integer publishedVersion,
    @Nullable Integer latestVersion,
    @Nullable Instant verifiedAt,
    @Nullable String verifiedBy,
    Instant dueAt,
    @Nullable String dueReason,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy) {

  /**
   * Something that is sent along.
   *
   * @param version the number that is pinned; null for whichever is the latest
   */
  record Attachment(String id, String title, @Nullable Long version) {}
}
