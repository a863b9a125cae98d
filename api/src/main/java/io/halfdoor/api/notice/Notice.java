package io.halfdoor.api.notice;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody is told.
 *
 * @param kind of the item of theirs that it concerns
 * @param what happened, in one word
 * @param aboutId what it comes from; null where that is nothing else
 * @param reason why, as who did it said; null where nothing was said
 * @param readAt null while it is unread
 */
public record Notice(
    UUID id,
    UUID personId,
    String kind,
    UUID itemId,
    String what,
    @Nullable String aboutKind,
    @Nullable UUID aboutId,
    @Nullable String reason,
    Instant at,
    @Nullable Instant readAt) {

  static final String KIND = "notice";
  static final IdPrefix IDS = new IdPrefix("ntc");
}
