package io.halfdoor.api.change;

import io.halfdoor.api.data.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the {@link Herald heralds} of all nodes tell, on a session of its own that it opens
 * again whenever it is lost. What was told meanwhile is made up for by looking once.
 */
final class Listener implements AutoCloseable {

  static final String CHANNEL = "halfdoor_change";

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final Database database;
  private final Runnable onNews;
  private final Runnable onReturn;
  private final Thread thread;

  /**
   * Starts to listen.
   *
   * @param onNews when something was written somewhere
   * @param onReturn when the database was away, and may be another one now
   */
  Listener(Database database, Runnable onNews, Runnable onReturn) {
    this.database = database;
    this.onNews = onNews;
    this.onReturn = onReturn;
    this.thread = Thread.ofVirtual().name("feed-listener").start(this::run);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    boolean returning = false;
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + CHANNEL);
        if (returning) {
          onReturn.run();
        }
        onNews.run();
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        LOG.debug("The session that listens for changes was lost", e);
      }
      returning = true;
      try {
        Thread.sleep(AGAIN);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    PGConnection session = connection.unwrap(PGConnection.class);
    while (!Thread.currentThread().isInterrupted()) {
      if (session.getNotifications((int) QUIET.toMillis()).length > 0) {
        onNews.run();
      } else if (!connection.isValid(2)) {
        throw new SQLException("silent, and not there any more");
      }
    }
  }
}
