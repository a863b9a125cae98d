package io.halfdoor.api.objection;

import io.halfdoor.api.review.Freshness;
import io.halfdoor.api.web.ETags;
import jakarta.ws.rs.core.EntityTag;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * An answer, who verified it last, if anybody did, and since when and why it is due before its
 * time, where it is.
 */
public record ShownAnswer(
    @Nested Answer answer,
    @Nullable Instant verifiedAt,
    @Nullable UUID verifiedBy,
    @Nullable Instant markedAt,
    @Nullable String dueReason) {

  /** From when on it is due for review, unless somebody verifies it until then. */
  Instant dueAt() {
    return Freshness.dueAt(
        verifiedAt,
        markedAt,
        answer.createdAt(),
        Duration.ofDays(answer.script().reviewIntervalDays()));
  }

  boolean isDue(Instant now) {
    return !now.isBefore(dueAt());
  }

  /** What it is tagged with: its id and version, and besides whether it can be trusted. */
  EntityTag tag(Instant now) {
    String verified =
        verifiedAt == null
            ? ""
            : ETags.BESIDES + Long.toString(verifiedAt.toEpochMilli(), Character.MAX_RADIX);
    String due = isDue(now) ? ETags.BESIDES + "due" : "";
    return new EntityTag(version().getValue() + verified + due);
  }

  EntityTag version() {
    return ETags.of(Answer.IDS.text(answer.id()), answer.version());
  }
}
