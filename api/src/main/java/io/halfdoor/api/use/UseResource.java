package io.halfdoor.api.use;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The uses of one item. Recording one needs no If-Match and leaves the item's version as it is. */
@Produces(MediaType.APPLICATION_JSON)
public final class UseResource {

  /** The kind of the items that something is used against. */
  private static final String OBJECTION = "objection";

  /** How far a caller's clock may be ahead of ours. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String itemId;
  private final UseStore uses;
  private final Writes writes;
  private final Ids ids;
  private final Deals deals;
  private final Items items;

  UseResource(String itemId, UseStore uses, Writes writes, Ids ids, Deals deals, Items items) {
    this.itemId = itemId;
    this.uses = uses;
    this.writes = writes;
    this.ids = ids;
    this.deals = deals;
    this.items = items;
  }

  @GET
  @Allow
  public Page<UseBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    Item item = items.get(itemId, caller);
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Use.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Use> rows = uses.before(item.id(), start, paging.rows());
    Set<UUID> objections = visible(rows, caller);
    return Page.of(rows, paging, use -> List.of(Use.IDS.text(use.id())))
        .map(use -> body(use, objections.contains(use.objectionId())));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewUse body) {
    Item item = items.get(itemId, caller);
    long version = items.number(item, body.version(), caller);
    UUID objection = body.objection() == null ? null : objection(body.objection(), caller);
    return writes.write(
        request,
        body,
        write -> {
          Use use = record(write, item, version, body, objection, caller);
          String path = items.path(item) + "/uses";
          return Answer.created(path, null, body(use, true));
        });
  }

  /** Records a use, which may say more than the timeline tells of it. */
  Use record(
      Write write, Item item, long version, NewUse said, @Nullable UUID objection, Caller caller) {
    Instant at = said.at() == null ? write.now() : said.at();
    if (at.isAfter(write.now().plus(TOLERANCE))) {
      throw Problem.invalid(Fault.at("/at", "Must not be in the future."));
    }
    Use use =
        new Use(
            ids.next(),
            item.kind(),
            item.id(),
            version,
            said.how(),
            said.deal() == null ? null : deals.noted(write, said.deal()),
            said.contact(),
            objection,
            write.personId(),
            caller.team(),
            at,
            said.note());
    write.store(UseStore.class).insert(use);
    write.record(item.kind(), item.id(), item.version(), "used", item.audience(), said.toAll());
    return use;
  }

  private UUID objection(String id, Caller caller) {
    return items
        .find(id, caller)
        .filter(found -> found.kind().equals(OBJECTION))
        .map(Item::id)
        .orElseThrow(
            () -> Problem.invalid(Fault.at("/objection", "There is no objection with this id.")));
  }

  /** The objections of these uses, as far as the caller may see them. */
  private Set<UUID> visible(List<Use> uses, Caller caller) {
    Set<UUID> ids =
        uses.stream().map(Use::objectionId).filter(Objects::nonNull).collect(Collectors.toSet());
    return items
        .kind(OBJECTION)
        .map(kind -> items.visible(kind, ids, caller))
        .orElse(List.of())
        .stream()
        .map(Item::id)
        .collect(Collectors.toSet());
  }

  private UseBody body(Use use, boolean withObjection) {
    return new UseBody(
        Use.IDS.text(use.id()),
        itemId,
        use.version(),
        use.how(),
        use.dealId() == null ? null : Deals.IDS.text(use.dealId()),
        use.contact(),
        withObjection && use.objectionId() != null
            ? items.text(OBJECTION, use.objectionId())
            : null,
        Person.IDS.text(use.personId()),
        use.at(),
        use.note());
  }

  /**
   * A use to be recorded.
   *
   * @param version the number of the version; the one that the item shows where it is absent
   * @param at when it happened; now where it is absent
   * @param contact to whom, as the caller's CRM refers to them
   * @param objection against which objection
   */
  record NewUse(
      @NotNull How how,
      @Nullable @Min(1) Long version,
      @Nullable Instant at,
      @Nullable @Valid DealRef deal,
      @Nullable @Size(min = 1, max = 200) String contact,
      @Nullable String objection,
      @Nullable @Size(max = 1_000) String note) {

    /** As the timeline tells it to all who see the item: they may not see the objection. */
    NewUse toAll() {
      return new NewUse(how, version, at, deal, contact, null, note);
    }
  }

  /** A use as callers see it. */
  record UseBody(
      String id,
      String item,
      long version,
      How how,
      @Nullable String dealId,
      @Nullable String contact,
      @Nullable String objection,
      String personId,
      Instant at,
      @Nullable String note) {}
}
