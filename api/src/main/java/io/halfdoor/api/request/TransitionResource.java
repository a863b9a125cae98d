package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
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
import org.jspecify.annotations.Nullable;

/** A request moved from state to state. */
@Path("requests/{id}/transitions")
@Produces(MediaType.APPLICATION_JSON)
public final class TransitionResource {

  private final Writes writes;
  private final Delivery delivery;
  private final Revision revision;

  TransitionResource(Writes writes, Delivery delivery, Revision revision) {
    this.writes = writes;
    this.delivery = delivery;
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
          deliver(write, present, body, caller);
          Request next = present.moved(way, write.now(), write.personId());
          revision.replaced(
              write, present, next, "moved", Moved.of(way, body.reason()), body.reason());
          return revision.told(write, next, caller);
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
