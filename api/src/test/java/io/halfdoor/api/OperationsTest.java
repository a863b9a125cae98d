package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.RawRequest.Answer;
import io.halfdoor.api.change.FeedLag;
import io.halfdoor.api.health.Check.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever runs the server sees of it: health, figures, the admin port and the log. */
@ExtendWith(OperationsTest.Written.class)
class OperationsTest {

  /** Keeps what is written to the console while the server runs: its log. */
  static final class Written
      implements org.junit.jupiter.api.extension.BeforeAllCallback,
          org.junit.jupiter.api.extension.AfterAllCallback {

    private static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();
    private static PrintStream out;
    private static PrintStream err;

    @Override
    public void beforeAll(org.junit.jupiter.api.extension.ExtensionContext context) {
      out = System.out;
      err = System.err;
      PrintStream kept = new PrintStream(BYTES, true, StandardCharsets.UTF_8);
      System.setOut(kept);
      System.setErr(kept);
    }

    @Override
    public void afterAll(org.junit.jupiter.api.extension.ExtensionContext context) {
      System.setOut(out);
      System.setErr(err);
    }

    static List<String> lines() {
      return BYTES.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void itLivesAndIsReady() throws IOException {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get(halfdoor.address(), "/healthcheck/ready").status() == 200);
    JsonNode ready = json(get(halfdoor.address(), "/healthcheck/ready"));
    assertThat(ready.get("state").asText()).isIn("well", "strained");
    assertThat(ready.get("checks").findValuesAsText("name"))
        .containsExactly("database", "feed", "disk", "index");
    Answer live = get(halfdoor.address(), "/healthcheck/live");
    assertThat(live.body()).isEqualTo("{\"state\":\"well\",\"checks\":[]}");
  }

  @Test
  void whileTheDatabaseIsAwayItLivesAndIsNotReadyAndSaysWhy() throws IOException {
    String name = halfdoor.database().config().url().replaceAll(".*/([a-z0-9_]+).*", "$1");
    try (Handle keeper = halfdoor.database().elsewhere().open()) {
      keeper.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      try {
        keeper.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "'");
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> get(halfdoor.address(), "/healthcheck/ready").status() == 503);
        JsonNode problem = json(get(halfdoor.address(), "/healthcheck/ready"));
        assertThat(problem.get("type").asText()).isEqualTo("urn:halfdoor:problem:unavailable");
        assertThat(problem.get("detail").asText()).contains("database does not answer");
        assertThat(problem.at("/checks/0/state").asText()).isEqualTo("failing");
        assertThat(get(halfdoor.address(), "/healthcheck/live").status()).isEqualTo(200);
        Reply refused = halfdoor.admin().get("/people").expect(503);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
      } finally {
        keeper.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(halfdoor.address(), "/healthcheck/ready").status() == 200);
    halfdoor.admin().get("/people").expect(200);
  }

  @Test
  void aTransactionThatHoldsReadersBackIsTold() {
    assertThat(Operations.feed(new FeedLag(Duration.ofSeconds(5), 3)).state())
        .isEqualTo(State.WELL);
    assertThat(Operations.feed(new FeedLag(Duration.ofSeconds(20), 3)).state())
        .isEqualTo(State.STRAINED);
    assertThat(Operations.feed(new FeedLag(Duration.ofSeconds(90), 3)).state())
        .isEqualTo(State.FAILING);
  }

  @Test
  void figuresAreToldToPrometheusByOperation() throws IOException {
    String id = halfdoor.admin().get("/me").id();
    halfdoor.admin().get("/people/" + id).expect(200);
    String figures = get(halfdoor.adminAddress(), "/metrics").body();
    assertThat(figures)
        .contains(
            "halfdoor_request_seconds_count{method=\"GET\",path=\"/people/{id}\",status=\"200\"}",
            "halfdoor_feed_lag_seconds ",
            "halfdoor_index_lag_seconds ",
            "halfdoor_home_usable_bytes ",
            "halfdoor_pool_ActiveConnections ",
            "jvm_memory_used_bytes")
        .doesNotContain(id);
  }

