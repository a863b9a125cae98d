package io.halfdoor.api.review;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an item is fresh (verified within its review interval) or due.
 *
 * @param verifiedAt when it was last verified; null when it never was, and then its age counts
 * @param dueAt from when on it is due
 */
public record Freshness(
    boolean isDue, Instant dueAt, @Nullable Instant verifiedAt, @Nullable UUID verifiedBy) {

  /** The freshness of an item with this last review, if any. */
  public static Freshness of(
      @Nullable Review last, Instant createdAt, Duration interval, Instant now) {
    Instant since = last == null ? createdAt : last.at();
    Instant dueAt = since.plus(interval);
    return new Freshness(
        !now.isBefore(dueAt),
        dueAt,
        last == null ? null : last.at(),
        last == null ? null : last.personId());
  }
}
