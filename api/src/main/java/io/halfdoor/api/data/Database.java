package io.halfdoor.api.data;

import com.codahale.metrics.MetricRegistry;
import com.zaxxer.hikari.HikariDataSource;
import io.halfdoor.migrations.DatabaseTooNew;
import io.halfdoor.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one PostgreSQL of this server, ready for use: reachable, new enough, migrated, pooled.
 *
 * <p>It comes back by itself when it was away. Sessions that broke are thrown out of the pool, who
 * waits for one gets a {@link DatabaseAway} after two seconds, and an embedded PostgreSQL that died
 * is started again.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final HomeLock lock;
  private final @Nullable EmbeddedPostgres embedded;
  private final Sessions sessions;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Transactions transactions;
  private final @Nullable Thread watch;

  private Database(
      HomeLock lock, @Nullable EmbeddedPostgres embedded, Sessions sessions, int connections) {
    this.lock = lock;
    this.embedded = embedded;
    this.sessions = sessions;
    this.pool = sessions.pool(connections);
    this.jdbi = Mapping.jdbi(pool);
    this.transactions = new Transactions(jdbi);
    this.watch =
        embedded == null
            ? null
            : Thread.ofVirtual().name("postgres-watch").start(() -> watch(embedded));
  }

  /**
   * Takes the home for this process, then starts or reaches PostgreSQL and brings it up to date.
   *
   * @throws OpeningRefused when the operator has to do something about it first
   */
  public static Database open(Path home, DatabaseConfig config) {
    Path folder = made(home);
    HomeLock lock = HomeLock.take(folder);
    EmbeddedPostgres embedded = null;
    try {
      Sessions sessions;
      if (config.url() == null) {
        embedded = EmbeddedPostgres.start(folder);
        sessions = Sessions.of(embedded);
      } else {
        sessions = Sessions.of(config.url(), config.user(), config.password());
      }
      migrate(sessions);
      return new Database(lock, embedded, sessions, config.connections());
    } catch (RuntimeException | Error e) {
      if (embedded != null) {
        embedded.close();
      }
      lock.close();
      throw e;
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** The pool, for a library that holds sessions its own way. */
  public DataSource dataSource() {
    return pool;
  }

  public Transactions transactions() {
    return transactions;
  }

  /** A session outside of the pool and without its time limits, for the caller to close. */
  public Connection connect() throws SQLException {
    return sessions.connect();
  }

  /** Whether it answers right now; takes two seconds at most. */
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException away) {
      return false;
    }
  }

  /** Whether Halfdoor runs it, rather than somebody else. */
  public boolean isEmbedded() {
    return embedded != null;
  }

  /** Adds the pool's figures to those of the server. */
  public void measure(MetricRegistry registry) {
    pool.setMetricRegistry(registry);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.interrupt();
    }
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
    lock.close();
  }

  private static Path made(Path home) {
    try {
      return Files.createDirectories(home).toRealPath();
    } catch (IOException e) {
      throw new OpeningRefused(
          "The home %s cannot be made or entered: %s. Set HALFDOOR_HOME to a folder of this user."
              .formatted(home.toAbsolutePath(), e),
          e);
    }
  }

  private static void migrate(Sessions sessions) {
    try (Connection connection = sessions.connectChecked()) {
      Migrations.run(connection);
    } catch (DatabaseTooNew e) {
      throw new OpeningRefused(String.valueOf(e.getMessage()), e);
    } catch (SQLException e) {
      throw new OpeningRefused("The database cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  private static void watch(EmbeddedPostgres embedded) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(WATCH);
        if (embedded.revive()) {
          LOG.warn("The embedded PostgreSQL had died and was started again");
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.error("The embedded PostgreSQL has died and does not start again", e);
      }
    }
  }
}
