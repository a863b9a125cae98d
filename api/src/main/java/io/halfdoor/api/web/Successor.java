package io.halfdoor.api.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Where to read instead of what another took the place of. */
public final class Successor {

  private Successor() {}

  /**
   * Leads from the address of an item, or from below it, to the same address with another id.
   *
   * @param asked {@code COLLECTION/ID} and whatever follows
   */
  public static Response answer(UriInfo asked, String otherId) {
    String collection = asked.getPathSegments().getFirst().getPath();
    URI address = asked.getRequestUri();
    String path = address.getRawPath();
    int start = path.indexOf("/" + collection + "/") + collection.length() + 2;
    int end = path.indexOf('/', start);
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return Response.status(Response.Status.PERMANENT_REDIRECT)
        .location(
            URI.create(
                path.substring(0, start) + otherId + (end < 0 ? "" : path.substring(end)) + query))
        .build();
  }
}
