package io.halfdoor.api.review;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One time somebody verified that a version of an item is right. */
public record Review(
    UUID id,
    String kind,
    UUID itemId,
    long version,
    UUID personId,
    Instant at,
    @Nullable String note) {

  static final IdPrefix IDS = new IdPrefix("rev");
}
