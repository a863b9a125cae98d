package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Who needs what was asked for, and for which deals. */
@Path("requests/{id}/supporters")
@Produces(MediaType.APPLICATION_JSON)
public final class SupporterResource {

  private final RequestStore requests;
  private final SupportStore supporters;

  SupporterResource(Jdbi jdbi) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.supporters = jdbi.onDemand(SupportStore.class);
  }

  @GET
  @Allow
  public Page<SupportResource.SupportBody> list(
      @Auth Caller caller, @PathParam("id") String id, @BeanParam Paging paging) {
    Request of = Revision.read(requests, id, caller);
    List<String> after = paging.after(2);
    Instant since = after == null ? null : since(after.getFirst());
    UUID person =
        after == null ? null : Person.IDS.parse(after.get(1)).orElseThrow(Paging::wrongCursor);
    List<Support> rows = supporters.after(of.id(), since, person, paging.rows());
    return Page.of(
            rows,
            paging,
            support -> List.of(support.at().toString(), Person.IDS.text(support.personId())))
        .map(SupportResource.SupportBody::of);
  }

  private static Instant since(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Paging.wrongCursor();
    }
  }
}
