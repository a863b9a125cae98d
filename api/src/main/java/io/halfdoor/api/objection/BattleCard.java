package io.halfdoor.api.objection;

import io.halfdoor.api.item.State;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An objection with its phrasings and answers as a file: what a team can keep beside its code.
 * Whose it is and what it is linked with belong to one server, and are not on it.
 *
 * @param state null where the card does not say
 */
record BattleCard(
    @NotBlank @Size(max = 200) String externalId,
    @NotBlank @Size(max = 300) String phrase,
    @NotBlank @Size(max = 100) String category,
    Objection.@Nullable State state,
    @Size(max = 20)
        Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels,
    @Size(max = 5_000) List<@NotBlank @Size(max = Phrasing.LONGEST) String> phrasings,
    @Size(max = Answer.MOST) List<@Valid CardAnswer> answers) {

  /** What a card is made of where the objection is known to no other system. */
  static String externalId(Objection objection) {
    String known = objection.description().externalId();
    return known == null ? Objection.IDS.text(objection.id()) : known;
  }

  static BattleCard of(Objection objection, List<Phrasing> phrasings, List<ShownAnswer> answers) {
    Description said = objection.description();
    return new BattleCard(
        externalId(objection),
        said.phrase(),
        said.category(),
        objection.state(),
        said.labels(),
        phrasings.stream().map(Phrasing::text).toList(),
        answers.stream()
            .map(ShownAnswer::answer)
            .filter(answer -> answer.state() != State.ARCHIVED)
            .map(CardAnswer::of)
            .toList());
  }

  Description described(UUID owner, @Nullable String knownAs) {
    return new Description(Phrasing.tidy(phrase, "/phrase"), category, labels, owner, knownAs);
  }

  /** An answer on a card. Published and reviewed twice a year, where the card does not say. */
  record CardAnswer(
      @NotBlank @Size(max = 200) String title,
      boolean mayBeSaid,
      State state,
      @Min(1) @Max(3_650) int reviewIntervalDays,
      @NotBlank @Size(max = Script.LONGEST_TALK_TRACK) String talkTrack,
      @Nullable @Size(min = 1, max = 20_000) String longForm) {

    static CardAnswer of(Answer answer) {
      Script script = answer.script();
      return new CardAnswer(
          script.title(),
          script.mayBeSaid(),
          answer.state(),
          script.reviewIntervalDays(),
          script.talkTrack(),
          script.longForm());
    }

    /** The same as it is kept. */
    Script scripted(UUID owner) {
      return new Script(
          Phrasing.tidy(title, "/answers"),
          Script.tidy(talkTrack, "/answers"),
          longForm,
          mayBeSaid,
          owner,
          reviewIntervalDays);
    }
  }
}
