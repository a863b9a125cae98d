package io.halfdoor.api.objection;

import io.halfdoor.api.web.Successor;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads on from an objection to the one that took its place, whatever is read of it or below it.
 * What is written is refused; the resources of this package do so themselves, since a write that is
 * sent again is to be answered as before.
 */
@Priority(Priorities.USER)
public final class Redirects implements ContainerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String OBJECTIONS = "objections";

  private final MergeStore objections;

  @Context private @Nullable ResourceInfo operation;

  Redirects(MergeStore objections) {
    this.objections = objections;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    List<PathSegment> segments = request.getUriInfo().getPathSegments();
    if (segments.size() < 2 || !segments.getFirst().getPath().equals(OBJECTIONS)) {
      return;
    }
    Objection.IDS
        .parse(segments.get(1).getPath())
        .flatMap(objections::mergedInto)
        .ifPresent(into -> lead(request, into));
  }

  private void lead(ContainerRequestContext request, UUID into) {
    if (READING.contains(request.getMethod())) {
      request.abortWith(Successor.answer(request.getUriInfo(), Objection.IDS.text(into)));
    } else if (operation != null
        && operation.getResourceClass().getPackage() != Redirects.class.getPackage()) {
      throw ObjectionResource.merged(into);
    }
  }
}
