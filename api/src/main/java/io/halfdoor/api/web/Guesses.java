package io.halfdoor.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often an address may send a token that turns out to be wrong. A token that was right lately
 * passes whatever others at that address do, so nobody behind the same proxy is locked out.
 */
@Priority(Priorities.AUTHENTICATION - 1)
public final class Guesses implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String TRIED = Guesses.class.getName();

  private final long perMinute;
  private final Cache<String, Bucket> addresses =
      Caffeine.newBuilder().expireAfterAccess(WINDOW.multipliedBy(2)).maximumSize(100_000).build();
  private final Cache<String, Boolean> right =
      Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).maximumSize(10_000).build();

  @Context private @Nullable HttpServletRequest connection;

  public Guesses(long perMinute) {
    this.perMinute = perMinute;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (sent == null || connection == null) {
      return;
    }
    Try tried =
        new Try(Digests.sha256(sent), addresses.get(connection.getRemoteAddr(), address -> full()));
    if (right.getIfPresent(tried.token()) != null) {
      return;
    }
    ConsumptionProbe probe = tried.bucket().tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
      throw new Problem(
              ProblemType.TOO_MANY_REQUESTS,
              "Too many wrong tokens came from this address; try again in " + seconds + " s.")
          .with("retryAfter", seconds);
    }
    request.setProperty(TRIED, tried);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean isRight = request.getSecurityContext().getUserPrincipal() != null;
    if (isRight && request.getProperty(TRIED) instanceof Try tried) {
      right.put(tried.token(), true);
      tried.bucket().addTokens(1);
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
        .build();
  }

  private record Try(String token, Bucket bucket) {}
}
