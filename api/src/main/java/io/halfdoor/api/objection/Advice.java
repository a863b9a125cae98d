package io.halfdoor.api.objection;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A published answer, as somebody needs it who has just heard the objection.
 *
 * @param since when it was last verified, or made where it never was
 * @param markedAt since when it is due before its time; null where it is not
 */
public record Advice(
    UUID id,
    String title,
    String talkTrack,
    boolean mayBeSaid,
    int reviewIntervalDays,
    Instant since,
    @Nullable Instant markedAt) {

  Instant dueAt() {
    return markedAt == null ? since.plus(Duration.ofDays(reviewIntervalDays)) : markedAt;
  }

  boolean isFresh(Instant now) {
    return now.isBefore(dueAt());
  }
}
