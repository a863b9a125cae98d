package io.halfdoor.api;

import io.dropwizard.core.setup.Environment;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.FeedLag;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.finder.FeederStatus;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.health.AdminFence;
import io.halfdoor.api.health.Check;
import io.halfdoor.api.health.Check.Result;
import io.halfdoor.api.health.Disk;
import io.halfdoor.api.health.Figures;
import io.halfdoor.api.health.Health;
import io.halfdoor.api.health.HealthServlet;
import io.halfdoor.api.meaning.Meanings;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.util.component.LifeCycle;

/** What whoever runs this server sees of it: health on both ports, figures on the admin port. */
final class Operations {

  private static final Duration SLOW_WRITER = Duration.ofSeconds(10);
  private static final Duration STUCK_WRITER = Duration.ofSeconds(60);

  private static final Duration LATE_INDEX = Duration.ofSeconds(10);
  private static final Duration STALE_INDEX = Duration.ofMinutes(5);

  private final Health health = new Health();
  private final Figures figures;

  Operations(Environment environment) {
    figures = new Figures(environment.metrics());
    environment.jersey().register(figures.requests());
    environment
        .servlets()
        .addServlet("health", new HealthServlet(health, environment.getObjectMapper()))
        .addMapping("/healthcheck/*");
    environment.admin().addServlet("figures", figures.servlet()).addMapping("/metrics");
    environment
        .admin()
        .addFilter("fence", new AdminFence())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    environment.healthChecks().register("ready", health.asHealthCheck());
    environment
        .lifecycle()
        .addEventListener(
            new LifeCycle.Listener() {
              @Override
              public void lifeCycleStopping(LifeCycle server) {
                health.stopping();
              }
            });
  }

  Health health() {
    return health;
  }

  Figures figures() {
    return figures;
  }

  /** Watches what every node needs. */
  void watch(Path home, Database database, Changes changes, Environment environment) {
    database.measure(environment.metrics());
    health.add(
        new Check(
            "database",
            () ->
                database.answers()
                    ? Result.well()
                    : Result.failing(
                        database.isEmbedded()
                            ? "The embedded database does not answer; it is started again by itself,"
                                + " and its log is in HALFDOOR_HOME."
                            : "The database does not answer; it or the way to it is down.")));
    health.add(new Check("feed", () -> feed(changes.lag())));
    health.add(Disk.of(home));
    figures.gauge(
        "halfdoor_feed_lag_seconds",
        "Age of the oldest transaction that holds the readers of the change feed back.",
        () -> changes.lag().oldestWriter().toNanos() / 1e9);
    figures.gauge(
        "halfdoor_feed_unreadable",
        "Rows of the change feed that wait for such a transaction to end.",
        () -> changes.lag().unreadable());
    figures.gauge(
        "halfdoor_home_usable_bytes",
        "Room left on the disk of HALFDOOR_HOME.",
        () -> home.toFile().getUsableSpace());
  }

  /** Watches what searches need. */
  void watch(Finder finder) {
    health.add(new Check("index", () -> index(finder.status())));
    figures.gauge(
        "halfdoor_index_lag_seconds",
        "For how long the index has not been known to hold all of the change feed.",
        () -> finder.status().lag().toNanos() / 1e9);
  }

  /** Watches what finds things by their meaning. */
  void watch(Meanings meanings) {
    health.add(
        new Check(
            "meaning",
            () ->
                meanings.failure() == null
                    ? Result.well()
                    : Result.strained("Searches go by words alone. " + meanings.failure())));
    figures.gauge(
        "halfdoor_meaning_waiting",
        "Passages whose vectors are to be computed, by whatever node.",
        () -> meanings.status().waiting());
  }

  static Result index(FeederStatus status) {
    if (!status.isReady()) {
      return Result.failing(
          "The index is being built; searches would find a part of all there is.");
    }
    if (status.lag().compareTo(LATE_INDEX) < 0) {
      return Result.well();
    }
    String told =
        "The index is "
            + status.lag().toSeconds()
            + " s behind what was written; searches answer with what it has.";
    return status.lag().compareTo(STALE_INDEX) < 0 ? Result.strained(told) : Result.failing(told);
  }

  static Result feed(FeedLag lag) {
    String told =
        "A transaction has been writing for "
            + lag.oldestWriter().toSeconds()
            + " s, and nobody sees what was written since: end it"
            + " (pg_stat_activity, pg_terminate_backend).";
    if (lag.oldestWriter().compareTo(STUCK_WRITER) > 0) {
      return Result.failing(told);
    }
    return lag.oldestWriter().compareTo(SLOW_WRITER) > 0 ? Result.strained(told) : Result.well();
  }
}
