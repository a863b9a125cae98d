package io.halfdoor.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How often one person may call in a minute, on this node. Told in the {@code RateLimit} headers
 * (draft-ietf-httpapi-ratelimit-headers), and with {@code Retry-After} when it is too often.
 */
@Priority(Priorities.AUTHENTICATION + 1)
public final class RateLimits implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String PROBE = RateLimits.class.getName();

  private final long perMinute;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().expireAfterAccess(WINDOW.multipliedBy(2)).maximumSize(100_000).build();

  public RateLimits(long perMinute) {
    this.perMinute = perMinute;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (caller == null) {
      return;
    }
    Bucket bucket = buckets.get(caller.getName(), name -> full());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    request.setProperty(PROBE, probe);
    if (!probe.isConsumed()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
      throw new Problem(
              ProblemType.TOO_MANY_REQUESTS,
              "At most " + perMinute + " requests a minute; try again in " + seconds + " s.")
          .with("retryAfter", seconds);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(PROBE) instanceof ConsumptionProbe probe) {
      long reset = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset()) + 1;
      response
          .getHeaders()
          .putSingle("RateLimit-Policy", "\"person\";q=" + perMinute + ";w=" + WINDOW.toSeconds());
      response
          .getHeaders()
          .putSingle("RateLimit", "\"person\";r=" + probe.getRemainingTokens() + ";t=" + reset);
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
        .build();
  }
}
