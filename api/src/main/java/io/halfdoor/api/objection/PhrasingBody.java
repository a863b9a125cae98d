package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import java.time.Instant;

/** A phrasing as callers see it. */
record PhrasingBody(String id, String text, boolean heard, Instant createdAt, String createdBy) {

  static PhrasingBody of(Phrasing phrasing) {
    return new PhrasingBody(
        Phrasing.IDS.text(phrasing.id()),
        phrasing.text(),
        phrasing.hearingId() != null,
        phrasing.createdAt(),
        Person.IDS.text(phrasing.createdBy()));
  }
}
