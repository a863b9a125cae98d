package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An objection as callers see it. */
record ObjectionBody(
    String id,
    long version,
    String phrase,
    String category,
    Map<String, List<String>> labels,
    Objection.State state,
    @Nullable String mergedInto,
    String ownerId,
    @Nullable String externalId,
    int phrasings,
    @Nullable List<AnswerBody> answers,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy) {

  static ObjectionBody of(Shown shown) {
    List<AnswerBody> answers =
        shown.answers().stream().map(answer -> AnswerBody.of(answer, shown.now())).toList();
    return of(shown.counted(), answers);
  }

  /** The same as lists tell it: without its answers. */
  static ObjectionBody of(Counted counted) {
    return of(counted, null);
  }

  private static ObjectionBody of(Counted counted, @Nullable List<AnswerBody> answers) {
    Objection objection = counted.objection();
    Description said = objection.description();
    return new ObjectionBody(
        Objection.IDS.text(objection.id()),
        objection.version(),
        said.phrase(),
        said.category(),
        said.labels(),
        objection.state(),
        objection.mergedInto() == null ? null : Objection.IDS.text(objection.mergedInto()),
        Person.IDS.text(said.ownerId()),
        said.externalId(),
        counted.phrasings(),
        answers,
        objection.createdAt(),
        Person.IDS.text(objection.createdBy()),
        objection.updatedAt(),
        Person.IDS.text(objection.updatedBy()));
  }
}
