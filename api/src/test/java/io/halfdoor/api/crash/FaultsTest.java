package io.halfdoor.api.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.crash.Api.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What fails below a server is survived and told, and over when its cause is: without a restart.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("servers that are processes")
class FaultsTest {

  private static final String WORD = "perseverance";

  private static final Duration SOON = Duration.ofSeconds(60);

  /** For one answer, however the database is: two seconds for a session, and some slack. */
  private static final Duration QUICK = Duration.ofSeconds(6);

  @TempDir private Path folder;

  private final List<String> written = new ArrayList<>();

  /** The small disk is a file system in memory that the server alone sees. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldAndThereIsNothingToDoButMakeRoom() throws Exception {
    try (ServerProcess server = ServerProcess.onSmallDisk(folder, 256)) {
      Api api = server.start();
      Path home = server.home();
      assertThat(Files.getFileStore(home).getTotalSpace()).isEqualTo(256L << 20);
      requireWritten(write(api));
      await().atMost(SOON).until(() -> found(api) == 1);
      Instant isIndexed = Instant.now();
      requireWritten(write(api));
      await().atMost(SOON).until(() -> committedAt(api).isAfter(isIndexed));

      Path ballast = home.resolve("ballast");
      fill(ballast);
      List<Answer> refused = new ArrayList<>();
      for (int i = 0; i < 100 && refused.size() < 3; i++) { // PostgreSQL has some room in its files
        Answer answer = write(api);
        if (answer.status() == 201) {
          requireWritten(answer);
        } else {
          refused.add(answer);
        }
      }
      refused.add(upload(api));
      assertThat(refused).hasSize(4);
      assertThat(refused).extracting(Answer::status).as(refused.toString()).containsOnly(507);
      assertThat(refused).extracting(FaultsTest::type).containsOnly("storage-full");
      requireReadable(api);
      assertThat(found(api)).as("found of what the index had made durable").isPositive();
      assertThat(check(server, "disk").get("state").asText()).isEqualTo("failing");

      Files.delete(ballast);
      requireWellAgain(server, api);
      requireWritten(upload(api));
      requireAll(api);
    }
  }

  @Test
  void anIndexFolderThatIsLostIsBuiltAgain() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder)) {
      Api api = server.start();
      requireWritten(write(api));

      try (Stream<Path> index = Files.walk(server.home().resolve("index"))) {
        for (Path path : (Iterable<Path>) index.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(path);
        }
      }
      requireWritten(write(api));
      requireWellAgain(server, api);
      requireAll(api);
    }
  }

  @Test
  void aDatabaseThatHangsOrDiesIsToldQuicklyAndBackByItself() throws Exception {
    try (ServerProcess server = ServerProcess.in(folder)) {
      Api api = server.start();
      requireWritten(write(api));

      server.signalPostgres("STOP");
      try {
        await()
            .atMost(SOON)
            .until(() -> check(server, "database").get("state").asText().equals("failing"));
        for (int i = 0; i < 3; i++) {
          requireUnavailable(() -> api.get("collateral/" + written.getFirst()));
          requireUnavailable(() -> write(api));
        }
        assertThat(server.health().status()).isEqualTo(503);
        assertThat(server.live().status()).isEqualTo(200);
      } finally {
        server.signalPostgres("CONT");
      }
      requireWellAgain(server, api);
      requireAll(api);

      server.signalPostgres("KILL");
      requireWellAgain(server, api);
      requireAll(api);
    }
  }

  private interface Call {
    Answer make() throws IOException;
  }

  private static void requireUnavailable(Call call) throws IOException {
    long begun = System.nanoTime();
    Answer answer = call.make();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(type(answer)).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).as(answer.toString()).matches("[1-9][0-9]?");
    assertThat(took).isLessThan(QUICK);
  }

  /** Writes are taken, the server is ready, and index and database agree: all in a while. */
  private void requireWellAgain(ServerProcess server, Api api) {
    await()
        .atMost(SOON)
        .ignoreException(IOException.class)
        .untilAsserted(
            () -> {
              requireWritten(write(api));
              Answer health = server.health();
              assertThat(health.status()).as(health.toString()).isEqualTo(200);
              Answer report = api.post("index/verifications", "");
              assertThat(report.status()).as(report.toString()).isEqualTo(200);
              assertThat(report.json().get("agrees").asBoolean()).as(report.toString()).isTrue();
            });
  }

  /** Everything that was acknowledged can be read, and soon be found. */
  private void requireAll(Api api) throws IOException {
    requireReadable(api);
    await().atMost(SOON).untilAsserted(() -> assertThat(found(api)).isEqualTo(written.size()));
  }

  private void requireReadable(Api api) throws IOException {
    for (String id : written) {
      api.get("collateral/" + id).expect(200);
    }
  }

  private static int found(Api api) throws IOException {
    return api.get("search?q=" + WORD + "&limit=0").expect(200).json().at("/total/count").asInt();
  }

  /** When the index last wrote to the disk. */
  private static Instant committedAt(Api api) throws IOException {
    JsonNode index = api.get("index").expect(200).json();
    return Instant.parse(index.path("committedAt").asText("1970-01-01T00:00:00Z"));
  }

  private static Answer write(Api api) throws IOException {
    String text = (WORD + " ").repeat(10_000);
    return api.post(
        "collateral", Map.of("title", WORD, "kind", "other", "publish", true, "text", text));
  }

  private static Answer upload(Api api) throws IOException {
    return api.upload(
        "collateral",
        Map.of("title", WORD, "kind", "other", "publish", true),
        "some.bin",
        new byte[2 << 20]);
  }

  private void requireWritten(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    written.add(answer.json().get("id").asText());
  }

  private static JsonNode check(ServerProcess server, String name) throws IOException {
    JsonNode health = server.health().json();
    for (JsonNode check : health.get("checks")) {
      if (check.get("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError(name + " is not in " + health);
  }

  private static String type(Answer answer) {
    return answer.json().get("type").asText().replaceFirst(".*:", "");
  }

  /** Until there is no room for one more byte. */
  private static void fill(Path file) throws IOException {
    for (int size : new int[] {1 << 20, 4 << 10, 1}) {
      byte[] some = new byte[size];
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(some);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }
  }
}