  @Test
  void theAdminPortTellsAndDoesNot() throws IOException {
    URI admin = halfdoor.adminAddress();
    assertThat(get(admin, "/healthcheck").status()).isEqualTo(200);
    for (String path : List.of("/tasks/gc", "/tasks/log-level", "/tasks", "/pprof", "/", "/x")) {
      assertThat(get(admin, path).status()).as(path).isEqualTo(404);
      assertThat(send(admin, "POST", path, "").status()).as(path).isEqualTo(404);
    }
    assertThat(send(admin, "POST", "/healthcheck", "").status()).isEqualTo(404);
  }

  @Test
  void aRequestIsOneLineWithItsIdAndPersonAndWithoutWhatWasLookedFor() throws Exception {
    String person = halfdoor.admin().get("/me").id();
    String header =
        "Authorization: Bearer " + TestHalfdoor.ADMIN_TOKEN + "\nX-Request-Id: line.1\n";
    send(halfdoor.address(), "GET", "/api/v1/people?limit=5&cursor=lookedFor", header);
    await().until(() -> Written.lines().stream().anyMatch(line -> line.contains("line.1")));
    List<String> lines = Written.lines().stream().filter(line -> line.contains("line.1")).toList();
    assertThat(lines).hasSize(1);
    JsonNode line = TestClient.JSON.readTree(lines.getFirst());
    assertThat(line.get("requestId").asText()).isEqualTo("line.1");
    assertThat(line.get("personId").asText()).isEqualTo(person);
    assertThat(line.get("uri").asText()).isEqualTo("/api/v1/people");
    assertThat(line.get("status").asInt()).isEqualTo(400);
    assertThat(lines.getFirst()).doesNotContain("lookedFor", TestHalfdoor.ADMIN_TOKEN);
  }

  @Test
  void noLineIsForgedAndNoSecretIsWritten() {
    TestClient admin = halfdoor.admin();
    String secret =
        admin
            .post("/tokens", Map.of("name", "planted", "scope", "read"))
            .expect(201)
            .json()
            .get("secret")
            .asText();
    halfdoor.withToken(secret).get("/me").expect(200);
    halfdoor.withToken(secret + "x").get("/me").expect(401);
    String forged = "\n{\"level\":\"ERROR\",\"message\":\"forged by planted\"}\n\u001b[31m";
    admin.post("/tokens", Map.of("name", forged, "scope", "planted-" + forged));
    admin.get("/people?cursor=planted%0a%7b%22level%22").expect(400);
    admin.with("Idempotency-Key", "planted-key").post("/tokens", "{\"name\":planted-body}");
    admin
        .with("User-Agent", "x\"}{\"level\":\"ERROR\"")
        .with("X-Request-Id", "last.line")
        .get("/me")
        .expect(200);
    await().until(() -> Written.lines().stream().anyMatch(line -> line.contains("last.line")));
    for (String line : Written.lines()) {
      assertThat(line)
          .doesNotContain(secret, TestHalfdoor.ADMIN_TOKEN, "planted", "\u001b")
          .doesNotContain(halfdoor.database().config().password())
          .doesNotStartWith("{\"level\"");
    }
  }

  @BeforeAll
  static void arrive() {
    halfdoor.admin().get("/me").expect(200);
  }

  @AfterAll
  static void itWasWrittenDownInLinesOfJson() throws IOException {
    assertThat(Written.lines()).hasSizeGreaterThan(20);
    for (String line : Written.lines()) {
      assertThat(line).startsWith("{");
      assertThat(TestClient.JSON.readTree(line).isObject()).as(line).isTrue();
    }
  }

  private static JsonNode json(Answer answer) throws IOException {
    return TestClient.JSON.readTree(answer.body());
  }

  private static Answer get(URI server, String path) throws IOException {
    return send(server, "GET", path, "");
  }

  private static Answer send(URI server, String method, String path, String headers)
      throws IOException {
    return RawRequest.of(
            path,
            method + " " + path + " HTTP/1.1\nHost: halfdoor\n" + headers + "Connection: close\n\n")
        .send(server);
  }
}
