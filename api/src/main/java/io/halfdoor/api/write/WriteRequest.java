package io.halfdoor.api.write;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks for a change, and what makes the same request the same: a bean parameter. */
public final class WriteRequest {

  private static final int MAX_KEY = 255;

  private final @Nullable String key;
  private final @Nullable String ifMatch;
  private final Request request;
  private final UriInfo uri;
  private final UUID personId;

  public WriteRequest(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Context HttpHeaders headers,
      @Context Request request,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    this.key = key;
    this.ifMatch = headers.getHeaderString(HttpHeaders.IF_MATCH); // all of them, if several
    this.request = request;
    this.uri = uri;
    this.personId = UUID.fromString(security.getUserPrincipal().getName());
  }

  UUID personId() {
    return personId;
  }

  /** The version that the change is based on, as the header says it; null where it is missing. */
  public @Nullable String ifMatch() {
    return ifMatch;
  }

  /** Set on a POST whose caller wants it to happen once, however often it is sent. */
  @Nullable String key() {
    if (key != null && (key.isEmpty() || key.length() > MAX_KEY)) {
      throw Problem.unreadable(
          "An Idempotency-Key has 1 to " + MAX_KEY + " characters.",
          Fault.in("Idempotency-Key", "Must have 1 to " + MAX_KEY + " characters."));
    }
    return request.getMethod().equals("POST") ? key : null;
  }

  /** The address that is written to, as the caller named it. */
  String target() {
    return request.getMethod()
        + " "
        + uri.getRequestUri().getRawPath()
        + "?"
        + uri.getRequestUri().getRawQuery();
  }
}
