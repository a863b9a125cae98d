package io.halfdoor.api.access;

import io.halfdoor.api.data.Words;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operation begin only for a caller with a token, a role that {@link Allow} names, and a
 * scope that reaches far enough.
 */
@Priority(Priorities.AUTHENTICATION)
public final class BearerAuth implements ContainerRequestFilter {

  private static final String SCHEME = "bearer ";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Tokens tokens;

  @Context private @Nullable ResourceInfo operation;

  BearerAuth(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals("OPTIONS")) {
      return;
    }
    Caller caller = caller(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    Allow allow =
        operation == null ? null : operation.getResourceMethod().getAnnotation(Allow.class);
    if (allow == null || !List.of(allow.value()).contains(caller.role())) {
      throw Problem.forbidden(
          "The role " + Words.of(caller.role()) + " does not include this operation.");
    }
    boolean reads = READING.contains(request.getMethod()) || allow.reads();
    if (!reads && caller.scope() == Scope.READ) {
      throw Problem.forbidden("This token may read only; the change needs one of scope write.");
    }
    request.setSecurityContext(new Known(caller));
  }

  private Caller caller(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw unauthenticated("Send a token: Authorization: Bearer hd_...");
    }
    return tokens
        .caller(header.substring(SCHEME.length()).strip())
        .orElseThrow(() -> unauthenticated("The token is unknown, expired or revoked."));
  }

  private static Problem unauthenticated(String detail) {
    return new Problem(ProblemType.UNAUTHENTICATED, detail);
  }

  private record Known(Caller caller) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
      return Words.of(caller.role()).equals(role);
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
