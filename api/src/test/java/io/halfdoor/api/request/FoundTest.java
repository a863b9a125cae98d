package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether the search that a request came from finds what it is answered with. */
class FoundTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final Map<String, List<String>> COLLATERAL = Map.of("kind", List.of("collateral"));

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void aDeliveryTellsWhereTheSearchNowFindsEachDeliverable() {
    Reply accepted = accepted("okapi housing", COLLATERAL);
    String sheet = sheet("Okapi housing", "How okapis are housed.");
    String other = sheet("A leaflet", "Housing for giraffes, and at the end an okapi.");
    Map<String, Object> delivery = delivery(sheet, other);
    TestClient once = marketer.with("If-Match", accepted.header("ETag"));

    Reply delivered =
        once.with("Idempotency-Key", "found").post(path(accepted), delivery).expect(200);

    assertThat(ranks(delivered.json())).containsExactly(1, 2);
    assertThat(rep.get("/requests/" + accepted.id()).json()).isEqualTo(delivered.json());
    assertThat(
            once.with("Idempotency-Key", "found").post(path(accepted), delivery).expect(200).json())
        .isEqualTo(delivered.json());
    assertThat(moves(accepted).getFirst().has("notFound")).isFalse();
    rep.get("/search?q=okapi+housing+for+the+log").expect(200);
    await().until(() -> logged("okapi housing for the log") == 1);
    assertThat(logged("okapi housing")).as("it is no search of a rep's").isZero();
  }

  @Test
  void anAnswerIsFoundAsItself() {
    Reply accepted = accepted("numbat feeding", Map.of("kind", List.of("answer")));
    String objection =
        marketer
            .post("/objections", Map.of("phrase", "Numbats eat too much", "category", "need"))
            .expect(201)
            .id();
    String answer =
        marketer
            .post(
                "/objections/" + objection + "/answers",
                Map.of(
                    "title", "Numbat feeding", "talkTrack", "Termites are free.", "publish", true))
            .expect(201)
            .id();
    assertThat(ranks(deliver(accepted, delivery(answer)).expect(200).json())).containsExactly(1);
  }

  @Test
  void whatIsNotFoundIsDeliveredOnlyWhereThatIsKnown() {
    Reply accepted = accepted("pangolin transport", COLLATERAL);
    String sheet = sheet("Newts", "All about newts.");

    JsonNode refused = deliver(accepted, delivery(sheet)).expect(409).json();

    assertThat(refused.get("deliverables")).hasSize(1);
    assertThat(refused.at("/deliverables/0/id").asText()).isEqualTo(sheet);
    assertThat(refused.at("/deliverables/0").has("rank")).isFalse();
    assertThat(refused.get("detail").asText())
        .contains("“pangolin transport”", "labels", "acknowledgeNotFound");
    assertThat(rep.get("/requests/" + accepted.id()).json()).isEqualTo(accepted.json());
    Map<String, Object> known = delivery(sheet);
    known.put("acknowledgeNotFound", false);
    deliver(accepted, known).expect(409);
    known.put("acknowledgeNotFound", true);
    Reply delivered = deliver(accepted, known).expect(200);
    assertThat(delivered.json().at("/deliverables/0").has("rank")).isFalse();
    assertThat(moves(accepted).getFirst().get("notFound").asBoolean()).isTrue();
    Map<String, Object> none = Map.of("to", "inProgress", "acknowledgeNotFound", true);
    assertThat(
            deliver(accepted("a pangolin again", COLLATERAL), none)
                .expect(422)
                .json()
                .at("/errors/0/pointer")
                .asText())
        .isEqualTo("/acknowledgeNotFound");
  }

  @Test
  void theEleventhIsNotFoundAndIsToldWhereItStands() {
    Reply accepted = accepted("quokka", COLLATERAL);
    for (int i = 1; i <= 10; i++) {
      sheet("Quokka " + i, "Quokka.");
    }
    String last = sheet("An island", "On it live quite a few animals, the quokka among them.");
    JsonNode refused = deliver(accepted, delivery(last)).expect(409).json();
    assertThat(refused.at("/deliverables/0/rank").asInt()).isEqualTo(11);
    Map<String, List<String>> filters = new HashMap<>(COLLATERAL);
    filters.put("type", List.of("deck"));
    Reply filtered = accepted("quokka", filters);
    String deck = add("deck", "An island", "The quokka lives there.", "everyone");
    assertThat(ranks(deliver(filtered, delivery(deck)).expect(200).json())).containsExactly(1);
  }

  @Test
  void theSearchIsMadeAsTheRequesterAndNotAsWhoDelivers() {
    Reply accepted = accepted("axolotl", COLLATERAL);
    for (int i = 1; i <= 10; i++) {
      add("sheet", "Axolotl " + i, "Axolotl.", "marketing");
    }
    String sheet = sheet("A lake", "In it lives, among many others, the axolotl.");
    assertThat(ranks(deliver(accepted, delivery(sheet)).expect(200).json())).containsExactly(1);
  }

  @Test
  void withoutASearchNothingIsSearchedFor() {
    Reply filed = RequestTest.file(rep, "A sheet on gibbons");
    Reply accepted = move(marketer, filed, "accepted");
    String sheet = sheet("Nothing like it", "At all.");
    Reply delivered = deliver(accepted, delivery(sheet)).expect(200);
    assertThat(delivered.json().at("/deliverables/0").has("rank")).isFalse();
    assertThat(moves(accepted).getFirst().has("notFound")).isFalse();
  }

  @Test
  void whatIsNoLongerFoundIsAFindingUntilItIsAgain() {
    String sheet = sheet("Tarsier eyes", "They are large.");
    Reply delivered = deliver(accepted("tarsier eyes", COLLATERAL), delivery(sheet)).expect(200);
    String never = sheet("Nothing of it", "Whatsoever.");
    Map<String, Object> unfound = delivery(never);
    unfound.put("acknowledgeNotFound", true);
    deliver(accepted("tarsier ears", COLLATERAL), unfound).expect(200);
    night();
    assertThat(found()).doesNotContain(sheet, never);

    rename(sheet, "Small animals");
    night();

    assertThat(found()).contains(sheet).doesNotContain(never);
    assertThat(detail(sheet)).contains(delivered.id());
    move(rep, delivered, "closed");
    night();
    assertThat(found()).as("it helped once").contains(sheet);
    rename(sheet, "Tarsier eyes");
    night();
    assertThat(found()).doesNotContain(sheet);
  }

  @Test
  void aFindingDoesNotNameAConfidentialRequest() {
    String sheet = sheet("Saola horns", "They are long.");
    Map<String, Object> body = body("saola horns", COLLATERAL);
    body.put("confidential", true);
    Reply accepted = move(marketer, rep.post("/requests", body).expect(201), "accepted");
    deliver(accepted, delivery(sheet)).expect(200);
    rename(sheet, "Something else");
    night();
    assertThat(detail(sheet)).doesNotContain(accepted.id(), "saola");
    assertThat(halfdoor.as("leader").get("/findings?type=noLongerFound&limit=200").text())
        .contains(sheet)
        .doesNotContain(accepted.id());
  }

  private Reply accepted(String query, Map<String, List<String>> filters) {
    return move(marketer, rep.post("/requests", body(query, filters)).expect(201), "accepted");
  }

  private static Map<String, Object> body(String query, Map<String, List<String>> filters) {
    Map<String, Object> body = new HashMap<>(RequestTest.body("Something of the kind"));
    body.put("fromSearch", Map.of("query", query, "filters", filters));
    return body;
  }

  private static Reply move(TestClient caller, Reply on, String to) {
    return caller.with("If-Match", on.header("ETag")).post(path(on), Map.of("to", to)).expect(200);
  }

  private Reply deliver(Reply on, Map<String, Object> delivery) {
    return marketer.with("If-Match", on.header("ETag")).post(path(on), delivery);
  }

  private static Map<String, Object> delivery(String... items) {
    Map<String, Object> body = new HashMap<>(Map.of("to", "delivered"));
    body.put("deliverables", List.of(items).stream().map(item -> Map.of("item", item)).toList());
    return body;
  }

  private static String path(Reply on) {
    return "/requests/" + on.id() + "/transitions";
  }

  private String sheet(String title, String text) {
    return add("sheet", title, text, "everyone");
  }

  private String add(String kind, String title, String text, String audience) {
    Map<String, Object> body = new HashMap<>();
    body.put("title", title);
    body.put("kind", kind);
    body.put("text", text);
    body.put("publish", true);
    body.put("audience", audience);
    return marketer.post("/collateral", body).expect(201).id();
  }

  private void rename(String id, String title) {
    Reply present = marketer.get("/collateral/" + id).expect(200);
    marketer
        .with("If-Match", present.header("ETag"))
        .patch("/collateral/" + id, Map.of("title", title))
        .expect(200);
  }

  private static List<Integer> ranks(JsonNode request) {
    return request.get("deliverables").valueStream().map(each -> each.get("rank").asInt()).toList();
  }

  private List<JsonNode> moves(Reply request) {
    return rep.get("/requests/" + request.id() + "/activity")
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .filter(each -> each.get("action").asText().equals("moved"))
        .map(each -> each.get("detail"))
        .toList();
  }

  private static long logged(String query) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM search_log WHERE q = :q")
                    .bind("q", query)
                    .mapTo(Long.class)
                    .one());
  }

  private static void night() {
    halfdoor.doNow("check requests");
  }

  private List<String> found() {
    return findings().findValuesAsText("item");
  }

  private String detail(String item) {
    return findings()
        .valueStream()
        .filter(each -> each.get("item").asText().equals(item))
        .map(each -> each.get("detail").asText())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode findings() {
    return marketer.get("/findings?type=noLongerFound&limit=200").expect(200).json().get("items");
  }
}
