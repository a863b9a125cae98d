package io.halfdoor.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.halfdoor.api.command.Setup.Port;
import io.halfdoor.api.data.DatabaseConfig;
import io.halfdoor.api.data.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final CheckCommand check =
      new CheckCommand(
          new Console(
              new PrintStream(said, true, StandardCharsets.UTF_8),
              new PrintStream(said, true, StandardCharsets.UTF_8),
              false));

  @Test
  void aNewHomeIsFineAndIsNotMade() throws Exception {
    Path home = folder.resolve("new/home");
    check.run(new Setup(home, DatabaseConfig.embedded(), List.of()));
    assertThat(lines()).allMatch(line -> line.startsWith("ok ") || line.startsWith("Nothing"));
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("will be made at the first start");
    assertThat(everything()).containsExactly(folder);
  }

  @Test
  void aDatabaseElsewhereIsLookedAt() throws Exception {
    check.run(new Setup(folder, database.config(), List.of()));
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("answers (PostgreSQL ", "it is up to date.")
        .doesNotContain(database.config().password());
  }

  @Test
  void whatStandsInTheWayIsToldWithWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.createDirectories(folder.resolve("postgres/data"));
      Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "12\n");
      Port port = new Port("HALFDOOR_PORT", "127.0.0.1", taken.getLocalPort());
      CommandFailed failed =
          catchThrowableOfType(
              CommandFailed.class,
              () -> check.run(new Setup(folder, DatabaseConfig.embedded(), List.of(port))));
      assertThat(failed.status()).isEqualTo(1);
      assertThat(failed).hasMessageStartingWith("2 things");
      assertThat(lines())
          .anyMatch(line -> line.startsWith("FAILED") && line.contains("made by PostgreSQL 12"))
          .anyMatch(line -> line.startsWith("FAILED") && line.contains("set HALFDOOR_PORT"));
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    DatabaseConfig nowhere =
        new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/x", "u", "planted-password", 4);
    CommandFailed failed =
        catchThrowableOfType(
            CommandFailed.class, () -> check.run(new Setup(folder, nowhere, List.of())));
    assertThat(failed).isNotNull();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("cannot be reached")
        .doesNotContain("planted-password");
  }

  @Test
  void aServerThatRunsIsFoundAndGoesOn() throws Exception {
    database.database();
    check.run(new Setup(database.home(), database.config(), List.of()));
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("A server runs on this home");
    assertThat(database.database().answers()).isTrue();
  }

  private List<String> lines() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList();
    }
  }
}
