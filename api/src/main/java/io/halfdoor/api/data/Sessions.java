package io.halfdoor.api.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How to reach one database, and the terms on which sessions with it are held. */
record Sessions(String url, @Nullable String user, @Nullable String password) {

  static final int OLDEST_VERSION = 17;

  private static final String NAME = "halfdoor";

  /** The terms of a pooled session; a transaction may set other ones for itself. */
  private static final String LIMITS =
      "-c transaction_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=5s";

  static Sessions of(String url, @Nullable String user, @Nullable String password) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new OpeningRefused(
          "HALFDOOR_DATABASE_URL must begin with jdbc:postgresql: as in jdbc:postgresql://host:5432/halfdoor.");
    }
    return new Sessions(url, user, password);
  }

  /** Those with the embedded PostgreSQL, as a user of its own who owns just its database. */
  static Sessions of(EmbeddedPostgres postgres) {
    String password = postgres.password();
    Sessions master = new Sessions(postgres.url("postgres"), EmbeddedPostgres.SUPERUSER, password);
    try (Connection connection = master.connect();
        Statement statement = connection.createStatement()) {
      if (!has(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'halfdoor'")) {
        statement.execute("CREATE ROLE halfdoor LOGIN PASSWORD '" + password + "'"); // hex digits
      }
      if (!has(statement, "SELECT 1 FROM pg_database WHERE datname = 'halfdoor'")) {
        statement.execute("CREATE DATABASE halfdoor OWNER halfdoor");
      }
    } catch (SQLException e) {
      throw new OpeningRefused("The embedded PostgreSQL refuses us: " + e.getMessage(), e);
    }
    return new Sessions(postgres.url(NAME), NAME, password);
  }

  /** A session without limits. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, properties());
  }

  /** The same, once the server has shown that it is one we can work with. */
  Connection connectChecked() throws SQLException {
    Connection connection;
    try {
      connection = connect();
    } catch (SQLException e) {
      throw new OpeningRefused(
          "The database %s cannot be reached: %s".formatted(bareUrl(), e.getMessage()), e);
    }
    try {
      requireUsable(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void requireUsable(Connection connection) throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    if (server.getDatabaseMajorVersion() < OLDEST_VERSION) {
      throw new OpeningRefused(
          "Halfdoor needs PostgreSQL %d or newer; at %s answers version %s."
              .formatted(OLDEST_VERSION, bareUrl(), server.getDatabaseProductVersion()));
    }
    try (Statement statement = connection.createStatement()) {
      if (!has(statement, "SELECT 1 WHERE current_setting('server_encoding') = 'UTF8'")) {
        throw new OpeningRefused(
            "The database %s is not in UTF-8. Make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0."
                .formatted(bareUrl()));
      }
    }
  }

  HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(NAME);
    config.setJdbcUrl(url);
    Properties properties = properties();
    properties.setProperty("options", LIMITS);
    // Somebody who pulled the plug sends no farewell: what lasts longer than any transaction is
    // over.
    properties.setProperty("socketTimeout", "30");
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(4, connections));
    config.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
    config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    return new HikariDataSource(config);
  }

  private Properties properties() {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", NAME);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("logServerErrorDetail", "false"); // it quotes what people wrote
    return properties;
  }

  private String bareUrl() {
    return url.replaceFirst("\\?.*", "");
  }

  private static boolean has(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
