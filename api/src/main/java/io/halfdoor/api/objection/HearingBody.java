package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.deal.Deals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A hearing as callers see it. */
record HearingBody(
    String id,
    int version,
    String quote,
    @Nullable String dealId,
    @Nullable String stage,
    @Nullable String leadSource,
    @Nullable String competitor,
    Hearing.@Nullable Outcome outcome,
    @Nullable String answerId,
    String personId,
    @Nullable String team,
    @Nullable String objectionId,
    Hearing.@Nullable FiledAs filedAs,
    @Nullable Double confidence,
    Instant heardAt,
    Instant createdAt) {

  static HearingBody of(Hearing hearing) {
    Hearing.Occasion occasion = hearing.occasion();
    return new HearingBody(
        Hearing.IDS.text(hearing.id()),
        hearing.version(),
        hearing.quote(),
        occasion.dealId() == null ? null : Deals.IDS.text(occasion.dealId()),
        occasion.stage(),
        occasion.leadSource(),
        occasion.competitor(),
        occasion.outcome(),
        occasion.answerId() == null ? null : Answer.IDS.text(occasion.answerId()),
        Person.IDS.text(hearing.personId()),
        hearing.team(),
        hearing.objectionId() == null ? null : Objection.IDS.text(hearing.objectionId()),
        hearing.filedAs(),
        hearing.confidence(),
        hearing.heardAt(),
        hearing.createdAt());
  }
}
