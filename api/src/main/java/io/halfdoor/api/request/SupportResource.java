package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own support of a request. It needs no If-Match and leaves the request's version as
 * it is, so that nobody's change of it fails because somebody needs it too.
 */
@Path("requests/{id}/support")
@Produces(MediaType.APPLICATION_JSON)
public final class SupportResource {

  private final Writes writes;
  private final Deals deals;

  SupportResource(Writes writes, Deals deals) {
    this.writes = writes;
    this.deals = deals;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response put(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid NewSupport body) {
    return writes.write(
        request,
        body,
        write -> {
          Revision.find(write.store(RequestStore.class), id, caller);
          UUID deal = body.deal() == null ? null : deals.noted(write, body.deal());
          Request supported = Revision.kept(write, id, caller);
          if (supported.requestedBy().equals(caller.personId())) {
            throw Problem.conflict("It is your own request; change its deal instead.");
          }
          if (!supported.state().isOpen()) {
            throw Problem.conflict(
                "It is " + Words.of(supported.state()) + "; ask for what is missing anew.");
          }
          SupportStore store = write.store(SupportStore.class);
          Support support = new Support(supported.id(), caller.personId(), deal, write.now());
          if (store.put(support)) {
            record(write, supported, "supported", SupportBody.of(support));
          }
          return Answer.ok(
              null, SupportBody.of(store.find(supported.id(), caller.personId()).orElse(support)));
        });
  }

  @DELETE
  @Allow
  public Response remove(
      @Auth Caller caller, @BeanParam WriteRequest request, @PathParam("id") String id) {
    return writes.write(
        request,
        null,
        write -> {
          Request supported = Revision.find(write.store(RequestStore.class), id, caller);
          if (write.store(SupportStore.class).remove(supported.id(), caller.personId())) {
            record(write, supported, "supportWithdrawn", null);
          }
          return Answer.noContent();
        });
  }

  private static void record(Write write, Request of, String action, @Nullable Object detail) {
    write.record(Request.KIND, of.id(), of.version(), action, of.terms(), detail);
  }

  /** The deal that needs it, where there is one. */
  record NewSupport(@Nullable @Valid DealRef deal) {}

  /** Support as callers see it. */
  record SupportBody(String personId, @Nullable String dealId, Instant at) {

    static SupportBody of(Support support) {
      return new SupportBody(
          Person.IDS.text(support.personId()),
          support.dealId() == null ? null : Deals.IDS.text(support.dealId()),
          support.at());
    }
  }
}
