package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A request moved from state to state. */
@Path("requests/{id}/transitions")
@Produces(MediaType.APPLICATION_JSON)
public final class TransitionResource {

  private static final int LOOKED_THROUGH = 100;

  private final RequestStore requests;
  private final Writes writes;
  private final Items items;
  private final Delivery delivery;
  private final SearchAgain again;
  private final Revision revision;

  TransitionResource(
      Jdbi jdbi,
      Writes writes,
      Items items,
      Delivery delivery,
      SearchAgain again,
      Revision revision) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.writes = writes;
    this.items = items;
    this.delivery = delivery;
    this.again = again;
    this.revision = revision;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response move(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Move body) {
    Ranks ranks = body.delivers() ? ranks(id, caller) : Ranks.NONE;
    return writes.write(
        request,
        body,
        write -> {
          Request present = Revision.held(write, id, caller);
          revision.requireMatch(write, present, request.ifMatch(), caller);
          Transition way = Transition.of(present, body.to(), caller);
          if (way.needsReason() && body.reason() == null) {
            throw Problem.invalid(Fault.at("/reason", "Say why, for all who need it."));
          }
          boolean isFound = deliver(write, present, body, ranks, caller);
          Request next = present.moved(way, write.now(), write.personId());
          revision.replaced(
              write, present, next, "moved", Moved.of(way, body.reason(), isFound), body.reason());
          return revision.told(write, next, caller);
        });
  }

  /** What the search finds that the request came from, for those who may deliver. */
  private Ranks ranks(String id, Caller caller) {
    return caller.curates()
        ? Request.IDS
            .parse(id)
            .flatMap(requests::find)
            .filter(request -> request.isSeenBy(caller))
            .map(request -> again.of(request, delivery.reader(request, caller), LOOKED_THROUGH))
            .orElse(Ranks.NONE)
        : Ranks.NONE;
  }

  /** False where who asked would not find what is delivered. */
  private boolean deliver(Write write, Request present, Move move, Ranks ranks, Caller caller) {
    List<Delivery.Delivered> named = Objects.requireNonNullElse(move.deliverables(), List.of());
    boolean delivers = move.delivers();
    if (move.acknowledgeNotFound() != null && !delivers) {
      throw Problem.invalid(Fault.at("/acknowledgeNotFound", "Only a delivery is searched for."));
    }
    if (delivers == named.isEmpty()) {
      throw Problem.invalid(
          Fault.at(
              "/deliverables",
              delivers ? "Name at least one deliverable." : "Only a delivery has deliverables."));
    }
    if (!delivers) {
      return true;
    }
    ranks.requireOf(present);
    List<Deliverable> deliverables = delivery.of(present, named, ranks, caller);
    if (!Boolean.TRUE.equals(move.acknowledgeNotFound())) {
      Ranks.requireFound(present, deliverables, items);
    }
    DeliverableStore store = write.store(DeliverableStore.class);
    deliverables.forEach(deliverable -> store.insert(deliverable, write.now()));
    return present.description().fromSearch() == null
        || deliverables.stream().allMatch(Ranks::isFound);
  }

  /**
   * Where a request is to go.
   *
   * @param deliverables of a delivery, and of nothing else
   * @param acknowledgeNotFound whether it is delivered though who asked will not find it
   */
  record Move(
      @NotNull Request.State to,
      @Nullable
          @Size(min = 1, max = 2_000)
          @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
          String reason,
      @Nullable @Size(max = 20) List<Delivery.@NotNull @Valid Delivered> deliverables,
      @Nullable Boolean acknowledgeNotFound) {

    private boolean delivers() {
      return to == Request.State.DELIVERED;
    }
  }

  /**
   * The same as its timeline tells it to all who see the request: not all see what it gets.
   *
   * @param notFound true where the search that it came from does not find what it gets
   */
  record Moved(
      Request.State from,
      Request.State to,
      @Nullable String reason,
      Request.@Nullable Verdict verdict,
      @Nullable Boolean notFound) {

    static Moved of(Transition way, @Nullable String reason, boolean isFound) {
      return new Moved(way.from(), way.to(), reason, way.verdict(), isFound ? null : true);
    }
  }
}
