package io.halfdoor.api.request;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;

/**
 * A request that need not be made: what somebody was about to ask for, and the item that was it.
 *
 * @param title as far as it was typed, as are the details
 * @param kind of the item
 */
public record Deflection(
    UUID id, UUID personId, String title, String details, String kind, UUID itemId, Instant at) {

  static final IdPrefix IDS = new IdPrefix("dfl");
}
