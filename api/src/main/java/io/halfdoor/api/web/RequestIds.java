package io.halfdoor.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives each request an id: the caller's {@code X-Request-Id}, else the trace id of its {@code
 * traceparent}, else one of ours. It stands in the answer, in problems and in every line logged.
 */
public final class RequestIds extends HttpFilter {

  static final String HEADER = "X-Request-Id";

  private static final String MDC_KEY = "requestId";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = of(request.getHeader(HEADER), request.getHeader("traceparent"));
    response.setHeader(HEADER, id);
    MDC.put(MDC_KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }

  /** The id of the request that this thread is answering. */
  public static String current() {
    String id = MDC.get(MDC_KEY);
    return id == null ? fresh() : id;
  }

  static String fresh() {
    return UUID.randomUUID().toString();
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
    return fresh();
  }
}
