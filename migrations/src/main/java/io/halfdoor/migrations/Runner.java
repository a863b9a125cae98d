package io.halfdoor.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** The only class that knows Liquibase, which it keeps silent and from calling home. */
final class Runner {

  private static final String CHANGELOG = "io/halfdoor/migrations/changelog.xml";

  /**
   * Liquibase logs to java.util.logging; held here, since loggers are forgotten when not in use.
   */
  private static final Logger CHATTER = Logger.getLogger("liquibase");

  private Runner() {}

  /** Runs the next {@code count} change sets that this database has not seen. */
  static void run(Connection connection, int count) throws SQLException {
    CHATTER.setLevel(Level.WARNING);
    try {
      Scope.child(
          Map.of(
              Scope.Attr.ui.name(),
              new LoggerUIService(),
              Scope.Attr.resourceAccessor.name(),
              new ClassLoaderResourceAccessor(Runner.class.getClassLoader()),
              "liquibase.analytics.enabled",
              false),
          () -> update(connection, count));
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException("A change set failed: " + e.getMessage(), e);
    }
  }

  private static void update(Connection connection, int count) throws LiquibaseException {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    // Not closed: that would close the connection, which is our caller's.
    @SuppressWarnings("resource")
    Liquibase liquibase =
        new Liquibase(
            CHANGELOG, new ClassLoaderResourceAccessor(Runner.class.getClassLoader()), database);
    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
    liquibase.update(count, new Contexts().toString());
  }
}
