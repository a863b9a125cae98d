package io.halfdoor.api.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Puts the next page of a list into a {@code Link} header too (RFC 8288). */
public final class NextLink implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Page<?> page && page.next() != null) {
      String address =
          request
              .getUriInfo()
              .getRequestUriBuilder()
              .replaceQueryParam("cursor", page.next())
              .build()
              .getRawPath();
      String query =
          request
              .getUriInfo()
              .getRequestUriBuilder()
              .replaceQueryParam("cursor", page.next())
              .build()
              .getRawQuery();
      response
          .getHeaders()
          .putSingle(HttpHeaders.LINK, "<" + address + "?" + query + ">; rel=\"next\"");
    }
  }
}
