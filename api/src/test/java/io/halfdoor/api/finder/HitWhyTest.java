package io.halfdoor.api.finder;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.IdPrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What speaks for a hit, as far as it is told and as far as it moves it. */
class HitWhyTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep@hunters");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void aLabelAndASummaryAreReasonsAndSoIsAnId() {
    label("industry", "aquariums");
    Map<String, Object> body = collateral("Deck", "Words.");
    body.put("labels", Map.of("industry", List.of("aquariums")));
    body.put("summary", "Of fish tanks.");
    body.put("externalId", "AQ-77");
    String deck = published(body);
    JsonNode hit = found(rep, "aquariums").get(0);
    assertThat(hit.get("id").asText()).isEqualTo(deck);
    assertThat(hit.get("why").toString())
        .isEqualTo(
            "{\"says\":\"Matches in a label; is fresh.\",\"matchedOn\":[\"label\"],"
                + "\"fresh\":true,\"usedBy\":0}");
    assertThat(found(rep, "fish tanks").at("/0/why/matchedOn").toString())
        .isEqualTo("[\"summary\"]");
    assertThat(found(rep, "aq-77").at("/0/why/says").asText())
        .isEqualTo("Matches in an id; is fresh.");
    assertThat(found(rep, "industry:aquariums").at("/0/why/matchedOn")).isEmpty();
  }

  @Test
  void scoresAreForAdminsWhoAskForThem() {
    published(collateral("Hovercraft rental", "By the day."));
    JsonNode scores =
        halfdoor
            .admin()
            .get("/search?q=hovercraft&explain=true")
            .expect(200)
            .json()
            .at("/hits/0/scores");
    assertThat(scores.get("words").asDouble()).isPositive();
    assertThat(scores.get("prior").asDouble()).isPositive();
    assertThat(scores.get("total").asDouble()).isGreaterThan(scores.get("prior").asDouble());
    assertThat(scores.has("meaning")).isFalse();
    Map<String, Object> asked = Map.of("q", "hovercraft", "explain", true);
    assertThat(halfdoor.admin().post("/search", asked).json().at("/hits/0/scores/words"))
        .isEqualTo(scores.get("words"));
    assertThat(halfdoor.admin().get("/search?q=hovercraft").json().at("/hits/0").has("scores"))
        .isFalse();
    for (TestClient other : List.of(rep, marketer, halfdoor.as("leader"))) {
      other.get("/search?q=hovercraft&explain=true").expect(403);
      other.post("/search", asked).expect(403);
      other.get("/search?q=hovercraft&explain=false").expect(200);
    }
  }

  @Test
  void whatIsOfTheSameTextIsOneHitThatNamesTheOther() {
    StringBuilder text = new StringBuilder("On gondolas. ");
    for (int i = 0; i < 120; i++) {
      text.append("word").append(i * 7919 % 1000).append(' ');
    }
    String one = published(collateral("Gondolas", text.toString()));
    String two = published(collateral("Gondolas, copied", text.toString()));
    JsonNode hits = found(rep, "gondolas");
    assertThat(ids(hits)).containsExactly(one);
    assertThat(hits.at("/0/alsoAs").toString())
        .isEqualTo(
            "[{\"kind\":\"collateral\",\"id\":\""
                + two
                + "\",\"href\":\"/api/v1/collateral/"
                + two
                + "\"}]");
  }

  @Test
  void ofWhatIsAlikeATeamsFavouriteComesFirstForIt() {
    String one = published(collateral("Dirigible price list", "One."));
    String two = published(collateral("Dirigible price list", "Two."));
    for (int i = 0; i < 3; i++) {
      reached(used(rep, one));
    }
    TestClient farmer = halfdoor.as("rep@farmers");
    for (int i = 0; i < 3; i++) {
      reached(used(farmer, two));
    }
    assertThat(ids(found(rep, "dirigible"))).containsExactly(one, two);
    assertThat(ids(found(farmer, "dirigible"))).containsExactly(two, one);
    JsonNode why = found(rep, "dirigible").at("/0/why");
    assertThat(why.get("usedBy").asInt()).isEqualTo(3);
    assertThat(why.get("says").asText())
        .isEqualTo("Matches in its title; is fresh; was used 3 times.");
    for (int i = 0; i < 9; i++) {
      reached(used(halfdoor.as("rep"), two));
    }
    assertThat(ids(found(halfdoor.as("rep9"), "dirigible")))
        .as("to those of no team, what all use")
        .containsExactly(two, one);
    assertThat(ids(found(rep, "dirigible"))).as("the team's before others'").first().isEqualTo(one);
    JsonNode verified = halfdoor.admin().post("/index/verifications", null).expect(200).json();
    assertThat(verified.get("agrees").asBoolean()).isTrue();
  }

  private static Reply used(TestClient who, String item) {
    return who.post("/collateral/" + item + "/uses", Map.of("how", "sent")).expect(201);
  }

  @Test
  void theNewItemThatNobodyKnowsIsMarkedAndRemembered() {
    for (int i = 0; i < 8; i++) {
      published(collateral("Balloon guide " + i, "balloon"));
    }
    halfdoor.clock().advance(Duration.ofDays(40));
    String newcomer =
        published(collateral("Of flights", "Much is said here, and once of a balloon."));
    JsonNode answer = rep.get("/search?q=balloon").expect(200).json();
    assertThat(ids(answer.get("hits")).indexOf(newcomer)).isEqualTo(4);
    for (JsonNode hit : answer.get("hits")) {
      assertThat(hit.get("newcomer").asBoolean())
          .isEqualTo(hit.get("id").asText().equals(newcomer));
    }
    UUID search = new IdPrefix("sea").parse(answer.get("id").asText()).orElseThrow();
    await().until(() -> newcomers(search).size() == 1);
    assertThat(newcomers(search))
        .containsExactly(new IdPrefix("col").parse(newcomer).orElseThrow());
  }

  private static List<UUID> newcomers(UUID search) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT newcomer FROM search_log WHERE id = ?")
                    .bind(0, search)
                    .mapTo(UUID.class)
                    .list());
  }

  private static JsonNode found(TestClient caller, String text) {
    return caller.get("/search?q=" + encode(text, UTF_8)).expect(200).json().get("hits");
  }

  private static List<String> ids(JsonNode hits) {
    List<String> ids = new ArrayList<>();
    hits.forEach(hit -> ids.add(hit.get("id").asText()));
    return ids;
  }

  private static Map<String, Object> collateral(String title, String text) {
    return new HashMap<>(
        Map.of("title", title, "kind", "sheet", "text", text, "audience", "everyone"));
  }

  /** The id of what is published, and can be found by now. */
  private String published(Map<String, Object> body) {
    body.put("publish", true);
    Reply made = marketer.post("/collateral", body).expect(201);
    reached(made);
    return made.id();
  }

  private void reached(Reply written) {
    rep.get("/search?limit=0&after=" + written.header("Halfdoor-Position")).expect(200);
  }

  private static void label(String key, String value) {
    Map<String, Object> label = Map.of("name", key, "values", List.of(value));
    halfdoor.admin().with("If-Match", "*").put("/labels/" + key, label).expect(200);
  }
}
