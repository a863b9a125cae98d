package io.halfdoor.api;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.log.Callers;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.BodyLimit;
import io.halfdoor.api.web.ContainerProblems;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.Guesses;
import io.halfdoor.api.web.NextLink;
import io.halfdoor.api.web.ProblemMapper;
import io.halfdoor.api.web.RateLimits;
import io.halfdoor.api.web.RequestIds;
import io.halfdoor.api.web.SafeHeaders;
import io.halfdoor.api.web.UnknownParameters;
import io.halfdoor.api.web.WordParameters;
import java.security.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.glassfish.jersey.server.ServerProperties;
import org.jspecify.annotations.Nullable;

/** What every answer of this server has in common. */
final class Manners {

  private static final String UNIQUE_VIOLATION = "23505";

  /** PostgreSQL keeps no NUL: in a text, and in JSON. */
  private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

  private Manners() {}

  static void install(HalfdoorConfiguration configuration, Environment environment) {
    var jersey = environment.jersey();
    jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    jersey.register(new ProblemMapper(Manners::problem));
    jersey.register(new Guesses(configuration.guessesPerMinute()));
    jersey.register(new Callers(Manners::personId));
    jersey.register(new RateLimits(configuration.requestsPerMinute()));
    jersey.register(new UnknownParameters());
    jersey.register(new WordParameters());
    jersey.register(new BodyLimit(configuration.maxBody().toBytes()));
    jersey.register(new ETags());
    jersey.register(new NextLink());

    var servlets = environment.servlets();
    servlets.addServlet("contract", Docs.contract()).addMapping("/openapi.yaml");
    servlets.addServlet("docs", Docs.viewer()).addMapping("/docs/*");

    ContainerProblems problems = new ContainerProblems(environment.getObjectMapper());
    environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(problems));
    if (!configuration.corsOrigins().isEmpty()) {
      environment.getApplicationContext().insertHandler(frontEnds(configuration.corsOrigins()));
    }
    for (MutableServletContextHandler port :
        List.of(environment.getApplicationContext(), environment.getAdminContext())) {
      port.setErrorHandler(problems);
      port.insertHandler(new SafeHeaders());
      port.insertHandler(new RequestIds());
    }
  }

  private static String personId(Principal caller) {
    return Person.IDS.text(((Caller) caller).personId());
  }

  private static CrossOriginHandler frontEnds(List<String> origins) {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        origins.stream().map(Pattern::quote).collect(Collectors.toUnmodifiableSet()));
    handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    handler.setAllowedHeaders(
        Set.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Range",
            "X-Request-Id",
            "traceparent"));
    handler.setExposedHeaders(
        Set.of(
            "ETag",
            "Link",
            "Location",
            "Halfdoor-Position",
            "Idempotency-Replayed",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "X-Request-Id",
            "Content-Disposition"));
    handler.setAllowCredentials(false);
    handler.setPreflightMaxAge(Duration.ofHours(1));
    return handler;
  }

  /** Failures of what this stands on, as problems. */
  private static @Nullable Problem problem(Throwable thrown) {
    if (DatabaseAway.in(thrown).isPresent()) {
      return new Problem(
          ProblemType.UNAVAILABLE, "The database does not answer; try again in a moment.");
    }
    if (thrown instanceof SQLException sql && NO_TEXT.contains(String.valueOf(sql.getSQLState()))) {
      return Problem.unreadable("It holds a character that no text has, such as NUL.");
    }
    if (thrown instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
      return Problem.conflict(
          "Something else has taken this name, address or external id already.");
    }
    return null;
  }
}
