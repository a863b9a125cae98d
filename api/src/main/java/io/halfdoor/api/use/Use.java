package io.halfdoor.api.use;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time an item was sent, copied or presented to a buyer, and for which deal.
 *
 * @param version the number of the version of its content
 */
public record Use(
    UUID id,
    String kind,
    UUID itemId,
    long version,
    How how,
    @Nullable UUID dealId,
    UUID personId,
    Instant at,
    @Nullable String note) {

  static final IdPrefix IDS = new IdPrefix("use");
}
