package io.halfdoor.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Requests: filed, read and described anew. */
@Path("requests")
@Produces(MediaType.APPLICATION_JSON)
public final class RequestResource {

  private final RequestStore requests;
  private final Writes writes;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Deals deals;
  private final Items items;
  private final Admission admission;
  private final Filing filing;
  private final Showing showing;
  private final Revision revision;

  RequestResource(
      Jdbi jdbi,
      Writes writes,
      MergePatch patches,
      JsonBodies bodies,
      Deals deals,
      Items items,
      Admission admission,
      Filing filing,
      Showing showing,
      Revision revision) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.writes = writes;
    this.patches = patches;
    this.bodies = bodies;
    this.deals = deals;
    this.items = items;
    this.admission = admission;
    this.filing = filing;
    this.showing = showing;
    this.revision = revision;
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@Auth Caller caller, @PathParam("id") String id) {
    Shown shown = showing.of(Revision.read(requests, id, caller), caller);
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
          Request present = Revision.find(write.store(RequestStore.class), id, caller);
          if (!present.isOf(caller) && !caller.curates()) {
            throw Problem.forbidden(
                "Only who asked, who filed it, marketers and admins change it.");
          }
          revision.requireMatch(write, present, request.ifMatch(), caller);
          Wording wording = patches.apply(Wording.of(present, items), patch, Wording.class);
          UUID assignee = assignee(write, present, wording, caller);
          Description said = admission.admit(wording, present.description(), caller);
          if (patch.has("deal")) {
            DealRef deal = wording.deal();
            said = said.inDeals(deal == null ? List.of() : List.of(deals.noted(write, deal)));
          }
          Request next = present.described(said, assignee, write.now(), write.personId());
          Changed changed = Changed.of(present, next, wording.reason(), patches, items);
          if (changed.isNothing()) {
            return revision.told(write, present, caller);
          }
          revision.replaced(write, present, next, "changed", changed, changed.reason());
          return revision.told(write, next, caller);
        });
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

  private RequestBody body(Shown shown) {
    return RequestBody.of(shown, items);
  }
}
