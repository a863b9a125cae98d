package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two requests for the same thing made one. */
@Path("requests/{id}/merge")
@Produces(MediaType.APPLICATION_JSON)
public final class MergeResource {

  private final Writes writes;
  private final Revision revision;

  MergeResource(Writes writes, Revision revision) {
    this.writes = writes;
    this.revision = revision;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response merge(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Merge body) {
    return writes.write(
        request,
        body,
        write -> {
          UUID fromId = Request.IDS.parse(id).orElseThrow(() -> Problem.notFound("request"));
          UUID intoId = Request.IDS.parse(body.into()).orElseThrow(MergeResource::unknown);
          if (intoId.equals(fromId)) {
            throw Problem.invalid(Fault.at("/into", "A request is not merged into itself."));
          }
          write.store(MergeStore.class).lock(List.of(fromId, intoId));
          Request from = Revision.find(write.store(RequestStore.class), id, caller);
          Request into = into(write, intoId, caller);
          revision.requireMatch(write, from, request.ifMatch(), caller);
          requireAlike(from, into);
          return revision.told(write, merged(write, from, into), caller);
        });
  }

  private static Request into(Write write, UUID id, Caller caller) {
    Request into =
        write
            .store(RequestStore.class)
            .find(id)
            .filter(found -> found.isSeenBy(caller))
            .orElseThrow(MergeResource::unknown);
    return Revision.seen(Optional.of(into), caller);
  }

  /** Refuses what is done with, and a secret that others would learn or lose. */
  private static void requireAlike(Request from, Request into) {
    for (Request each : List.of(from, into)) {
      if (!each.state().isOpen()) {
        throw Problem.conflict(
            Request.IDS.text(each.id())
                + " is "
                + Words.of(each.state())
                + "; only open requests are merged.");
      }
    }
    if (from.description().confidential() != into.description().confidential()) {
      throw Problem.conflict(
          "One of the two is confidential: those who see the one would not see the other.");
    }
  }

  /** Carries everything over, and has one take the place of the other. */
  private Request merged(Write write, Request from, Request into) {
    Request gone = from.mergedInto(into.id(), write.now(), write.personId());
    revision.replaced(write, from, gone, "merged", detail("into", into), null);
    List<UUID> deals = carrySupport(write, from, into);
    MergeStore store = write.store(MergeStore.class);
    store.moveWatchers(from.id(), into.id());
    write.store(CommentStore.class).move(from.id(), into.id());
    write.store(AttachmentStore.class).move(from.id(), into.id());
    store.shorten(from.id(), into.id());
    Description said = into.description().joined(from.description(), deals);
    Request next = into.described(said, into.assigneeId(), write.now(), write.personId());
    revision.replaced(write, into, next, "mergedFrom", detail("from", from), null);
    return next;
  }

  /**
   * Has all who need the one need the other. Who asked for it supports the other with their first
   * deal, as long as they have needed it; where both are theirs, that has their deals itself.
   *
   * @return the deals that no supporter has, for the other to have
   */
  private static List<UUID> carrySupport(Write write, Request from, Request into) {
    MergeStore store = write.store(MergeStore.class);
    UUID asking = into.requestedBy();
    List<UUID> deals = new ArrayList<>(from.description().dealIds());
    if (!from.requestedBy().equals(asking)) {
      UUID first = deals.isEmpty() ? null : deals.removeFirst();
      store.support(new Support(into.id(), from.requestedBy(), first, from.createdAt()));
      store.deal(from.id(), asking).ifPresent(deals::add);
    }
    store.moveSupport(from.id(), into.id(), asking);
    return deals;
  }

  /** What the timeline of one says of the other: nothing that gives a confidential one away. */
  private static @Nullable Map<String, String> detail(String as, Request other) {
    return other.description().confidential() ? null : Map.of(as, Request.IDS.text(other.id()));
  }

  private static Problem unknown() {
    return Problem.invalid(Fault.at("/into", "There is no request with this id."));
  }

  /** Which request takes the place of one. */
  record Merge(@NotNull String into) {}
}
