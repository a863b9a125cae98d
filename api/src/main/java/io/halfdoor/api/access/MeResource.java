package io.halfdoor.api.access;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Who the caller is. */
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

  MeResource() {}

  @GET
  @Allow
  public Me get(@Auth Caller caller) {
    return new Me(
        PersonBody.id(caller.personId()),
        caller.name(),
        caller.email(),
        caller.role(),
        caller.side(),
        caller.team(),
        caller.scope());
  }

  record Me(
      String id,
      String name,
      String email,
      Role role,
      Side side,
      @Nullable String team,
      Scope scope) {}
}
