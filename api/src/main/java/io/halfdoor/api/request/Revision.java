package io.halfdoor.api.request;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a request is read to be changed and becomes its next version, whatever changes it. */
final class Revision {

  private final Showing showing;
  private final Involved involved;
  private final Items items;

  Revision(Showing showing, Involved involved, Items items) {
    this.showing = showing;
    this.involved = involved;
    this.items = items;
  }

  /** A request as it is read: one that was merged too, for a moment or for those not led on. */
  static Request read(RequestStore store, String id, Caller caller) {
    return visible(Request.IDS.parse(id).flatMap(store::find), caller);
  }

  static Request find(RequestStore store, String id, Caller caller) {
    return seen(Request.IDS.parse(id).flatMap(store::find), caller);
  }

  /**
   * A request that nobody else changes until the transaction ends, so that of two who move it at
   * once the second is told what the first made of it.
   */
  static Request held(Write write, String id, Caller caller) {
    RequestStore store = write.store(RequestStore.class);
    return seen(Request.IDS.parse(id).flatMap(store::lock).flatMap(store::find), caller);
  }

  /**
   * A request that stays in its state until the transaction ends, so that nothing is added to one
   * that is merged meanwhile; others add to it too.
   */
  static Request kept(Write write, String id, Caller caller) {
    RequestStore store = write.store(RequestStore.class);
    return seen(Request.IDS.parse(id).flatMap(store::hold).flatMap(store::find), caller);
  }

  /**
   * A request that can be written to, if the caller may see it.
   *
   * @throws Problem not found, when there is none, and a conflict that names the one that it was
   *     merged into
   */
  static Request seen(Optional<Request> request, Caller caller) {
    Request found = visible(request, caller);
    if (found.mergedInto() != null) {
      Problem merged = Problem.conflict("It was merged into another request; write to that one.");
      throw found
          .successor(caller)
          .map(into -> merged.with("mergedInto", Request.IDS.text(into)))
          .orElse(merged);
    }
    return found;
  }

  private static Request visible(Optional<Request> request, Caller caller) {
    return request
        .filter(found -> found.isSeenBy(caller))
        .orElseThrow(() -> Problem.notFound("request"));
  }

  void requireMatch(Write write, Request present, @Nullable String ifMatch, Caller caller) {
    ETags.requireMatch(
        ifMatch,
        ETags.of(Request.IDS.text(present.id()), present.version()),
        () -> RequestBody.of(showing.of(write, present, caller), items),
        Person.IDS.text(present.updatedBy()));
  }

  /**
   * Writes the next version of a request. The feed tells of it those who saw it or see it now; all
   * who are involved hear of another state or date, and who works on it now or no longer of that.
   *
   * @param reason why, in the words of who does it; null where nothing is said
   */
  void replaced(
      Write write,
      Request present,
      Request next,
      String action,
      @Nullable Object detail,
      @Nullable String reason) {
    RequestStore store = write.store(RequestStore.class);
    Description said = next.description();
    if (said.externalId() != null && store.isTaken(said.externalId(), next.id())) {
      throw Filing.taken();
    }
    if (!store.replace(next)) {
      throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
    }
    if (!said.objectionIds().equals(present.description().objectionIds())) {
      store.about(next.id(), said.objectionIds());
    }
    if (!said.dealIds().equals(present.description().dealIds())) {
      store.inDeals(next.id(), said.dealIds());
    }
    if (next.state() != present.state()) {
      write.store(StayStore.class).begin(next.id(), next.state(), write.now());
      if (write.isBy(next.updatedBy())) {
        write.store(ReplyStore.class).first(next.id(), next.updatedBy(), write.now());
      }
    }
    Set<String> audience = present.terms();
    audience.addAll(next.terms());
    write.record(Request.KIND, next.id(), next.version(), action, audience, next.terms(), detail);
    tell(write, present, next, reason);
  }

  private void tell(Write write, Request present, Request next, @Nullable String reason) {
    if (next.state() != present.state()) {
      Item into =
          next.mergedInto() == null
              ? null
              : write.store(RequestStore.class).find(next.mergedInto()).orElseThrow().item();
      involved.hear(write, next, became(present, next), into, reason, List.of());
      return;
    }
    List<UUID> assignees = new ArrayList<>();
    if (!Objects.equals(present.assigneeId(), next.assigneeId())) {
      assignees.addAll(heard(write, present.assigneeId(), next, "unassigned", reason));
      assignees.addAll(heard(write, next.assigneeId(), next, "assigned", reason));
    }
    if (!Objects.equals(present.description().needBy(), next.description().needBy())) {
      involved.hear(write, next, "needByChanged", null, reason, assignees);
    }
  }

  private List<UUID> heard(
      Write write, @Nullable UUID person, Request next, String what, @Nullable String reason) {
    List<UUID> people = person == null ? List.of() : List.of(person);
    involved.hear(write, people, next, what, reason);
    return people;
  }

  /** What became of it, in one word: the verdict, where one was given, and else its state. */
  private static String became(Request present, Request next) {
    return next.verdict() == null || next.verdict() == present.verdict()
        ? Words.of(next.state())
        : Words.of(next.verdict());
  }

  /** The request as the caller sees it after a change. */
  Answer told(Write write, Request next, Caller caller) {
    Shown shown = showing.of(write, next, caller);
    return Answer.ok(shown.tag(), RequestBody.of(shown, items));
  }
}
