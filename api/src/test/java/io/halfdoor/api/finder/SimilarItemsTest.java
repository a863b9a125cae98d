package io.halfdoor.api.finder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is like an item, and what is like a text. */
class SimilarItemsTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep@hunters");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void eachKindOfItemLeadsToWhatIsLikeIt() {
    String sheet = collateral("Mildew in the cellar", "What to do about it.", "everyone");
    String objection = objection("There is mildew in our cellar", "The cellar has mildew");
    String answer =
        made(
            "/objections/" + objection + "/answers",
            Map.of(
                "title",
                "Mildew is dealt with",
                "talkTrack",
                "We air the cellar.",
                "publish",
                true));
    String template =
        made(
            "/templates",
            Map.of(
                "title", "Cellar mildew: first mail",
                "kind", "template",
                "subject", "Your cellar",
                "body", "Dear all, about the mildew.",
                "publish", true));
    String request =
        made(
            "/requests",
            Map.of("title", "A page on mildew in cellars", "details", "Cellars, please."));
    collateral("Purple doors", "Violet paint.", "everyone");
    caughtUp();
    Map<String, String> paths =
        Map.of(
            sheet, "/collateral/",
            objection, "/objections/",
            answer, "/answers/",
            template, "/templates/",
            request, "/requests/");
    paths.forEach(
        (id, path) -> {
          List<String> others = new ArrayList<>(paths.keySet());
          others.remove(id);
          assertThat(ids(rep.get(path + id + "/similar").expect(200)))
              .as(path)
              .containsExactlyInAnyOrderElementsOf(others);
        });

    JsonNode items =
        rep.get("/collateral/" + sheet + "/similar?kind=objection&kind=request&limit=1")
            .expect(200)
            .json()
            .get("items");
    assertThat(items).hasSize(1);
    JsonNode first = items.get(0);
    assertThat(first.get("likeness").asDouble()).isBetween(0.3, 1.0);
    assertThat(((ObjectNode) first).without("likeness").toString())
        .isEqualTo(
            "{\"kind\":\"objection\",\"id\":\"%s\",\"href\":\"/api/v1/objections/%s\","
                    .formatted(objection, objection)
                + "\"title\":\"There is mildew in our cellar\","
                + "\"why\":{\"says\":\"Has “Mildew”, “cellar”.\","
                + "\"saying\":\"The cellar has mildew\",\"words\":[\"Mildew\",\"cellar\"]},"
                + "\"labels\":{}}");
  }

  @Test
  void aTextLeadsToWhatIsSaidLikeIt() {
    String pelicans = objection("Pelicans eat our fish", "The birds take all the fish");
    String sheet = collateral("Pelicans and fish", "How nets help.", "everyone");
    caughtUp();
    Map<String, Object> quote = Map.of("text", "the BIRDS take \"all\" the -fish", "limit", 1);
    JsonNode first = rep.post("/search/similar", quote).expect(200).json().at("/items/0");
    assertThat(first.get("id").asText()).isEqualTo(pelicans);
    assertThat(first.get("likeness").asDouble()).isEqualTo(1);
    assertThat(first.at("/why/saying").asText()).isEqualTo("The birds take all the fish");
    assertThat(
            ids(
                rep.post(
                    "/search/similar", Map.of("text", "pelicans", "kind", List.of("collateral")))))
        .containsExactly(sheet);
    assertThat(ids(rep.post("/search/similar", Map.of("text", "\ud83e\udda9 qqq")))).isEmpty();
    String longest = "pelicans " + "x".repeat(19_991);
    assertThat(ids(rep.post("/search/similar", Map.of("text", longest)))).contains(sheet);
    rep.post("/search/similar", Map.of("text", longest + "x")).expect(413);
    assertThat(pointer(rep.post("/search/similar", Map.of("text", "")))).isEqualTo("/text");
    assertThat(pointer(rep.post("/search/similar", Map.of("text", " \n")))).isEqualTo("/text");
    assertThat(pointer(rep.post("/search/similar", Map.of()))).isEqualTo("/text");
    assertThat(pointer(rep.post("/search/similar", Map.of("text", "x", "limit", 51))))
        .isEqualTo("/limit");
    assertThat(
            pointer(
                rep.post(
                    "/search/similar", Map.of("text", "x", "kind", List.of("template", "no")))))
        .isEqualTo("/kind/1");
  }

  @Test
  void whatTheCallerMayNotSeeIsNeitherThereNorLikeAnything() {
    String open = collateral("Quokka handbook", "On quokkas.", "everyone");
    String secret = collateral("Quokka handbook, secret", "On quokkas.", "team:hunters");
    String draft = made("/collateral", collateral("Quokka handbook, draft", "On quokkas."));
    caughtUp();
    TestClient outsider = halfdoor.as("rep@farmers");
    Map<String, Object> text = Map.of("text", "quokka handbook");

    assertThat(ids(rep.get("/collateral/" + open + "/similar"))).containsExactly(secret);
    assertThat(ids(rep.post("/search/similar", text))).containsExactly(open, secret);
    assertThat(ids(outsider.get("/collateral/" + open + "/similar"))).isEmpty();
    assertThat(ids(outsider.post("/search/similar", text))).containsExactly(open);
    assertThat(ids(marketer.get("/collateral/" + open + "/similar"))).contains(draft);
    outsider.get("/collateral/" + secret + "/similar").expect(404);
    outsider.get("/collateral/" + draft + "/similar").expect(404);
    rep.get("/templates/" + open + "/similar").expect(404);
    rep.get("/collateral/col_01k9zq3v5sfgx8m2n4p6r8t0w2/similar").expect(404);
    rep.get("/collateral/nonsense/similar").expect(404);
    rep.get("/collateral/" + open + "/similar?kind=nonsense").expect(422);
    rep.get("/collateral/" + open + "/similar?limit=51").expect(422);
  }

  @Test
  void whatIsPutAwayIsFoundByNoReaderInAnyWay() {
    String kept = collateral("Narwhal figures", "On narwhals.", "everyone");
    String old = collateral("Narwhal figures of old", "On narwhals.", "everyone");
    String objection = objection("Narwhals are rare", "Who has seen a narwhal");
    caughtUp();
    String similar = "/collateral/" + kept + "/similar";
    Map<String, Object> text = Map.of("text", "narwhal figures");
    assertThat(ids(rep.get(similar))).containsExactlyInAnyOrder(old, objection);

    move("/collateral/" + old, "archived");
    move("/objections/" + objection, "retired");
    caughtUp();

    assertThat(ids(rep.get(similar))).isEmpty();
    assertThat(ids(rep.post("/search/similar", text))).containsExactly(kept);
    assertThat(rep.get("/search?q=narwhals&facets=state").expect(200).text())
        .contains(kept, "\"total\":{\"count\":1,", "[{\"value\":\"published\",\"count\":1}]")
        .doesNotContain(old, objection);
    assertThat(rep.get("/search/suggestions?q=narw").expect(200).text())
        .contains(kept)
        .doesNotContain(old, objection);
    rep.get("/collateral/" + old + "/similar").expect(404);
    assertThat(ids(marketer.get(similar)))
        .as("marketing finds what it put away")
        .containsExactly(old);
  }

  private void move(String path, String to) {
    String etag = marketer.get(path).expect(200).header("ETag");
    marketer.with("If-Match", etag).post(path + "/transitions", Map.of("to", to)).expect(200);
  }

  private static List<String> ids(Reply similar) {
    List<String> ids = new ArrayList<>();
    similar.expect(200).json().get("items").forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  private static String pointer(Reply refused) {
    return refused.expect(422).json().at("/errors/0/pointer").asText();
  }

  private String made(String path, Map<String, Object> body) {
    return marketer.post(path, body).expect(201).id();
  }

  private String collateral(String title, String text, String audience) {
    Map<String, Object> body = new HashMap<>(collateral(title, text));
    body.put("audience", audience);
    body.put("publish", true);
    return made("/collateral", body);
  }

  private static Map<String, Object> collateral(String title, String text) {
    return Map.of("title", title, "kind", "sheet", "text", text);
  }

  private String objection(String phrase, String phrasing) {
    String id = made("/objections", Map.of("phrase", phrase, "category", "need"));
    made("/objections/" + id + "/phrasings", Map.of("text", phrasing));
    return id;
  }

  /** Until the index has everything. */
  private void caughtUp() {
    String position = marketer.get("/changes?after=now").json().get("next").asText();
    marketer.get("/search?limit=0&after=" + position).expect(200);
  }
}
