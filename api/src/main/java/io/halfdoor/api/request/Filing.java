package io.halfdoor.api.request;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a request comes to be, whoever wrote it. */
final class Filing {

  private final Writes writes;
  private final Ids ids;
  private final Deals deals;
  private final Showing showing;
  private final Items items;

  Filing(Writes writes, Ids ids, Deals deals, Showing showing, Items items) {
    this.writes = writes;
    this.ids = ids;
    this.deals = deals;
    this.showing = showing;
    this.items = items;
  }

  /** Files what the caller says, which is admitted. */
  Response file(Caller caller, WriteRequest request, NewRequest body, Description said) {
    UUID asker = body.requestedBy() == null ? caller.personId() : person(body.requestedBy());
    return writes.write(
        request,
        body,
        write -> {
          if (!write.isBy(asker) && !write.store(RequestStore.class).isSomebody(asker)) {
            throw nobody();
          }
          DealRef deal = body.deal();
          return filed(
              write,
              caller,
              asker,
              deal == null ? said : said.inDeals(List.of(deals.noted(write, deal))),
              body);
        });
  }

  /** Files a draft for the caller. That it says what there is was seen to by whoever wrote it. */
  Response file(Caller caller, WriteRequest request, Draft draft) {
    Description said =
        new Description(
            draft.title(),
            draft.details(),
            Words.read(Request.Kind.class, draft.kind()),
            draft.labels(),
            draft.objections().stream()
                .map(id -> items.find(id, caller).map(Item::id))
                .flatMap(Optional::stream)
                .toList(),
            null,
            draft.deals().stream()
                .map(Deals.IDS::parse)
                .flatMap(Optional::stream)
                .distinct()
                .toList(),
            null,
            false,
            null);
    return writes.write(
        request, null, write -> filed(write, caller, caller.personId(), said, draft));
  }

  private Answer filed(Write write, Caller caller, UUID asker, Description said, Object detail) {
    Request filed = added(write, asker, null, said, detail);
    Shown shown = showing.of(write, filed, caller);
    return Answer.created(
        "/requests/" + Request.IDS.text(filed.id()), shown.tag(), RequestBody.of(shown, items));
  }

  /**
   * Adds a request that is admitted, on behalf of who asks.
   *
   * @param assignee who works on it; null where nobody does yet
   */
  Request added(Write write, UUID asker, @Nullable UUID assignee, Description said, Object detail) {
    Request filed =
        new Request(
            ids.next(),
            1,
            said,
            Request.State.SUBMITTED,
            null,
            null,
            assignee,
            asker,
            write.personId(),
            write.now(),
            write.now(),
            write.personId());
    RequestStore store = write.store(RequestStore.class);
    if (!store.insert(filed)) {
      throw taken();
    }
    store.about(filed.id(), said.objectionIds());
    store.inDeals(filed.id(), said.dealIds());
    write.store(StayStore.class).begin(filed.id(), filed.state(), write.now());
    write.record(Request.KIND, filed.id(), filed.version(), "created", filed.terms(), detail);
    return filed;
  }

  private static UUID person(String id) {
    return Person.IDS.parse(id).orElseThrow(Filing::nobody);
  }

  private static Problem nobody() {
    return Problem.invalid(Fault.at("/requestedBy", "There is nobody with this id."));
  }

  static Problem taken() {
    return Problem.invalid(Fault.at("/externalId", "Another request has this external id."));
  }
}
