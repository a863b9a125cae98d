package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.State;
import io.halfdoor.api.link.Links;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What to say to an objection, as callers see it.
 *
 * @param mayBeSaid to a buyer; else it is for ourselves
 * @param uses what backs it up or goes with it, as far as the caller may see it
 */
record AdviceBody(
    String id,
    String title,
    String talkTrack,
    boolean mayBeSaid,
    boolean fresh,
    Instant dueAt,
    List<Links.Used> uses) {

  /**
   * The published ones among the answers to an objection, fresh ones first, then in their order.
   */
  static List<AdviceBody> of(List<ShownAnswer> answers, Links links, Instant now, Caller caller) {
    List<ShownAnswer> published =
        answers.stream().filter(shown -> shown.answer().state() == State.PUBLISHED).toList();
    Map<UUID, List<Links.Used>> uses =
        links.usedBy(published.stream().map(shown -> shown.answer().id()).toList(), caller);
    return published.stream()
        .sorted(Comparator.comparing(shown -> shown.isDue(now)))
        .map(shown -> of(shown, now, uses.getOrDefault(shown.answer().id(), List.of())))
        .toList();
  }

  private static AdviceBody of(ShownAnswer shown, Instant now, List<Links.Used> uses) {
    Script script = shown.answer().script();
    return new AdviceBody(
        Answer.IDS.text(shown.answer().id()),
        script.title(),
        script.talkTrack(),
        script.mayBeSaid(),
        !shown.isDue(now),
        shown.dueAt(),
        uses);
  }
}
