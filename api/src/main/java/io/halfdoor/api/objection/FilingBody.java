package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filing as callers see it.
 *
 * @param taught the phrasings that the objection has of it
 */
record FilingBody(
    String id,
    @Nullable String objectionId,
    boolean madeObjection,
    String personId,
    Instant at,
    @Nullable Instant undoneAt,
    @Nullable String undoneBy,
    List<FiledBody> hearings,
    List<String> taught) {

  /** A hearing that was filed, and where it was before; absent for nowhere. */
  record FiledBody(String id, @Nullable String fromObjectionId) {}

  static FilingBody of(FilingStore store, Filing filing) {
    return new FilingBody(
        Filing.IDS.text(filing.id()),
        objection(filing.objectionId()),
        filing.madeObjection(),
        Person.IDS.text(filing.personId()),
        filing.at(),
        filing.undoneAt(),
        filing.undoneBy() == null ? null : Person.IDS.text(filing.undoneBy()),
        store.filed(filing.id()).stream()
            .map(
                filed ->
                    new FiledBody(
                        Hearing.IDS.text(filed.hearingId()), objection(filed.fromObjectionId())))
            .toList(),
        store.taught(filing.id()));
  }

  private static @Nullable String objection(@Nullable UUID id) {
    return id == null ? null : Objection.IDS.text(id);
  }
}
