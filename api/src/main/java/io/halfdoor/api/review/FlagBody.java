package io.halfdoor.api.review;

import io.halfdoor.api.access.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flag as callers see it. */
record FlagBody(
    String id,
    String item,
    long version,
    Flag.What what,
    String note,
    String personId,
    Instant at,
    @Nullable Instant settledAt,
    @Nullable String settledBy,
    @Nullable String settlement) {

  static FlagBody of(Flag flag, String itemId) {
    return new FlagBody(
        Flag.IDS.text(flag.id()),
        itemId,
        flag.version(),
        flag.what(),
        flag.note(),
        Person.IDS.text(flag.personId()),
        flag.at(),
        flag.settledAt(),
        flag.settledBy() == null ? null : Person.IDS.text(flag.settledBy()),
        flag.settlement());
  }
}
