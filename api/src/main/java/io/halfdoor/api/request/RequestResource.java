package io.halfdoor.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Requests: filed, found, read, described anew and moved from state to state. */
@Path("requests")
@Produces(MediaType.APPLICATION_JSON)
public final class RequestResource {

  private final Jdbi jdbi;
  private final RequestStore requests;
  private final Writes writes;
  private final Changes changes;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Deals deals;
  private final Items items;
  private final Admission admission;
  private final Filing filing;
  private final Delivery delivery;
  private final Showing showing;

  RequestResource(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      MergePatch patches,
      JsonBodies bodies,
      Deals deals,
      Items items,
      Admission admission,
      Filing filing,
      Delivery delivery,
      Showing showing) {
    this.jdbi = jdbi;
    this.requests = jdbi.onDemand(RequestStore.class);
    this.writes = writes;
    this.changes = changes;
    this.patches = patches;
    this.bodies = bodies;
    this.deals = deals;
    this.items = items;
    this.admission = admission;
    this.filing = filing;
    this.delivery = delivery;
    this.showing = showing;
  }

  @GET
  @Allow
  public Response list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("state") Request.@Nullable State state,
      @QueryParam("kind") Request.@Nullable Kind kind,
      @QueryParam("label") List<String> label,
      @QueryParam("objection") @Nullable String objection,
      @QueryParam("requestedBy") @Nullable String requestedBy,
      @QueryParam("assignee") @Nullable String assignee,
      @QueryParam("externalId") @Nullable String externalId,
      @QueryParam("updatedSince") @Nullable String updatedSince) {
    List<String> after = paging.after(1);
    Position head = changes.head();
    RequestList query =
        new RequestList(caller)
            .inState(state)
            .ofKind(kind)
            .labelled(Labels.asked(label))
            .about(objection(objection))
            .requestedBy(requestedBy)
            .assignedTo(assignee)
            .withExternalId(externalId)
            .changedSince(changes.since(updatedSince))
            .after(
                after == null
                    ? null
                    : Request.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor));
    List<Request> rows = jdbi.withHandle(handle -> query.read(handle, paging.rows()));
    Page<Request> page = Page.of(rows, paging, request -> List.of(Request.IDS.text(request.id())));
    Page<RequestBody> told =
        new Page<>(showing.of(page.items(), caller).stream().map(this::body).toList(), page.next());
    return Response.ok(told).header(Writes.POSITION, head.toString()).build();
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@Auth Caller caller, @PathParam("id") String id) {
    Shown shown = showing.of(find(requests, id, caller), caller);
    return Response.ok(body(shown)).tag(shown.tag()).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewRequest body) {
    Wording wording = bodies.valid(body.toWording());
    return filing.file(caller, request, body, admission.admit(wording, body.fromSearch(), caller));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Allow
  public Response change(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull JsonNode patch) {
    return writes.write(
        request,
        patch,
        write -> {
          Request present = find(write.store(RequestStore.class), id, caller);
          if (!present.isOf(caller) && !caller.curates()) {
            throw Problem.forbidden(
                "Only who asked, who filed it, marketers and admins change it.");
          }
          requireMatch(showing.of(write, present, caller), request.ifMatch());
          Wording wording = patches.apply(Wording.of(present, items), patch, Wording.class);
          UUID assignee = assignee(write, present, wording, caller);
          Description said = admission.admit(wording, present.description(), caller);
          if (patch.has("deal")) {
            DealRef deal = wording.deal();
            said = said.inDeals(deal == null ? List.of() : List.of(deals.noted(write, deal)));
          }
          Request next = present.described(said, assignee, write.now(), write.personId());
          replaced(write, present, next, "changed", patch);
          return told(showing.of(write, next, caller));
        });
  }

  @POST
  @Path("{id}/transitions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response move(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Move body) {
    return writes.write(
        request,
        body,
        write -> {
          Request present = forChange(write, id, caller);
          requireMatch(showing.of(write, present, caller), request.ifMatch());
          Transition way = Transition.of(present, body.to(), caller);
          if (way.needsReason() && body.reason() == null) {
            throw Problem.invalid(Fault.at("/reason", "Say why, for all who need it."));
          }
          deliver(write, present, body, caller);
          Request next = present.moved(way, write.now(), write.personId());
          replaced(write, present, next, "moved", Moved.of(way, body.reason()));
          return told(showing.of(write, next, caller));
        });
  }

  private void deliver(Write write, Request present, Move move, Caller caller) {
    List<Delivery.Delivered> named = Objects.requireNonNullElse(move.deliverables(), List.of());
    boolean delivers = move.to() == Request.State.DELIVERED;
    if (delivers == named.isEmpty()) {
      throw Problem.invalid(
          Fault.at(
              "/deliverables",
              delivers ? "Name at least one deliverable." : "Only a delivery has deliverables."));
    }
    DeliverableStore store = write.store(DeliverableStore.class);
    delivery
        .of(present, named, caller)
        .forEach(deliverable -> store.insert(deliverable, write.now()));
  }

  /**
   * A request that nobody else changes until the transaction ends, so that of two who move it at
   * once the second is told what the first made of it.
   */
  private static Request forChange(Write write, String id, Caller caller) {
    RequestStore store = write.store(RequestStore.class);
    return seen(Request.IDS.parse(id).flatMap(store::lock).flatMap(store::find), caller);
  }

  /** The assignee that is wanted; only those who curate say that it is another. */
  private static @Nullable UUID assignee(
      Write write, Request present, Wording wanted, Caller caller) {
    String id = wanted.assigneeId();
    UUID assignee = id == null ? null : Person.IDS.parse(id).orElseThrow(RequestResource::unfit);
    if (Objects.equals(assignee, present.assigneeId())) {
      return assignee;
    }
    if (!caller.curates()) {
      throw Problem.forbidden("Only marketers and admins say who works on it.");
    }
    if (assignee != null && !write.store(RequestStore.class).isCurator(assignee)) {
      throw unfit();
    }
    return assignee;
  }

  private static Problem unfit() {
    return Problem.invalid(Fault.at("/assigneeId", "There is no marketer or admin with this id."));
  }

  static Request find(RequestStore store, String id, Caller caller) {
    return seen(Request.IDS.parse(id).flatMap(store::find), caller);
  }

  /**
   * A request that there is, if the caller may see it.
   *
   * @throws Problem not found, when not
   */
  static Request seen(Optional<Request> request, Caller caller) {
    return request
        .filter(found -> found.isSeenBy(caller))
        .orElseThrow(() -> Problem.notFound("request"));
  }

  private void requireMatch(Shown present, @Nullable String ifMatch) {
    ETags.requireMatch(
        ifMatch,
        ETags.of(Request.IDS.text(present.request().id()), present.request().version()),
        () -> body(present),
        Person.IDS.text(present.request().updatedBy()));
  }

  /** Writes the next version of a request, and tells of it those who saw it or see it now. */
  private static void replaced(
      Write write, Request present, Request next, String action, @Nullable Object detail) {
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
    Set<String> audience = present.terms();
    audience.addAll(next.terms());
    write.record(Request.KIND, next.id(), next.version(), action, audience, next.terms(), detail);
  }

  private Answer told(Shown shown) {
    return Answer.ok(shown.tag(), body(shown));
  }

  private RequestBody body(Shown shown) {
    return RequestBody.of(shown, items);
  }

  private @Nullable UUID objection(@Nullable String id) {
    if (id == null) {
      return null;
    }
    String detail = "Must be the id of an objection.";
    return items
        .kind(Admission.OBJECTION)
        .flatMap(kind -> kind.ids().parse(id))
        .orElseThrow(() -> Problem.unreadable(detail, Fault.in("objection", detail)));
  }

  /**
   * Where a request is to go.
   *
   * @param deliverables of a delivery, and of nothing else
   */
  record Move(
      @NotNull Request.State to,
      @Nullable
          @Size(min = 1, max = 2_000)
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          String reason,
      @Nullable @Size(max = 20) List<Delivery.@NotNull @Valid Delivered> deliverables) {}

  /** The same as its timeline tells it to all who see the request: not all see what it gets. */
  record Moved(
      Request.State from,
      Request.State to,
      @Nullable String reason,
      Request.@Nullable Verdict verdict) {

    static Moved of(Transition way, @Nullable String reason) {
      return new Moved(way.from(), way.to(), reason, way.verdict());
    }
  }
}
