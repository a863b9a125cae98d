package io.halfdoor.api.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.deal.Deal;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.importing.FieldShelf.Arrival;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.importing.Shelf.Result;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import on its way in: it files a request, or describes one anew, as the single
 * operations would.
 *
 * @param id of the request that is meant; null where the external id says which
 * @param requestedBy who asks, by id or e-mail address; null where the row does not say
 * @param said the fields of {@link Wording} that the row has
 */
record RequestArrival(
    Ways ways,
    Caller caller,
    @Nullable String id,
    @Nullable String externalId,
    @Nullable String requestedBy,
    ObjectNode said)
    implements Arrival {

  /** What a request is filed and changed by. */
  record Ways(
      MergePatch patches,
      Admission admission,
      Filing filing,
      Revision revision,
      Deals deals,
      Items items) {}

  /** What there is of a request before anything is said of it. */
  private static final Wording NOTHING_SAID =
      new Wording("", "", null, null, null, null, null, null, null, null, null);

  /** A row does not say which search it came from. */
  private static final @Nullable FromSearch NO_SEARCH = null;

  /**
   * What is to become of a request.
   *
   * @param present as it is; null where there is none
   * @param deal to take the place of those there are; null where they stay
   */
  private record Plan(
      @Nullable Request present,
      UUID asker,
      Description description,
      @Nullable UUID assignee,
      @Nullable DealRef deal,
      @Nullable String reason) {

    Outcome outcome() {
      if (present == null) {
        return Outcome.CREATED;
      }
      boolean isSame =
          deal == null
              && description.equals(present.description())
              && Objects.equals(assignee, present.assigneeId());
      return isSame ? Outcome.UNCHANGED : Outcome.UPDATED;
    }
  }

  @Override
  public Result look(Handle handle) {
    RequestStore store = handle.attach(RequestStore.class);
    Plan plan = plan(handle, found(store, false));
    return new Result(plan.outcome(), plan.present() == null ? null : plan.present().id());
  }

  @Override
  public Result put(Write write) {
    Request present = found(write.store(RequestStore.class), true);
    Plan plan = plan(write.handle(), present);
    Outcome outcome = plan.outcome();
    if (outcome == Outcome.UNCHANGED) {
      return new Result(outcome, Objects.requireNonNull(present).id());
    }
    Description described =
        plan.deal() == null
            ? plan.description()
            : plan.description().inDeals(List.of(ways.deals().noted(write, plan.deal())));
    if (present == null) {
      Request added = ways.filing().added(write, plan.asker(), plan.assignee(), described, said);
      return new Result(outcome, added.id());
    }
    Request next = present.described(described, plan.assignee(), write.now(), write.personId());
    Changed changed = changed(present, next, plan.reason());
    ways.revision().replaced(write, present, next, "changed", changed, plan.reason());
    return new Result(outcome, present.id());
  }

  /** The request that is meant, where there is one; nobody else changes it where it is held. */
  private @Nullable Request found(RequestStore store, boolean holds) {
    Optional<UUID> meant =
        id == null ? store.named(Objects.requireNonNull(externalId)) : Request.IDS.parse(id);
    Optional<Request> request =
        (holds ? meant.flatMap(store::lock) : meant)
            .flatMap(store::find)
            .filter(found -> found.isSeenBy(caller));
    if (id != null && request.isEmpty()) {
      throw Problem.invalid(Fault.at("/id", "There is no request with this id; leave it out."));
    }
    return request.orElse(null);
  }

  private Plan plan(Handle handle, @Nullable Request present) {
    RequestStore store = handle.attach(RequestStore.class);
    Wording before = present == null ? NOTHING_SAID : Wording.of(present, ways.items());
    ObjectNode patch = said.deepCopy();
    if (before.labels() != null && patch.get("labels") instanceof ObjectNode wanted) {
      before.labels().keySet().forEach(key -> wanted.putIfAbsent(key, wanted.nullNode()));
    }
    Wording wording = ways.patches().apply(before, patch, Wording.class);
    Description described =
        present == null
            ? ways.admission().admit(wording, NO_SEARCH, caller)
            : ways.admission().admit(wording, present.description(), caller);
    if (described.externalId() != null
        && store.isTaken(described.externalId(), present == null ? new UUID(0, 0) : present.id())) {
      throw Filing.taken();
    }
    UUID assignee = assignee(store, present, wording.assigneeId());
    if (present != null) {
      Instant now = present.updatedAt();
      Request next = present.described(described, assignee, now, present.updatedBy());
      changed(present, next, wording.reason()); // refuses what needs a reason and has none
    }
    Plan plan =
        new Plan(
            present,
            asker(store, present),
            described,
            assignee,
            deal(present, wording.deal()),
            wording.reason());
    if (plan.outcome() == Outcome.UPDATED) {
      Revision.seen(Optional.ofNullable(present), caller); // one that was merged stays as it is
    }
    return plan;
  }

  private Changed changed(Request present, Request next, @Nullable String reason) {
    return Changed.of(present, next, reason, ways.patches(), ways.items());
  }

  /** Who asks; that of a request that is there stays as it is. */
  private UUID asker(RequestStore store, @Nullable Request present) {
    if (requestedBy == null) {
      return present == null ? caller.personId() : present.requestedBy();
    }
    UUID named = named(store, requestedBy).orElseThrow(RequestArrival::nobody);
    if (present != null && !present.requestedBy().equals(named)) {
      throw Problem.invalid(Fault.at("/requestedBy", "Who asked for it stays as it is."));
    }
    if (present == null && !store.isSomebody(named)) {
      throw nobody();
    }
    return named;
  }

  /** Whom an id or an e-mail address means. */
  private static Optional<UUID> named(RequestStore store, String who) {
    return Person.IDS.parse(who).or(() -> store.person(who));
  }

  private static Problem nobody() {
    return Problem.invalid(Fault.at("/requestedBy", "There is nobody active called that."));
  }

  private static @Nullable UUID assignee(
      RequestStore store, @Nullable Request present, @Nullable String wanted) {
    if (wanted == null) {
      return null;
    }
    UUID named = named(store, wanted).orElse(null);
    boolean isSame = present != null && Objects.equals(named, present.assigneeId());
    if (named == null || !(isSame || store.isCurator(named))) {
      throw Problem.invalid(Fault.at("/assigneeId", "There is no marketer or admin called that."));
    }
    return named;
  }

  /** The deal that it is to have; null where it has that already, by its id in the CRM. */
  private @Nullable DealRef deal(@Nullable Request present, @Nullable DealRef wanted) {
    String crmId = wanted == null ? null : wanted.crmId();
    if (present == null || crmId == null) {
      return wanted;
    }
    for (Deal deal : ways.deals().all(present.description().dealIds()).values()) {
      if (crmId.equals(deal.known().crmId())) {
        return null;
      }
    }
    return wanted;
  }
}
