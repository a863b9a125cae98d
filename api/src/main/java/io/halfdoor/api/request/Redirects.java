package io.halfdoor.api.request;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.web.Successor;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leads on from a request to the one that it was merged into, whatever is read of it or below it,
 * for those who see both. What is written is refused by the resources.
 */
@Priority(Priorities.USER)
public final class Redirects implements ContainerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String REQUESTS = "requests";

  private final RequestStore requests;

  Redirects(RequestStore requests) {
    this.requests = requests;
  }

  @Override
  public void filter(ContainerRequestContext asked) {
    List<PathSegment> segments = asked.getUriInfo().getPathSegments();
    if (segments.size() < 2
        || !segments.getFirst().getPath().equals(REQUESTS)
        || !READING.contains(asked.getMethod())
        || !(asked.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
      return;
    }
    Request.IDS
        .parse(segments.get(1).getPath())
        .flatMap(id -> requests.find(id))
        .flatMap(request -> successor(request, caller))
        .ifPresent(
            into ->
                asked.abortWith(Successor.answer(asked.getUriInfo(), Request.IDS.text(into.id()))));
  }

  private Optional<Request> successor(Request request, Caller caller) {
    return Optional.ofNullable(request.mergedInto())
        .filter(into -> request.isSeenBy(caller))
        .flatMap(requests::find)
        .filter(into -> into.isSeenBy(caller));
  }
}
