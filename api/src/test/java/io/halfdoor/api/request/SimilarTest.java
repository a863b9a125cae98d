package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What there is already of what somebody is about to ask for. */
class SimilarTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient asking = halfdoor.as("repWhoAsks");
  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatIsPublishedAndWhatIsOpenIsToldTheLikestFirstWithWhy() {
    label("industry", "utilities");
    String sheet =
        published("A case study with a gas utility", "Crews at Northgas found the leak in a day.");
    marketer
        .post("/collateral", collateral("A case study with a power utility", "Not yet."))
        .expect(201);
    Map<String, Object> body = RequestTest.body("A case study with a water utility");
    body.put("labels", Map.of("industry", List.of("utilities")));
    Reply open = asking.post("/requests", body).expect(201);
    rep.put("/requests/" + open.id() + "/support", Map.of()).expect(200);
    Reply declined = RequestTest.file(asking, "A case study with a rail utility");
    marketer
        .with("If-Match", declined.header("ETag"))
        .post(
            "/requests/" + declined.id() + "/transitions",
            Map.of("to", "declined", "reason", "No."))
        .expect(200);
    Map<String, Object> secret = RequestTest.body("A case study with a secret utility");
    secret.put("confidential", true);
    Reply hidden = asking.post("/requests", secret).expect(201);
    RequestTest.file(asking, "A purple depot door");
    caughtUp();
    Map<String, Object> draft = new HashMap<>();
    draft.put("title", "case study water utility");
    draft.put("details", "They ask who else runs crews on it");
    draft.put("labels", Map.of("industry", List.of("utilities", "unheard-of")));
    draft.put("objections", List.of("obj_1"));

    JsonNode found = rep.post("/requests/similar", draft).expect(200).json().get("items");

    assertThat(ids(found)).containsExactly(open.id(), sheet);
    JsonNode first = found.get(0);
    assertThat(first.get("kind").asText()).isEqualTo("request");
    assertThat(first.get("state").asText()).isEqualTo("submitted");
    assertThat(first.get("supporters").asInt()).isEqualTo(1);
    assertThat(first.get("likeness").asDouble())
        .isGreaterThan(found.get(1).get("likeness").asDouble());
    assertThat(texts(first.at("/why/words"))).startsWith("case", "study", "water", "utility");
    assertThat(texts(first.at("/why/labels/industry"))).containsExactly("utilities");
    assertThat(first.at("/why/says").asText()).contains("“water”", "is for industry utilities");
    assertThat(texts(found.get(1).at("/why/words"))).contains("crews").doesNotContain("water");
    assertThat(found.get(1).has("state")).isFalse();
    assertThat(ids(asking.post("/requests/similar", draft).json().get("items")))
        .as("who asked for it sees the confidential one")
        .contains(hidden.id());
    assertThat(rep.get("/requests?requestedBy=me").json().get("items")).isEmpty();
  }

  @Test
  void aboutTheSameObjectionIsLiker() {
    String objection =
        marketer
            .post("/objections", Map.of("phrase", "It cannot do night shifts", "category", "need"))
            .expect(201)
            .id();
    Map<String, Object> body = RequestTest.body("A page on rosters");
    body.put("objections", List.of(objection));
    String same = asking.post("/requests", body).expect(201).id();
    String other = RequestTest.file(asking, "A page on rosters").id();
    caughtUp();
    Map<String, Object> draft = Map.of("title", "rosters", "objections", List.of(objection));
    JsonNode found = rep.post("/requests/similar", draft).expect(200).json().get("items");
    List<String> ids = ids(found);
    assertThat(ids.indexOf(same)).isLessThan(ids.indexOf(other)).isNotNegative();
    assertThat(texts(found.get(ids.indexOf(same)).at("/why/objections")))
        .containsExactly(objection);
  }

  @Test
  void fiveOfAKindAreEnoughAndWhatSaysNothingIsRefused() {
    for (int i = 0; i < 7; i++) {
      RequestTest.file(asking, "A leaflet on badgers, part " + i);
    }
    String leaflet = published("Badgers: a leaflet", "Of badgers.");
    caughtUp();
    JsonNode found =
        rep.post("/requests/similar", Map.of("title", "leaflet on badgers")).json().get("items");
    assertThat(ids(found)).hasSize(6).contains(leaflet);
    assertThat(pointer(rep.post("/requests/similar", Map.of()))).isEmpty();
    assertThat(pointer(rep.post("/requests/similar", Map.of("title", " ", "details", ""))))
        .isEmpty();
    assertThat(pointer(rep.post("/requests/similar", Map.of("title", "a".repeat(301)))))
        .isEqualTo("/title");
    Map<String, String> huge = Map.of("details", "badger ".repeat(1_400));
    assertThat(ids(rep.post("/requests/similar", huge).expect(200).json().get("items")))
        .isNotEmpty();
    assertThat(pointer(rep.post("/requests/similar", Map.of("title", "a\u0000b"))))
        .isEqualTo("/title");
    assertThat(
            rep.post("/requests/similar", Map.of("title", "\ud83e\udda1 \u202e !!"))
                .expect(200)
                .json()
                .get("items"))
        .isEmpty();
  }

  @Test
  void whatSolvesItIsUsedAndNotAskedFor() {
    String sheet = published("A sheet on hedgehogs", "Hedgehogs.");
    Map<String, Object> deflection = new HashMap<>();
    deflection.put("draft", Map.of("title", "Something on hedgehogs"));
    deflection.put("item", sheet);
    deflection.put("how", "sent");
    deflection.put("deal", Map.of("crmId", "006H"));
    TestClient once = rep.with("Idempotency-Key", "deflection-1");

    JsonNode recorded = once.post("/requests/deflections", deflection).expect(201).json();

    assertThat(once.post("/requests/deflections", deflection).expect(201).json())
        .isEqualTo(recorded);
    assertThat(recorded.at("/item/id").asText()).isEqualTo(sheet);
    JsonNode uses = rep.get("/collateral/" + sheet + "/uses").expect(200).json().get("items");
    assertThat(uses).hasSize(1);
    assertThat(uses.at("/0/how").asText()).isEqualTo("sent");
    assertThat(uses.at("/0/dealId").asText()).startsWith("deal_");
    assertThat(rep.get("/requests?requestedBy=me").json().get("items")).isEmpty();
  }

  @Test
  void whatIsNotPublishedOrIsARequestSolvesNothing() {
    Reply filed = RequestTest.file(asking, "A sheet on weasels");
    String draft =
        marketer.post("/collateral", collateral("A sheet on stoats", "Stoats.")).expect(201).id();
    Reply asRequest = rep.post("/requests/deflections", deflection(filed.id()));
    assertThat(pointer(asRequest)).isEqualTo("/item");
    assertThat(asRequest.text()).contains("/requests/" + filed.id() + "/support");
    assertThat(pointer(marketer.post("/requests/deflections", deflection(draft))))
        .isEqualTo("/item");
    assertThat(pointer(rep.post("/requests/deflections", deflection("col_1")))).isEqualTo("/item");
    Map<String, Object> empty = Map.of("draft", Map.of(), "item", draft);
    assertThat(pointer(rep.post("/requests/deflections", empty))).isEqualTo("/draft");
    assertThat(marketer.get("/collateral/" + draft + "/uses").json().get("items")).isEmpty();
  }

  private static Map<String, Object> deflection(String item) {
    return Map.of("draft", Map.of("title", "A sheet"), "item", item);
  }

  private static Map<String, Object> collateral(String title, String text) {
    return Map.of("title", title, "kind", "caseStudy", "text", text);
  }

  private String published(String title, String text) {
    Map<String, Object> body = new HashMap<>(collateral(title, text));
    body.put("publish", true);
    return marketer.post("/collateral", body).expect(201).id();
  }

  /** Until the index has everything. */
  private void caughtUp() {
    String position = marketer.get("/changes?after=now").json().get("next").asText();
    marketer.get("/search?q=&limit=0&after=" + position).expect(200);
  }

  private static void label(String key, String value) {
    Map<String, Object> label = Map.of("name", key, "values", List.of(value));
    halfdoor.as("admin").with("If-Match", "*").put("/labels/" + key, label).expect(200);
  }

  private static String pointer(Reply refused) {
    return refused.expect(422).json().at("/errors/0/pointer").asText();
  }

  private static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
