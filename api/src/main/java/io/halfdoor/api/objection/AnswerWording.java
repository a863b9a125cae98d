package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers say of an answer, and what a patch is merged into. */
record AnswerWording(
    @NotBlank @Size(max = 200) String title,
    @NotBlank @Size(max = Script.LONGEST_TALK_TRACK) String talkTrack,
    @Nullable @Size(min = 1, max = 20_000) String longForm,
    @Nullable Boolean mayBeSaid,
    @Nullable String ownerId,
    @Nullable @Min(1) @Max(3_650) Integer reviewIntervalDays) {

  static AnswerWording of(Script script) {
    return new AnswerWording(
        script.title(),
        script.talkTrack(),
        script.longForm(),
        script.mayBeSaid(),
        Person.IDS.text(script.ownerId()),
        script.reviewIntervalDays());
  }

  /**
   * The same as it is kept, with what was left out filled in.
   *
   * @param owner whose it is where nobody says so
   */
  Script scripted(UUID owner) {
    return new Script(
        Phrasing.tidy(title, "/title"),
        Script.tidy(talkTrack, "/talkTrack"),
        longForm == null ? null : Script.tidy(longForm, "/longForm"),
        mayBeSaid != null && mayBeSaid,
        ownerId == null ? owner : Wording.person(ownerId),
        Objects.requireNonNullElse(reviewIntervalDays, Script.REVIEW_INTERVAL_DAYS));
  }
}
