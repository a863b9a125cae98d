package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.item.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An answer as callers see it. */
record AnswerBody(
    String id,
    long version,
    String objectionId,
    String title,
    String talkTrack,
    int words,
    int seconds,
    @Nullable String longForm,
    boolean mayBeSaid,
    State state,
    boolean fresh,
    Instant dueAt,
    @Nullable String dueReason,
    @Nullable Instant verifiedAt,
    @Nullable String verifiedBy,
    String ownerId,
    int reviewIntervalDays,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy) {

  static AnswerBody of(ShownAnswer shown, Instant now) {
    Answer answer = shown.answer();
    Script script = answer.script();
    return new AnswerBody(
        Answer.IDS.text(answer.id()),
        answer.version(),
        Objection.IDS.text(answer.objectionId()),
        script.title(),
        script.talkTrack(),
        script.words(),
        script.seconds(),
        script.longForm(),
        script.mayBeSaid(),
        answer.state(),
        !shown.isDue(now),
        shown.dueAt(),
        shown.dueReason(),
        shown.verifiedAt(),
        shown.verifiedBy() == null ? null : Person.IDS.text(shown.verifiedBy()),
        Person.IDS.text(script.ownerId()),
        script.reviewIntervalDays(),
        answer.createdAt(),
        Person.IDS.text(answer.createdBy()),
        answer.updatedAt(),
        Person.IDS.text(answer.updatedBy()));
  }
}
