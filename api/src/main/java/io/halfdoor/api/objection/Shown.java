package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.web.Digests;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.write.Write;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An objection with what it shows of others, as of a moment: how many phrasings it has, and those
 * of its answers that a caller may see, in their order.
 */
record Shown(Counted counted, List<ShownAnswer> answers, Instant now) {

  private static final int DIGEST = 12;

  /** How an objection is after a change, to the one who makes it. */
  static Shown of(Write write, Objection objection, Caller caller) {
    return new Shown(
        write.store(ObjectionStore.class).findCounted(objection.id()).orElseThrow(),
        answers(write.store(AnswerStore.class), objection, caller, false),
        write.now());
  }

  /** Its answers that a caller may see; where that is asked, without internal ones. */
  static List<ShownAnswer> answers(
      AnswerStore store, Objection objection, Caller caller, boolean sayable) {
    return store.to(objection.id()).stream()
        .filter(shown -> shown.answer().isShownTo(caller))
        .filter(shown -> !sayable || shown.answer().mayLeave())
        .toList();
  }

  Objection objection() {
    return counted.objection();
  }

  /** What it is tagged with: its id and version, and besides what it shows of others. */
  EntityTag tag() {
    String others =
        answers.stream()
            .map(answer -> answer.tag(now).getValue())
            .collect(Collectors.joining(" ", counted.phrasings() + " ", ""));
    return new EntityTag(
        ETags.of(Objection.IDS.text(objection().id()), objection().version()).getValue()
            + ETags.BESIDES
            + Digests.sha256(others).substring(0, DIGEST));
  }
}
