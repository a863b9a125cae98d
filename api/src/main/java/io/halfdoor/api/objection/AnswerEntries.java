package io.halfdoor.api.objection;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.use.Tally;
import io.halfdoor.api.use.Uses;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers as entries of the index, found by the words of their objection too. Those to an objection
 * that is not active have none.
 */
final class AnswerEntries {

  /** What is true is no less so for having been written long ago; a review says when it is not. */
  private static final Duration DOES_NOT_AGE = Duration.ZERO;

  private final ObjectionStore objections;
  private final AnswerStore answers;
  private final Uses uses;
  private final InstantSource clock;

  AnswerEntries(ObjectionStore objections, AnswerStore answers, Uses uses, InstantSource clock) {
    this.objections = objections;
    this.answers = answers;
    this.uses = uses;
    this.clock = clock;
  }

  List<Entry> of(Collection<UUID> ids) {
    List<ShownAnswer> all = answers.findAll(ids);
    Map<UUID, Objection> to =
        objections
            .findAll(all.stream().map(shown -> shown.answer().objectionId()).distinct().toList())
            .stream()
            .filter(Objection::isActive)
            .collect(toMap(Objection::id, identity()));
    Map<UUID, Tally> tallies = uses.tallies(ids);
    Instant now = clock.instant();
    return all.stream()
        .flatMap(
            shown ->
                Optional.ofNullable(to.get(shown.answer().objectionId()))
                    .map(
                        objection ->
                            entry(
                                shown,
                                objection,
                                tallies.getOrDefault(shown.answer().id(), Tally.NONE),
                                shown.isDue(now)))
                    .stream())
        .toList();
  }

  private static Entry entry(ShownAnswer shown, Objection to, Tally used, boolean isDue) {
    Answer answer = shown.answer();
    Script script = answer.script();
    List<Passage> passages =
        script.longForm() == null
            ? List.of(Passage.of(script.talkTrack()))
            : List.of(Passage.of(script.talkTrack()), Passage.of(script.longForm()));
    return new Entry(
        Answer.IDS.text(answer.id()),
        Answer.KIND,
        answer.version(),
        new io.halfdoor.search.Words(script.title(), to.description().phrase(), "", List.of(), ""),
        to.description().labels(),
        fields(answer, to, isDue),
        answer.terms(),
        new Activity(
            answer.createdAt(),
            answer.updatedAt(),
            used.uses(),
            isDue,
            used.recent(),
            DOES_NOT_AGE),
        passages);
  }

  /** What can be filtered by and counted. A label of the same name goes first. */
  private static Map<String, List<String>> fields(Answer answer, Objection to, boolean isDue) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("state", List.of(Words.of(answer.state())));
    fields.put("category", List.of(to.description().category()));
    fields.put("owner", List.of(Person.IDS.text(answer.script().ownerId())));
    fields.put("fresh", List.of(Boolean.toString(!isDue)));
    fields.put("mayBeSaid", List.of(Boolean.toString(answer.script().mayBeSaid())));
    fields.keySet().removeAll(to.description().labels().keySet());
    return fields;
  }
}
