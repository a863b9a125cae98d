package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether the caller hears what becomes of a request that they neither need nor work on. */
@Path("requests/{id}/watch")
@Produces(MediaType.APPLICATION_JSON)
public final class WatchResource {

  private final Writes writes;

  WatchResource(Writes writes) {
    this.writes = writes;
  }

  @PUT
  @Allow
  public Response put(
      @Auth Caller caller, @BeanParam WriteRequest request, @PathParam("id") String id) {
    return writes.write(
        request,
        null,
        write -> {
          Request watched = Revision.kept(write, id, caller);
          write.store(InvolvedStore.class).watch(watched.id(), caller.personId(), write.now());
          return Answer.noContent();
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
          Request watched = Revision.find(write.store(RequestStore.class), id, caller);
          write.store(InvolvedStore.class).unwatch(watched.id(), caller.personId());
          return Answer.noContent();
        });
  }
}
