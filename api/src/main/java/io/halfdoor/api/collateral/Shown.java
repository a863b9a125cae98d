package io.halfdoor.api.collateral;

import io.halfdoor.api.review.Freshness;
import io.halfdoor.api.text.TextStatus;
import io.halfdoor.api.web.ETags;
import jakarta.ws.rs.core.EntityTag;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * A piece of collateral, the version that is meant when none is named, how far its text is, and who
 * verified it last, if anybody did; since when and why it is due before its time, where it is.
 */
public record Shown(
    @Nested Collateral collateral,
    @Nested("v") Version version,
    @Nested TextStatus text,
    @Nullable Instant verifiedAt,
    @Nullable UUID verifiedBy,
    @Nullable Instant markedAt,
    @Nullable String dueReason) {

  /**
   * What its answer is tagged with: its id and version, and besides what an answer shows without
   * the version being another: whether the text has been read, and when it was verified.
   */
  EntityTag tag() {
    String tag = collateral.tag().getValue();
    String pending = text.isPending() ? ETags.BESIDES + "pending" : "";
    String verified =
        verifiedAt == null ? "" : ETags.BESIDES + Long.toString(verifiedAt.toEpochMilli(), 36);
    String marked = markedAt == null ? "" : ETags.BESIDES + "due";
    return new EntityTag(tag + pending + verified + marked);
  }

  /** From when on it is due for review, unless somebody verifies it until then. */
  Instant dueAt() {
    return Freshness.dueAt(
        verifiedAt,
        markedAt,
        collateral.createdAt(),
        Duration.ofDays(collateral.description().reviewIntervalDays()));
  }
}
