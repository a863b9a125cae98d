package io.halfdoor.api.health;

import io.prometheus.metrics.core.metrics.Histogram;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Measures requests by the operation they matched, with its path as the contract has it: never by
 * the path that was asked for, of which there are as many as callers make up.
 */
final class RequestTimes implements ApplicationEventListener {

  private final Histogram seconds;

  RequestTimes(Histogram seconds) {
    this.seconds = seconds;
  }

  @Override
  public void onEvent(ApplicationEvent event) {}

  @Override
  public RequestEventListener onRequest(RequestEvent start) {
    long began = System.nanoTime();
    return event -> {
      if (event.getType() == RequestEvent.Type.FINISHED) {
        seconds
            .labelValues(method(event), path(event), status(event))
            .observe((System.nanoTime() - began) / 1e9);
      }
    };
  }

  private static String method(RequestEvent event) {
    return event.getUriInfo().getMatchedResourceMethod() == null
        ? "none"
        : event.getContainerRequest().getMethod();
  }

  private static String path(RequestEvent event) {
    return event.getUriInfo().getMatchedResourceMethod() == null
        ? "none"
        : event.getUriInfo().getMatchedTemplates().reversed().stream()
            .map(UriTemplate::getTemplate)
            .collect(Collectors.joining());
  }

  private static String status(RequestEvent event) {
    @Nullable ContainerResponse response = event.getContainerResponse();
    return response == null ? "none" : Integer.toString(response.getStatus());
  }
}
