package io.halfdoor.api;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A POST that is sent again is done once. */
class IdempotencyTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void theSameRequestIsAnsweredAsTheFirstTime() {
    TestClient admin = halfdoor.admin().with("Idempotency-Key", "same");
    Reply first = admin.post("/people", person("same")).expect(201);
    Reply second = admin.post("/people", person("same")).expect(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(second.header("Halfdoor-Position"))
        .isEqualTo(first.header("Halfdoor-Position"))
        .isNotNull();
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(people("same")).isEqualTo(1);
  }

  @Test
  void theOrderOfFieldsMakesNoOtherRequest() {
    TestClient admin = halfdoor.admin().with("Idempotency-Key", "order");
    String one =
        "{\"name\":\"o\",\"email\":\"order@example.com\",\"role\":\"rep\",\"side\":\"sales\"}";
    String other =
        "{\"side\":\"sales\", \"role\":\"rep\", \"email\":\"order@example.com\", \"name\":\"o\"}";
    admin.post("/people", one).expect(201);
    Reply again = admin.post("/people", other).expect(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void anotherRequestWithTheKeyIsRefused() {
    TestClient admin = halfdoor.admin().with("Idempotency-Key", "other");
    admin.post("/people", person("other")).expect(201);
    admin.post("/people", person("another")).expect(422);
    Map<String, String> token = Map.of("name", "x", "scope", "read");
    admin.post("/tokens", token).expect(422);
    assertThat(people("another")).isZero();
  }

  @Test
  void aKeyBelongsToItsPerson() {
    Map<String, String> token = Map.of("name", "x", "scope", "read");
    String mine =
        halfdoor.as("rep").with("Idempotency-Key", "own").post("/tokens", token).expect(201).id();
    String yours =
        halfdoor.as("rep2").with("Idempotency-Key", "own").post("/tokens", token).expect(201).id();
    assertThat(yours).isNotEqualTo(mine);
  }

  @Test
  void whatWasRefusedMayBeSentAgainWithTheKey() {
    TestClient admin = halfdoor.admin().with("Idempotency-Key", "refused");
    admin.post("/people", Map.of("name", "x")).expect(422);
    admin.post("/people", person("refused")).expect(201);
  }

  @Test
  void aKeyHasOneTo255Characters() {
    TestClient admin = halfdoor.admin();
    Reply empty = admin.with("Idempotency-Key", "").post("/people", person("empty")).expect(400);
    assertThat(empty.json().at("/errors/0/parameter").asText()).isEqualTo("Idempotency-Key");
    admin.with("Idempotency-Key", "k".repeat(256)).post("/people", person("long")).expect(400);
    admin.with("Idempotency-Key", "k".repeat(255)).post("/people", person("fits")).expect(201);
    assertThat(people("empty") + people("long")).isZero();
  }

  @Test
  void whileTheFirstIsRunningTheSecondIsToldSo() {
    TestClient admin = halfdoor.admin().with("Idempotency-Key", "running");
    CompletableFuture<Reply> first;
    try (Handle holding = halfdoor.database().jdbi().open()) {
      holding.begin();
      holding.execute("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE");
      first = supplyAsync(() -> admin.post("/people", person("running")));
      await().atMost(Duration.ofSeconds(10)).until(IdempotencyTest::somebodyWaits);
      Reply second = admin.post("/people", person("running")).expect(409);
      assertThat(second.json().get("detail").asText()).contains("still running");
      holding.rollback();
    }
    Reply done = first.join().expect(201);
    assertThat(admin.post("/people", person("running")).expect(201).id()).isEqualTo(done.id());
    assertThat(people("running")).isEqualTo(1);
  }

  @Test
  void rightsAreAskedBeforeAnAnswerIsGivenAgain() {
    TestClient demoted = halfdoor.as("adminDemoted").with("Idempotency-Key", "rights");
    demoted.post("/people", person("rights")).expect(201);
    Reply me = halfdoor.admin().get("/people/" + demoted.get("/me").id());
    halfdoor
        .admin()
        .with("If-Match", me.header("ETag"))
        .patch("/people/" + me.id(), Map.of("role", "rep"))
        .expect(200);
    await().until(() -> demoted.post("/people", person("rights")).status() == 403);
  }

  @Test
  void anAnswerIsKeptForADayAndThenForgotten() {
    TestClient admin = halfdoor.admin().with("Idempotency-Key", "day");
    Map<String, String> token = Map.of("name", "day", "scope", "read");
    String first = admin.post("/tokens", token).expect(201).id();
    halfdoor.clock().advance(Duration.ofHours(23));
    assertThat(admin.post("/tokens", token).expect(201).id()).isEqualTo(first);
    halfdoor.clock().advance(Duration.ofHours(2));
    assertThat(admin.post("/tokens", token).expect(201).id()).isNotEqualTo(first);
    halfdoor.clock().advance(Duration.ofHours(25));
    halfdoor.admin().with("Idempotency-Key", "fresh").post("/tokens", token).expect(201);
    await().untilAsserted(() -> assertThat(rows("key <> 'fresh'")).isZero());
    assertThat(rows("key = 'fresh'")).isEqualTo(1);
  }

  private static Map<String, String> person(String name) {
    return Map.of("name", name, "email", name + "@example.com", "role", "rep", "side", "sales");
  }

  private static int people(String name) {
    return count("SELECT count(*) FROM person WHERE email = '" + name + "@example.com'");
  }

  private static int rows(String where) {
    return count("SELECT count(*) FROM idempotency_key WHERE " + where);
  }

  private static boolean somebodyWaits() {
    return count("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") > 0;
  }

  private static int count(String query) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }
}
