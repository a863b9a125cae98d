package io.halfdoor.api.web;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives each request an id: the caller's {@code X-Request-Id}, else the trace id of its {@code
 * traceparent}, else one of ours. It stands in the answer, in problems and in every line logged.
 */
public final class RequestIds extends Handler.Wrapper {

  static final String HEADER = "X-Request-Id";

  private static final String MDC_KEY = "requestId";
  private static final String ATTRIBUTE = RequestIds.class.getName();
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String id = of(request);
    response.getHeaders().put(HEADER, id);
    MDC.put(MDC_KEY, id);
    try {
      return super.handle(request, response, callback);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }

  /** The id of the request that this thread is answering. */
  public static String current() {
    String id = MDC.get(MDC_KEY);
    return id == null ? UUID.randomUUID().toString() : id;
  }

  /** The id of this request, whoever asks first. */
  static String of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String id) {
      return id;
    }
    String id = of(request.getHeaders().get(HEADER), request.getHeaders().get("traceparent"));
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  private static String of(@Nullable String requested, @Nullable String traceparent) {
    if (requested != null && ACCEPTED.matcher(requested).matches()) {
      return requested;
    }
    if (traceparent != null) {
      Matcher trace = TRACEPARENT.matcher(traceparent);
      if (trace.matches()) {
        return trace.group(1);
      }
    }
    return UUID.randomUUID().toString();
  }
}
