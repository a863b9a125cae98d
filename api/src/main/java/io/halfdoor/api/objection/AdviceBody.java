package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
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

  /** The answers to an objection, fresh ones first, then in their order. */
  static List<AdviceBody> to(
      UUID objection, AdviceStore store, Links links, Instant now, Caller caller) {
    List<Advice> all = store.to(objection);
    Map<UUID, List<Links.Used>> uses = links.usedBy(all.stream().map(Advice::id).toList(), caller);
    return all.stream()
        .sorted(Comparator.comparing(advice -> !advice.isFresh(now)))
        .map(
            advice ->
                new AdviceBody(
                    Answer.IDS.text(advice.id()),
                    advice.title(),
                    advice.talkTrack(),
                    advice.mayBeSaid(),
                    advice.isFresh(now),
                    advice.dueAt(),
                    uses.getOrDefault(advice.id(), List.of())))
        .toList();
  }
}
