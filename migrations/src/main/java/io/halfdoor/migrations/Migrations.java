package io.halfdoor.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database up to date, while any number of servers may try so at once.
 *
 * <p>A session advisory lock decides who does it. PostgreSQL gives it back when the session ends,
 * by whatever end; the row that Liquibase locks with stays locked after a kill, so under our lock
 * that row is known to be a leftover and is freed. Where nothing is left to do Liquibase is not
 * even loaded, which is the best part of a second saved at each start.
 */
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String FOLDER = "changes";
  private static final String PATH = "io/halfdoor/migrations/" + FOLDER + "/";

  /** "halfdoor" in ASCII: the key of our advisory lock. */
  static final long LOCK_KEY = 0x68616c66646f6f72L;

  private Migrations() {}

  /** The ids of all change sets, in the order in which they run. */
  public static List<String> all() {
    try {
      URL folder = Objects.requireNonNull(Migrations.class.getResource(FOLDER));
      if (folder.openConnection() instanceof JarURLConnection inJar) {
        inJar.setUseCaches(false);
        try (JarFile jar = inJar.getJarFile()) {
          return ids(jar.stream().map(JarEntry::getName).filter(n -> n.startsWith(PATH)));
        }
      }
      try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
        return ids(files.map(Path::toString));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the change sets", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs every change set that this database has not seen, waiting for another server that does so.
   *
   * @param connection a session of its own: without a time limit, not from a pool
   * @throws DatabaseTooNew when a newer Halfdoor has changed this database already
   */
  public static void run(Connection connection) throws SQLException {
    run(connection, Integer.MAX_VALUE);
  }

  /** The same, but only the first {@code count} of all change sets: for testing the next one. */
  public static void run(Connection connection, int count) throws SQLException {
    List<String> wanted = all().stream().limit(count).toList();
    connection.setAutoCommit(true);
    lock(connection);
    try {
      List<String> done = done(connection);
      refuseUnknown(done);
      int missing = (int) wanted.stream().filter(id -> !done.contains(id)).count();
      if (missing > 0) {
        freeLeftoverLock(connection);
        Runner.run(connection, missing);
        LOG.info("Ran {} change sets, up to {}", missing, wanted.getLast());
      }
    } finally {
      connection.setAutoCommit(true);
      execute(connection, "SELECT pg_advisory_unlock(" + LOCK_KEY + ")");
    }
  }

  private static List<String> ids(Stream<String> paths) {
    return paths
        .filter(path -> path.endsWith(".sql"))
        .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".sql".length()))
        .sorted()
        .toList();
  }

  /** Asks again and again: a blocked session would hold a snapshot that index builds wait for. */
  private static void lock(Connection connection) throws SQLException {
    boolean told = false;
    while (!isTrue(connection, "SELECT pg_try_advisory_lock(" + LOCK_KEY + ")")) {
      if (!told) {
        LOG.info("Another server is changing the database; waiting for it");
        told = true;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("Interrupted while another server was changing the database", e);
      }
    }
  }

  private static List<String> done(Connection connection) throws SQLException {
    List<String> ids = new ArrayList<>();
    if (isTrue(connection, "SELECT to_regclass('databasechangelog') IS NOT NULL")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM databasechangelog")) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  private static void refuseUnknown(List<String> done) {
    List<String> known = all();
    List<String> unknown = done.stream().filter(id -> !known.contains(id)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new DatabaseTooNew(unknown);
    }
  }

  private static void freeLeftoverLock(Connection connection) throws SQLException {
    if (isTrue(connection, "SELECT to_regclass('databasechangeloglock') IS NOT NULL")) {
      execute(
          connection,
          "UPDATE databasechangeloglock SET locked = false, lockgranted = NULL, lockedby = NULL");
    }
  }

  private static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
