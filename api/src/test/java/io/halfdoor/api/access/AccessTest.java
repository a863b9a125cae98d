package io.halfdoor.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void aCallerLearnsWhoTheyAre() {
    JsonNode me = halfdoor.as("rep@enterprise").get("/me").expect(200).json();
    assertThat(me.get("role").asText()).isEqualTo("rep");
    assertThat(me.get("team").asText()).isEqualTo("enterprise");
    assertThat(me.get("scope").asText()).isEqualTo("write");
  }

  @Test
  void nobodyIsToldToSendATokenAndAWrongOneIsRefused() {
    Reply reply = halfdoor.anonymous().get("/me").expect(401);
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(reply.json().get("type").asText()).isEqualTo("urn:halfdoor:problem:unauthenticated");
    assertThat(reply.json().get("requestId").asText()).isEqualTo(reply.header("X-Request-Id"));
    halfdoor.withToken("hd_" + "x".repeat(43)).get("/me").expect(401);
  }

  @Test
  void aRevokedTokenStopsWorkingWithinASecond() {
    TestClient rep = halfdoor.as("rep");
    JsonNode made =
        rep.post("/tokens", Map.of("name", "panel", "scope", "read")).expect(201).json();
    TestClient panel = halfdoor.withToken(made.get("secret").asText());
    panel.get("/me").expect(200);
    rep.delete("/tokens/" + made.get("id").asText()).expect(204);
    await().atMost(Duration.ofSeconds(1)).until(() -> panel.get("/me").status() == 401);
  }

  @Test
  void anExpiredTokenAndOneOfSomebodyWhoLeftNoLongerWork() {
    TestClient rep = halfdoor.as("repLeaving");
    String until = halfdoor.clock().instant().plusSeconds(60).toString();
    JsonNode made =
        rep.post("/tokens", Map.of("name", "panel", "scope", "read", "expiresAt", until))
            .expect(201)
            .json();
    TestClient panel = halfdoor.withToken(made.get("secret").asText());
    panel.get("/me").expect(200);
    halfdoor.clock().advance(Duration.ofSeconds(61));
    await().atMost(Duration.ofSeconds(1)).until(() -> panel.get("/me").status() == 401);

    Reply person = halfdoor.admin().get("/people/" + rep.get("/me").id());
    halfdoor
        .admin()
        .with("If-Match", person.header("ETag"))
        .patch("/people/" + person.id(), Map.of("active", false))
        .expect(200);
    await().atMost(Duration.ofSeconds(1)).until(() -> rep.get("/me").status() == 401);
  }

  @Test
  void aTokenToReadDoesNotWriteAndOnlyAnAdminMakesTokensForOthers() {
    TestClient rep = halfdoor.as("rep");
    String secret =
        rep.post("/tokens", Map.of("name", "panel", "scope", "read")).json().get("secret").asText();
    halfdoor
        .withToken(secret)
        .post("/tokens", Map.of("name", "more", "scope", "write"))
        .expect(403);
    String other = halfdoor.as("marketer").get("/me").id();
    rep.post("/tokens", Map.of("name", "x", "scope", "read", "personId", other)).expect(403);
  }

  @Test
  void aSecretIsShownOnceAndIsNowhereInTheDatabase() {
    TestClient rep = halfdoor.as("rep").with("Idempotency-Key", "one-token");
    Map<String, String> wanted = Map.of("name", "panel", "scope", "read");
    Reply first = rep.post("/tokens", wanted).expect(201);
    Reply second = rep.post("/tokens", wanted).expect(201);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.json().has("secret")).isFalse();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    String secret = first.json().get("secret").asText();
    for (String table : new String[] {"token", "activity", "idempotency_key", "change"}) {
      int rows =
          halfdoor
              .database()
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT count(*) FROM " + table + " t WHERE t::text LIKE :secret")
                          .bind("secret", "%" + secret + "%")
                          .mapTo(Integer.class)
                          .one());
      assertThat(rows).as(table).isZero();
    }
  }

  @Test
  void aChangeBasedOnAnOldCopyIsRefusedAndChangesNothing() {
    TestClient admin = halfdoor.admin();
    String id =
        admin
            .post(
                "/people",
                Map.of("name", "Ann", "email", "ann@example.com", "role", "rep", "side", "sales"))
            .expect(201)
            .id();
    String etag = admin.get("/people/" + id).header("ETag");
    admin.patch("/people/" + id, Map.of("name", "Anna")).expect(428);
    admin.with("If-Match", etag).patch("/people/" + id, Map.of("name", "Anna")).expect(200);
    Reply stale =
        admin.with("If-Match", etag).patch("/people/" + id, Map.of("name", "Anne")).expect(412);
    assertThat(stale.json().at("/present/name").asText()).isEqualTo("Anna");
    assertThat(admin.get("/people/" + id).json().get("name").asText()).isEqualTo("Anna");
  }

  @Test
  void aFrontEndAsksForThePeopleThatWereChangedSince() {
    TestClient admin = halfdoor.admin();
    String id = halfdoor.as("rep").get("/me").id();
    String before = admin.get("/people").expect(200).header("Halfdoor-Position");
    assertThat(admin.get("/people?updatedSince=" + before).json().get("items")).isEmpty();
    admin
        .with("If-Match", admin.get("/people/" + id).header("ETag"))
        .patch("/people/" + id, Map.of("name", "Rea Rep"))
        .expect(200);
    Reply since = admin.get("/people?updatedSince=" + before).expect(200);
    assertThat(since.json().get("items").findValuesAsText("id")).containsExactly(id);
    admin.get("/people?updatedSince=yesterday").expect(400);
    admin.get("/people?updatedSince=ff-1-1").expect(410);
  }

  @Test
  void theLastActiveAdminStaysOneAndOthersMayGo() {
    TestClient admin = halfdoor.admin();
    Reply me = admin.get("/people/" + admin.get("/me").id());
    TestClient onMe = admin.with("If-Match", me.header("ETag"));
    for (Map<String, Object> end :
        List.of(Map.<String, Object>of("active", false), Map.<String, Object>of("role", "rep"))) {
      Reply refused = onMe.patch("/people/" + me.id(), end).expect(409);
      assertThat(refused.json().get("detail").asText()).contains("last active admin");
    }
    TestClient second = halfdoor.as("admin2");
    Reply other = admin.get("/people/" + second.get("/me").id());
    admin
        .with("If-Match", other.header("ETag"))
        .patch("/people/" + other.id(), Map.of("role", "rep"))
        .expect(200);
    onMe.patch("/people/" + me.id(), Map.of("name", "Still here")).expect(200);
  }

  @Test
  void everythingThatIsWrongWithABodyIsToldWithItsPlace() {
    JsonNode refused = halfdoor.admin().post("/people", Map.of("name", " ")).expect(422).json();
    assertThat(refused.get("errors").findValuesAsText("pointer"))
        .contains("/name", "/email", "/role", "/side");
  }

  @Test
  void aTimeThatNobodyCouldKeepIsRefused() {
    for (Object time :
        List.of(
            "+300000-01-01T00:00:00Z", "-9999-01-01T00:00:00Z", "4000000000", 99999999999999L)) {
      Reply refused =
          halfdoor.admin().post("/tokens", Map.of("name", "t", "scope", "read", "expiresAt", time));
      assertThat(refused.status()).as("%s: %s", time, refused.text()).isIn(400, 422);
    }
  }

  @Test
  void twoPeopleCannotHaveOneAddress() {
    TestClient admin = halfdoor.admin();
    Map<String, String> person =
        Map.of("name", "Bo", "email", "bo@example.com", "role", "rep", "side", "sales");
    admin.post("/people", person).expect(201);
    Reply refused = admin.post("/people", person).expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/email");
  }
}
