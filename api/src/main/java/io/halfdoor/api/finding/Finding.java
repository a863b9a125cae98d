package io.halfdoor.api.finding;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something wanting in an item.
 *
 * @param detail for the person who is to mend it
 * @param resolvedAt when a check no longer found it; null while it stands
 */
public record Finding(
    UUID id,
    String kind,
    UUID itemId,
    FindingType type,
    String detail,
    Instant raisedAt,
    @Nullable Instant resolvedAt) {

  static final IdPrefix IDS = new IdPrefix("fnd");
}
