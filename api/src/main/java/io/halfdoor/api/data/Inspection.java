package io.halfdoor.api.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.halfdoor.migrations.Migrations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what a server would open, and changes nothing. */
public final class Inspection {

  private Inspection() {}

  /** The process that serves on this home right now, as it is called; empty where none does. */
  public static Optional<String> server(Path home) {
    Path file = home.resolve("halfdoor.lock");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (HomeLock.isHeld(home)) { // to open the file would give our own lock away
      return Optional.of("this very process");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null
          ? Optional.of("process " + Files.readString(file, US_ASCII).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new OpeningRefused(
          "The lock %s cannot be looked at: %s. May this user write to the home?"
              .formatted(file, e),
          e);
    }
  }

  /**
   * What is found of the database, in a sentence.
   *
   * @throws OpeningRefused when a server could not use it: the message says what to do
   */
  public static String database(Path home, DatabaseConfig config) {
    return config.url() == null
        ? embedded(home)
        : external(Sessions.of(config.url(), config.user(), config.password()), config);
  }

  private static String embedded(Path home) {
    Path data = home.resolve("postgres").resolve("data");
    Path version = data.resolve("PG_VERSION");
    if (Files.isDirectory(home)) {
      Account.toRunIn(home);
    }
    if (!Files.exists(version)) {
      return "The embedded PostgreSQL will be made at the first start.";
    }
    try {
      EmbeddedPostgres.requireOurs(Files.readString(version, US_ASCII).strip(), data);
    } catch (IOException e) {
      throw new OpeningRefused("%s cannot be read: %s.".formatted(version, e), e);
    }
    return "The embedded PostgreSQL is of the version that this Halfdoor brings.";
  }

  private static String external(Sessions sessions, DatabaseConfig config) {
    try (Connection connection = sessions.connectChecked();
        Statement statement = connection.createStatement()) {
      if (!isTrue(
          statement,
          "SELECT has_schema_privilege(current_schema(), 'CREATE')"
              + " AND has_schema_privilege(current_schema(), 'USAGE')")) {
        throw new OpeningRefused(
            "The user of %s may not make tables: GRANT CREATE, USAGE ON SCHEMA public to it."
                .formatted(config));
      }
      List<String> missing = new ArrayList<>(Migrations.all());
      if (isTrue(statement, "SELECT to_regclass('databasechangelog') IS NOT NULL")) {
        try (ResultSet done = statement.executeQuery("SELECT id FROM databasechangelog")) {
          while (done.next()) {
            missing.remove(done.getString(1));
          }
        }
      }
      return "The database %s answers (PostgreSQL %s); %s"
          .formatted(
              config,
              connection.getMetaData().getDatabaseProductVersion(),
              missing.isEmpty()
                  ? "it is up to date."
                  : missing.size() + " change sets will be run at the next start.");
    } catch (SQLException e) {
      throw new OpeningRefused(
          "The database %s cannot be looked at: %s".formatted(config, e.getMessage()), e);
    }
  }

  private static boolean isTrue(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
