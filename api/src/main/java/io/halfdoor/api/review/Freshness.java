package io.halfdoor.api.review;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an item is fresh (verified within its review interval, and not marked since) or due.
 *
 * @param dueAt from when on it is due
 * @param reason why it is due before its time; null where it is not
 * @param verifiedAt when it was last verified; null when it never was, and then its age counts
 */
public record Freshness(
    boolean isDue,
    Instant dueAt,
    @Nullable String reason,
    @Nullable Instant verifiedAt,
    @Nullable UUID verifiedBy) {

  /** The freshness of an item with this last review and this mark, if any. */
  public static Freshness of(
      @Nullable Review last,
      @Nullable DueMark mark,
      Instant createdAt,
      Duration interval,
      Instant now) {
    Instant dueAt =
        dueAt(
            last == null ? null : last.at(), mark == null ? null : mark.at(), createdAt, interval);
    return new Freshness(
        !now.isBefore(dueAt),
        dueAt,
        mark == null ? null : mark.reason(),
        last == null ? null : last.at(),
        last == null ? null : last.personId());
  }

  /**
   * From when on an item is due, unless somebody verifies it until then.
   *
   * @param markedAt since when it is due before its time; null where it is not
   */
  public static Instant dueAt(
      @Nullable Instant verifiedAt,
      @Nullable Instant markedAt,
      Instant createdAt,
      Duration interval) {
    return markedAt == null
        ? (verifiedAt == null ? createdAt : verifiedAt).plus(interval)
        : markedAt;
  }
}
