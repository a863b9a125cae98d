package io.halfdoor.api.change;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change to be recorded.
 *
 * @param kind of the item
 * @param version of the item, once changed
 * @param personId who did it; null when Halfdoor itself did
 * @param audience the terms of who may know of it: those who could see the item before, and those
 *     who can see it now
 * @param deleted whether the item is gone and this is its tombstone
 */
public record NewChange(
    String kind,
    UUID itemId,
    long version,
    String action,
    @Nullable UUID personId,
    Instant at,
    Set<String> audience,
    boolean deleted) {

  public NewChange {
    audience = Set.copyOf(audience);
  }
}
