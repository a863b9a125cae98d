package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObjectionTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void anObjectionIsAddedWithItsPhrasingsAndReadByEverybody() {
    Reply added =
        marketer
            .post(
                "/objections",
                Map.of(
                    "phrase",
                    "  It is \n too expensive",
                    "category",
                    "price",
                    "externalId",
                    "card-1",
                    "phrasings",
                    List.of("Half the price elsewhere", "half the  price ELSEWHERE", "No money")))
            .expect(201);
    assertThat(added.header("Location")).endsWith("/objections/" + added.id());
    assertThat(added.id()).startsWith("obj_");
    assertThat(added.json().get("phrase").asText()).isEqualTo("It is too expensive");
    assertThat(added.json().get("phrasings").asInt()).isEqualTo(2);
    assertThat(added.json().get("state").asText()).isEqualTo("active");
    assertThat(added.json().get("ownerId").asText()).isEqualTo(marketer.get("/me").id());

    Reply shown = rep.get("/objections/" + added.id()).expect(200);
    assertThat(shown.json()).isEqualTo(added.json());
    assertThat(shown.header("ETag")).isEqualTo(added.header("ETag"));
    rep.with("If-None-Match", shown.header("ETag")).get("/objections/" + added.id()).expect(304);
    assertThat(texts(rep, added.id())).containsExactly("Half the price elsewhere", "No money");
  }

  @Test
  void onlyThoseWhoCurateSayWhatAnObjectionIs() {
    Reply made = add("No time", "timing");
    String path = "/objections/" + made.id();
    for (TestClient reader : List.of(rep, halfdoor.as("leader"))) {
      TestClient based = reader.with("If-Match", made.header("ETag"));
      reader.post("/objections", Map.of("phrase", "No", "category", "need")).expect(403);
      based.patch(path, Map.of("phrase", "Not now")).expect(403);
      based.post(path + "/transitions", Map.of("to", "retired")).expect(403);
      Reply phrasing =
          reader.post(path + "/phrasings", Map.of("text", "Later, " + reader.get("/me").id()));
      phrasing.expect(201);
      reader.delete(path + "/phrasings/" + phrasing.id()).expect(403);
      marketer.delete(path + "/phrasings/" + phrasing.id()).expect(204);
      marketer.delete(path + "/phrasings/" + phrasing.id()).expect(404);
    }
    assertThat(marketer.get(path).json()).isEqualTo(made.json());
  }

  @Test
  void aPhrasingIsToldInTheTagAndMakesNobodysChangeFail() {
    Reply made = add("Who are you", "trust");
    String path = "/objections/" + made.id();
    rep.post(path + "/phrasings", Map.of("text", "Never heard of you")).expect(201);
    rep.post(path + "/phrasings", Map.of("text", "never  heard of YOU")).expect(409);
    Reply told = rep.with("If-None-Match", made.header("ETag")).get(path).expect(200);
    assertThat(told.json().get("version")).isEqualTo(made.json().get("version"));
    assertThat(told.json().get("phrasings").asInt()).isEqualTo(1);
    Reply changed =
        marketer
            .with("If-Match", made.header("ETag"))
            .patch(path, Map.of("phrase", "We have never heard of you"))
            .expect(200);
    Reply stale =
        marketer
            .with("If-Match", told.header("ETag"))
            .patch(path, Map.of("phrase", "Unknown"))
            .expect(412);
    assertThat(stale.json().get("present")).isEqualTo(changed.json());
    marketer.patch(path, Map.of("phrase", "Unknown")).expect(428);
    assertThat(rep.get(path + "/activity").expect(200).json().findValuesAsText("action"))
        .containsExactly("changed", "phrasingAdded", "created");
  }

  @Test
  void aCategoryIsOneOfThoseKnownOrOfTheVocabularyWhereThatHasThem() {
    Reply refused =
        marketer
            .post("/objections", Map.of("phrase", "It is ugly", "category", "taste"))
            .expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/category");
    assertThat(refused.json().get("detail").asText()).contains("price", "other");
    Reply made = add("It is dear", "price");
    TestClient admin = halfdoor.admin();
    admin
        .put("/labels/category", Map.of("name", "Category", "values", List.of("taste", "need")))
        .expect(201);
    try {
      add("It is ugly", "taste");
      marketer.post("/objections", Map.of("phrase", "Dear", "category", "price")).expect(422);
      marketer
          .with("If-Match", made.header("ETag"))
          .patch("/objections/" + made.id(), Map.of("phrase", "It is very dear"))
          .expect(200);
    } finally {
      admin
          .with("If-Match", admin.get("/labels/category").header("ETag"))
          .put(
              "/labels/category",
              Map.of("name", "Category", "values", List.of("price", "timing", "need", "trust")))
          .expect(200);
    }
  }

  @Test
  void aListIsFilteredPagedAndToldFromAPositionOn() {
    String owner = halfdoor.as("marketer5").get("/me").id();
    Reply first =
        marketer
            .post(
                "/objections",
                Map.of("phrase", "One", "category", "need", "ownerId", owner, "externalId", "n-1"))
            .expect(201);
    Reply second =
        marketer
            .post("/objections", Map.of("phrase", "Two", "category", "need", "ownerId", owner))
            .expect(201);
    String mine = "/objections?owner=" + owner;
    assertThat(ids(rep.get(mine))).containsExactly(second.id(), first.id());
    JsonNode page = rep.get(mine + "&limit=1").expect(200).json();
    assertThat(ids(rep.get(mine + "&limit=1&cursor=" + page.get("next").asText())))
        .containsExactly(first.id());
    assertThat(ids(rep.get("/objections?externalId=n-1"))).containsExactly(first.id());
    assertThat(ids(rep.get(mine + "&category=price"))).isEmpty();
    String position = rep.get(mine).header("Halfdoor-Position");
    Reply retired =
        marketer
            .with("If-Match", first.header("ETag"))
            .post("/objections/" + first.id() + "/transitions", Map.of("to", "retired"))
            .expect(200);
    assertThat(ids(rep.get(mine + "&state=retired"))).containsExactly(first.id());
    assertThat(ids(rep.get(mine + "&updatedSince=" + position))).containsExactly(first.id());
    Reply again =
        marketer
            .with("If-Match", retired.header("ETag"))
            .post("/objections/" + first.id() + "/transitions", Map.of("to", "retired"))
            .expect(409);
    assertThat(again.json().get("allowed")).extracting(JsonNode::asText).containsExactly("active");
    rep.get("/objections?owner=nobody").expect(400);
    rep.get("/objections?label=x").expect(400);
  }

  @Test
  void anExternalIdIsOfOneAloneAndNullTakesItAway() {
    Reply made =
        marketer
            .post("/objections", Map.of("phrase", "A", "category", "need", "externalId", "x-1"))
            .expect(201);
    marketer
        .post("/objections", Map.of("phrase", "B", "category", "need", "externalId", "x-1"))
        .expect(422);
    Reply other = add("C", "need");
    Reply refused =
        marketer
            .with("If-Match", other.header("ETag"))
            .patch("/objections/" + other.id(), Map.of("externalId", "x-1"))
            .expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/externalId");
    Map<String, Object> none = new HashMap<>();
    none.put("externalId", null);
    Reply without =
        marketer
            .with("If-Match", made.header("ETag"))
            .patch("/objections/" + made.id(), none)
            .expect(200);
    assertThat(without.json().has("externalId")).isFalse();
  }

  @Test
  void theSameRequestWithTheSameKeyAddsOne() {
    TestClient keyed = marketer.with("Idempotency-Key", "objection-1");
    Map<String, Object> body = Map.of("phrase", "Once", "category", "need", "externalId", "once");
    Reply first = keyed.post("/objections", body).expect(201);
    Reply second = keyed.post("/objections", body).expect(201);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(ids(rep.get("/objections?externalId=once"))).hasSize(1);
  }

  @Test
  void aFlagALinkAndItsUsersAreToldOfAnObjectionAsOfAnyItem() {
    Reply made = add("No references", "trust");
    String path = "/objections/" + made.id();
    String study =
        marketer
            .post(
                "/collateral",
                Map.of("title", "Study", "kind", "caseStudy", "text", "It works.", "publish", true))
            .expect(201)
            .id();
    marketer
        .post("/collateral/" + study + "/links", Map.of("to", made.id(), "role", "answers"))
        .expect(201);
    JsonNode used = rep.get(path + "/where-used").expect(200).json();
    assertThat(used.at("/items/0/id").asText()).isEqualTo(study);
    rep.post(path + "/flags", Map.of("what", "outdated", "note", "Nobody says so.")).expect(201);
    rep.post(path + "/links", Map.of("to", study, "role", "proof")).expect(403);
    marketer.post(path + "/links", Map.of("to", study, "role", "proof")).expect(201);
    assertThat(rep.get(path + "/links").json().findValuesAsText("id")).containsExactly(study);
  }

  @Test
  void anObjectionIsFoundByAPhrasingWhileItIsActive() {
    Reply made = add("Your crew is small", "trust");
    String position =
        rep.post("/objections/" + made.id() + "/phrasings", Map.of("text", "a bunch of zephyrs"))
            .expect(201)
            .header("Halfdoor-Position");
    assertThat(found("bunch of zephyrs", position)).containsExactly(made.id());
    String retired =
        marketer
            .with("If-Match", made.header("ETag"))
            .post("/objections/" + made.id() + "/transitions", Map.of("to", "retired"))
            .expect(200)
            .header("Halfdoor-Position");
    assertThat(found("bunch of zephyrs", retired)).isEmpty();
  }

  private List<String> found(String words, String position) {
    String query = "/search?q=" + words.replace(' ', '+') + "&kind=objection&after=" + position;
    return rep.get(query).expect(200).json().get("hits").findValuesAsText("id");
  }

  private Reply add(String phrase, String category) {
    return marketer.post("/objections", Map.of("phrase", phrase, "category", category)).expect(201);
  }

  private static List<String> ids(Reply page) {
    return page.expect(200).json().get("items").findValuesAsText("id");
  }

  private static List<String> texts(TestClient who, String id) {
    return who.get("/objections/" + id + "/phrasings").expect(200).json().findValuesAsText("text");
  }
}
