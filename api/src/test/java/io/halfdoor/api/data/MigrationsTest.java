package io.halfdoor.api.data;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.migrations.DatabaseTooNew;
import io.halfdoor.migrations.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every change set meets data of the version before it.
 *
 * <p>The fixture of change set {@code 0042-x} is {@code resources/migrations/0042-x.sql}. Above the
 * line {@code -- after} it puts data into a database that has all change sets before it; below,
 * each statement is a query that must answer {@code true} once all change sets have run, those that
 * come later too.
 */
class MigrationsTest {

  /** Nothing is there before it that data could be put into. */
  private static final List<String> WITHOUT_FIXTURE = List.of("0001-feed-epoch");

  private static final String AFTER = "-- after\n";

  private final String name = "halfdoor_test_" + ProcessHandle.current().pid() + "_migrations";

  @AfterEach
  void drop() {
    TestServer.get().drop(name);
  }

  static Stream<String> changeSets() {
    return Migrations.all().stream().filter(id -> !WITHOUT_FIXTURE.contains(id));
  }

  @ParameterizedTest
  @MethodSource("changeSets")
  void aChangeSetKeepsTheDataOfTheVersionBefore(String id) throws Exception {
    String fixture = fixture(id);
    assertThat(fixture).as("fixture of " + id).contains(AFTER);
    String before = fixture.substring(0, fixture.indexOf(AFTER));
    String after = fixture.substring(fixture.indexOf(AFTER) + AFTER.length());
    assertThat(after).as("checks of " + id).containsIgnoringCase("SELECT");

    try (Connection connection = create()) {
      Migrations.run(connection, Migrations.all().indexOf(id));
      try (Statement statement = connection.createStatement()) {
        statement.execute(before);
      }
      Migrations.run(connection);
      for (String check : after.split(";\\s*\n", -1)) {
        if (!check.isBlank()) {
          assertThat(answer(connection, check)).as(check).isEqualTo("t");
        }
      }
    }
  }

  @Test
  void aChangeSetIsNamedLikeItsFileAndNumberedOnce() throws SQLException {
    try (Connection connection = create()) {
      Migrations.run(connection);

      assertThat(column(connection, "SELECT id FROM databasechangelog ORDER BY orderexecuted"))
          .isEqualTo(Migrations.all())
          .allMatch(id -> id.matches("\\d{4}(-[a-z0-9]+)+"));
      assertThat(Migrations.all().stream().map(id -> id.substring(0, 4))).doesNotHaveDuplicates();
    }
  }

  @Test
  void nodesThatStartAtOnceMigrateOnce() throws Exception {
    create().close();
    try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
      Callable<Void> node =
          () -> {
            try (Connection connection = connect()) {
              Migrations.run(connection);
            }
            return null;
          };
      for (Future<Void> done : nodes.invokeAll(List.of(node, node, node, node))) {
        assertThat(done).succeedsWithin(30, SECONDS);
      }
    }
    try (Connection connection = connect()) {
      assertThat(column(connection, "SELECT id FROM databasechangelog ORDER BY id"))
          .isEqualTo(Migrations.all());
    }
  }

  @Test
  void theLockThatAKilledMigrationLeftIsFreed() throws SQLException {
    try (Connection connection = create();
        Statement statement = connection.createStatement()) {
      Migrations.run(connection, 1);
      assertThat(
              statement.executeUpdate(
                  "UPDATE databasechangeloglock SET locked = true, lockgranted = now(), lockedby = 'dead'"))
          .isEqualTo(1);

      Migrations.run(connection);

      assertThat(column(connection, "SELECT id FROM databasechangelog ORDER BY id"))
          .isEqualTo(Migrations.all());
    }
  }

  @Test
  void aDatabaseOfANewerReleaseIsRefusedAndLeftAlone() throws SQLException {
    try (Connection connection = create();
        Statement statement = connection.createStatement()) {
      Migrations.run(connection, 1);
      statement.execute(
          """
          INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)
          VALUES ('9999-from-the-future', 'halfdoor', 'x', now(), 9999, 'EXECUTED')
          """);

      assertThatThrownBy(() -> Migrations.run(connection))
          .isInstanceOf(DatabaseTooNew.class)
          .hasMessageContaining("9999-from-the-future")
          .hasMessageContaining("Nothing was changed");
      assertThat(column(connection, "SELECT id FROM databasechangelog")).hasSize(2);
      assertThatThrownBy(
              () -> Database.open(TestServer.scratch("too-new"), TestServer.get().config(name)))
          .isInstanceOf(OpeningRefused.class)
          .hasMessageContaining("9999-from-the-future");
    }
  }

  private Connection create() throws SQLException {
    TestServer.get().create(name, "template0");
    return connect();
  }

  private Connection connect() throws SQLException {
    DatabaseConfig config = TestServer.get().config(name);
    return new Sessions(config.url(), config.user(), config.password()).connect();
  }

  private static String fixture(String id) throws IOException {
    try (InputStream file =
        MigrationsTest.class.getResourceAsStream("/migrations/" + id + ".sql")) {
      assertThat(file).as("src/test/resources/migrations/" + id + ".sql").isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String answer(Connection connection, String query) throws SQLException {
    List<String> answers = column(connection, query);
    assertThat(answers).as(query).hasSize(1);
    return answers.getFirst();
  }

  private static List<String> column(Connection connection, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
