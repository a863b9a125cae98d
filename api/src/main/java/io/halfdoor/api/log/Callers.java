package io.halfdoor.api.log;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Notes on each request who sent it, for its line in the log. */
@Priority(Priorities.AUTHENTICATION + 1)
public final class Callers implements ContainerRequestFilter {

  private final Function<Principal, String> id;

  @Context private @Nullable HttpServletRequest connection;

  public Callers(Function<Principal, String> id) {
    this.id = id;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (caller != null && connection != null) {
      connection.setAttribute(Noted.PERSON, id.apply(caller));
    }
  }
}
