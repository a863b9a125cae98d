package io.halfdoor.api;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.log.Callers;
import io.halfdoor.api.log.QuietRequestLog;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Allowed;
import io.halfdoor.api.web.BodyLimit;
import io.halfdoor.api.web.ContainerProblems;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.Guesses;
import io.halfdoor.api.web.Leftovers;
import io.halfdoor.api.web.NextLink;
import io.halfdoor.api.web.ProblemMapper;
import io.halfdoor.api.web.RateLimits;
import io.halfdoor.api.web.RequestIds;
import io.halfdoor.api.web.SafeHeaders;
import io.halfdoor.api.web.UnknownParameters;
import io.halfdoor.api.web.ViolationMapper;
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
  private static final String DISK_FULL = "53100";

  /** A byte sequence that is no text, and an escape in JSON that is none. */
  private static final Set<String> NOT_TEXT = Set.of("22021", "22P05");

  private Manners() {}

  static void install(HalfdoorConfiguration configuration, Environment environment) {
    var jersey = environment.jersey();
    jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    ProblemMapper mapper = new ProblemMapper(Manners::problem);
    jersey.register(mapper);
    jersey.register(new ViolationMapper(mapper));
    jersey.register(new Allowed());
    jersey.register(new Leftovers());
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

    environment.lifecycle().addEventListener(new QuietRequestLog());
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
            "Halfdoor-Reordered",
            "Idempotency-Replayed",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "X-Request-Id",
            "Content-Disposition",
            "Content-Range",
            "Accept-Ranges"));
    handler.setAllowCredentials(false);
    handler.setPreflightMaxAge(Duration.ofHours(1));
    return handler;
  }

  /** Failures of what this stands on, as problems. */
  private static @Nullable Problem problem(Throwable thrown) {
    String state = sqlState(thrown);
    if (state.equals(DISK_FULL)) {
      return new Problem(ProblemType.STORAGE_FULL, "The disk is full; nothing was written.");
    }
    if (state.equals(UNIQUE_VIOLATION)) {
      return Problem.conflict(
          "Something else has taken this name, address or external id already.");
    }
    if (NOT_TEXT.contains(state)) {
      return Problem.unreadable("A text holds a character that is none, such as NUL.");
    }
    if (DatabaseAway.in(thrown).isPresent()) {
      return new Problem(
          ProblemType.UNAVAILABLE, "The database does not answer; try again in a moment.");
    }
    return null;
  }

  /** Of the first failure of the database among the causes; empty where there is none. */
  private static String sqlState(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return String.valueOf(sql.getSQLState());
      }
    }
    return "";
  }
}
