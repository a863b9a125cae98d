package io.halfdoor.api.data;

import io.halfdoor.migrations.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The PostgreSQL that all tests of a JVM share. */
final class TestServer {

  /**
   * A fixed place below the module: the programs are unpacked once, the data directory is made
   * once, and a PostgreSQL that a killed test run left behind is found and stopped.
   */
  private static final Path FOLDER = Path.of("target", "postgres-tests").toAbsolutePath();

  private static final int TEST_RUNS_AT_ONCE = 8;
  private static final String TEMPLATE = "halfdoor_template_" + ProcessHandle.current().pid();

  private final Sessions master;

  private TestServer(Sessions master) {
    this.master = master;
  }

  /** The server, which is started when the first test asks for it. */
  static TestServer get() {
    return Started.SERVER;
  }

  private static final class Started {
    static final TestServer SERVER = start();
  }

  /** The programs of PostgreSQL, for tests that start one of their own. */
  static Path programs() {
    return FOLDER.resolve("programs");
  }

  /** An empty folder of this name. */
  static Path scratch(String name) {
    try {
      Path folder = FOLDER.resolve("scratch");
      Files.createDirectories(folder);
      return Files.createDirectories(folder.toRealPath().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteScratch(String name) {
    try {
      Folders.delete(FOLDER.resolve("scratch").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Jdbi jdbi() {
    return Jdbi.create(master::connect);
  }

  DatabaseConfig config(String database) {
    return new DatabaseConfig(url(database), master.user(), master.password(), 16);
  }

  void createFromTemplate(String name) {
    create(name, TEMPLATE);
  }

  void create(String name, String template) {
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
  }

  void drop(String name) {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private String url(String database) {
    return master.url().replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
  }

  private void execute(String sql) {
    try (Connection connection = master.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static TestServer start() {
    String url = System.getenv("HALFDOOR_TEST_DATABASE_URL");
    if (url == null || url.isBlank()) {
      TestServer embedded = new TestServer(startEmbedded());
      embedded.makeTemplate();
      return embedded;
    }
    TestServer external =
        new TestServer(
            Sessions.of(
                url,
                System.getenv("HALFDOOR_TEST_DATABASE_USER"),
                System.getenv("HALFDOOR_TEST_DATABASE_PASSWORD")));
    external.makeTemplate();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> external.drop(TEMPLATE)));
    return external;
  }

  private static Sessions startEmbedded() {
    for (int number = 1; number <= TEST_RUNS_AT_ONCE; number++) {
      Path home = scratch("server-" + number);
      HomeLock lock;
      try {
        lock = HomeLock.take(home);
      } catch (OpeningRefused anotherTestRunIsThere) {
        continue;
      }
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              home,
              programs(),
              Account.toRunIn(home),
              Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    postgres.close();
                    lock.close();
                  }));
      return new Sessions(
          postgres.url("postgres"), EmbeddedPostgres.SUPERUSER, postgres.password());
    }
    throw new IllegalStateException("Too many test runs at once in " + FOLDER);
  }

  private void makeTemplate() {
    for (String left : databasesOfDeadTestRuns()) {
      drop(left);
    }
    create(TEMPLATE, "template0");
    try (Connection connection =
        Sessions.of(url(TEMPLATE), master.user(), master.password()).connectChecked()) {
      Migrations.run(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> databasesOfDeadTestRuns() {
    List<String> dead = new ArrayList<>();
    try (Connection connection = master.connect();
        Statement statement = connection.createStatement();
        ResultSet names =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE datname ~ '^halfdoor_(test|template)_[0-9]+'")) {
      while (names.next()) {
        long pid = Long.parseLong(names.getString(1).split("_")[2]);
        if (pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty()) {
          dead.add(names.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return dead;
  }
}
