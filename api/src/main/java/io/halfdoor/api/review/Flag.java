package io.halfdoor.api.review;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader found wrong or outdated, and how it was settled once it is. */
public record Flag(
    UUID id,
    String kind,
    UUID itemId,
    long version,
    What what,
    String note,
    UUID personId,
    Instant at,
    @Nullable Instant settledAt,
    @Nullable UUID settledBy,
    @Nullable String settlement) {

  static final IdPrefix IDS = new IdPrefix("flg");

  /** What is the matter. */
  public enum What {
    WRONG,
    OUTDATED
  }
}
