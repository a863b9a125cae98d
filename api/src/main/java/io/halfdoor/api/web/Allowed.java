package io.halfdoor.api.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.TreeSet;

/**
 * Names the methods of a path in {@code Allow}: in answer to OPTIONS, which says nothing besides,
 * and to a method that there is not. What can be read can be asked about by HEAD.
 */
public final class Allowed implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    if (allow == null) {
      return;
    }
    TreeSet<String> methods = new TreeSet<>();
    for (String method : allow.split(",", -1)) {
      methods.add(method.strip());
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", methods));
    if (request.getMethod().equals("OPTIONS")) {
      response.setStatusInfo(Response.Status.NO_CONTENT);
      response.setEntity(null);
    }
  }
}
