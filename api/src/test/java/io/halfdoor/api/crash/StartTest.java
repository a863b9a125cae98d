package io.halfdoor.api.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.halfdoor.api.crash.ServerProcess.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that does not start, or is told to end before it has, leaves nothing running. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("servers that are processes")
class StartTest {

  @TempDir private Path folder;

  @Test
  void aPortThatIsTakenIsToldInASentence() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder);
        ServerSocket taken =
            new ServerSocket(server.address().getPort(), 1, InetAddress.getLoopbackAddress())) {
      server.begin();
      Ending ending = server.ending();
      assertThat(ending.status()).as(ending.said()).isEqualTo(1);
      assertThat(ending.said().lines().toList().getLast())
          .contains(Integer.toString(taken.getLocalPort()))
          .endsWith(": the port is taken; HALFDOOR_PORT and HALFDOOR_ADMIN_PORT name others.");
      assertThat(server.hasPostgres()).isFalse();
    }
  }

  @Test
  void whatFailsAfterTheDatabaseWasOpenedClosesIt() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder)) {
      Files.createFile(server.home().resolve("index")); // which is to be a folder
      server.begin();
      awaitPostgres(server);
      assertThat(server.ending().status()).isEqualTo(1);
      assertThat(server.hasPostgres()).isFalse();
    }
  }

  @Test
  void aServerThatIsStoppedWhileItStartsTakesItsDatabaseWithIt() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder)) {
      for (int i = 0; i < 2; i++) { // a home that is new, and one that is not
        server.begin();
        awaitPostgres(server);
        server.signal("TERM");
        Ending ending = server.ending();
        assertThat(ending.status()).as(ending.said()).isEqualTo(128 + 15);
        assertThat(server.hasPostgres()).isFalse();
      }
      server.start();
    }
  }

  @Test
  void ctrlCWhileItStartsEndsAllOfIt() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder)) {
      server.begin();
      awaitPostgres(server);
      server.signalAll("INT");
      server.ending();
      assertThat(server.hasPostgres()).isFalse();
    }
  }

  @Test
  void anAdminTokenThatIsTooShortIsToldInASentence() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder).with("HALFDOOR_ADMIN_TOKEN", "planted")) {
      server.begin();
      Ending ending = server.ending();
      assertThat(ending.status()).isEqualTo(1);
      assertThat(ending.said())
          .contains("HALFDOOR_ADMIN_TOKEN must have 16 to 200 characters")
          .doesNotContain("planted", "Exception", "\tat ");
      assertThat(server.home().resolve("postgres/data")).doesNotExist();
    }
  }

  private static void awaitPostgres(ServerProcess server) throws IOException {
    Path pidFile = server.home().resolve("postgres/data/postmaster.pid");
    await()
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(pidFile));
  }
}
