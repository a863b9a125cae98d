package io.halfdoor.api.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what is left of the body of a request that was refused before it was read. Otherwise the
 * connection is closed after the answer, and who keeps it for the next request loses that one.
 */
public final class Leftovers implements ContainerResponseFilter {

  private static final int MOST = 1 << 20;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean waitsToSend = request.getHeaders().containsKey("Expect");
    if (response.getStatus() >= 400 && !waitsToSend && !isRead(request)) {
      response.getHeaders().putSingle("Connection", "close");
    }
  }

  private static boolean isRead(ContainerRequestContext request) {
    byte[] buffer = new byte[8192];
    try {
      InputStream body = request.getEntityStream();
      for (int total = 0; total < MOST; ) {
        int read = body.read(buffer);
        if (read < 0) {
          return true;
        }
        total += read;
      }
      return false;
    } catch (IOException | IllegalStateException e) {
      return true; // it was read and closed, or the caller is gone
    }
  }
}
