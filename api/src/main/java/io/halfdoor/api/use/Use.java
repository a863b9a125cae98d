package io.halfdoor.api.use;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time an item was sent, copied or presented to a buyer, and for which deal.
 *
 * @param version the number of the version of its content
 * @param contact to whom, as the CRM of the person refers to them
 * @param objectionId against which objection
 * @param team that the person was in then
 */
public record Use(
    UUID id,
    String kind,
    UUID itemId,
    long version,
    How how,
    @Nullable UUID dealId,
    @Nullable String contact,
    @Nullable UUID objectionId,
    UUID personId,
    @Nullable String team,
    Instant at,
    @Nullable String note) {

  static final IdPrefix IDS = new IdPrefix("use");
}
