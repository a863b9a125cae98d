package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a request can go, who takes it there, and what it is answered with. */
class TransitionTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void theContractAndTheDocsShowTheTableOfTheCode() throws IOException {
    List<String> table =
        Transition.ALL.stream()
            .map(
                way ->
                    "| %s | %s | %s | %s |%s |"
                        .formatted(
                            Words.of(way.from()),
                            Words.of(way.to()),
                            Words.of(way.who()),
                            way.needsReason() ? "yes" : "no",
                            way.verdict() == null ? "" : " " + Words.of(way.verdict())))
            .toList();
    assertThat(table(Files.readString(Path.of("..", "openapi.yaml")))).isEqualTo(table);
    assertThat(table(Files.readString(Path.of("..", "docs", "requests.md")))).isEqualTo(table);
  }

  /** The rows below the heading of the table of states. */
  private static List<String> table(String text) {
    return text.lines()
        .map(String::strip)
        .dropWhile(line -> !line.equals("| from | to | who | reason | verdict |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  @Test
  void everyStateOfTheTableIsReachedAndNoTransitionIsToldTwice() {
    assertThat(Transition.ALL.stream().map(way -> way.from() + " " + way.to()))
        .doesNotHaveDuplicates();
    assertThat(
            Stream.concat(
                    Stream.of(Request.State.SUBMITTED, Request.State.MERGED),
                    Transition.ALL.stream().map(Transition::to))
                .distinct())
        .containsExactlyInAnyOrder(Request.State.values());
    assertThat(Transition.ALL).allMatch(way -> way.from().isOpen());
  }

  @Test
  void aRequestGoesFromTheFirstWordToTheVerdict() {
    Reply filed = file("A sheet on okapi housing");
    Reply accepted = move(marketer, filed, "accepted", null);
    assertThat(accepted.json().get("assigneeId").asText()).isEqualTo(me(marketer));
    Reply waiting = move(marketer, accepted, "waiting", "How many okapis?");
    Reply working = move(rep, waiting, "inProgress", "Twelve.");
    String sheet = collateral("Okapi housing", true);
    String answer = answer("Where do okapis live?");
    Map<String, Object> delivery = new HashMap<>();
    delivery.put("to", "delivered");
    delivery.put("deliverables", List.of(Map.of("item", sheet), Map.of("item", answer)));

    Reply delivered = post(marketer, working, delivery).expect(200);

    assertThat(delivered.json().at("/deliverables").findValuesAsText("id"))
        .containsExactly(sheet, answer);
    assertThat(delivered.json().at("/deliverables/0/version").asInt()).isEqualTo(1);
    assertThat(delivered.json().at("/deliverables/0/kind").asText()).isEqualTo("collateral");
    assertThat(delivered.json().has("verdict")).isFalse();
    Reply again = move(rep, delivered, "inProgress", "We keep them outdoors.");
    assertThat(again.json().get("verdict").asText()).isEqualTo("notWhatINeeded");
    String other = collateral("Okapis outdoors", true);
    delivery.put("deliverables", List.of(Map.of("item", other, "version", 1)));
    Reply paused = move(marketer, again, "waiting", "All year?");
    assertThat(paused.json().get("verdict").asText()).isEqualTo("notWhatINeeded");
    Reply resumed = move(rep, paused, "inProgress", null);
    Reply better = post(marketer, resumed, delivery).expect(200);
    assertThat(better.json().has("verdict")).isFalse();
    assertThat(better.json().at("/deliverables").findValuesAsText("id")).containsExactly(other);
    Reply closed = move(rep, better, "closed", null);
    assertThat(closed.json().get("verdict").asText()).isEqualTo("helped");
    assertThat(rep.get(path(filed)).json()).isEqualTo(closed.json());
    JsonNode timeline = rep.get(path(filed) + "/activity").expect(200).json();
    assertThat(timeline.get("items").findValuesAsText("to"))
        .containsExactly(
            "closed",
            "delivered",
            "inProgress",
            "waiting",
            "inProgress",
            "delivered",
            "inProgress",
            "waiting",
            "accepted");
    JsonNode asked = timeline.at("/items/7/detail");
    assertThat(asked.get("from").asText()).isEqualTo("accepted");
    assertThat(asked.get("reason").asText()).isEqualTo("How many okapis?");
  }

  @Test
  void aRefusedTransitionNamesThoseThatThisCallerHas() {
    Reply filed = file("A deck on tapirs");
    assertThat(allowed(post(rep, filed, Map.of("to", "accepted")))).containsExactly("withdrawn");
    assertThat(allowed(post(marketer, filed, Map.of("to", "withdrawn"))))
        .containsExactly("accepted", "declined");
    assertThat(allowed(post(halfdoor.as("rep2"), filed, Map.of("to", "withdrawn")))).isEmpty();
    assertThat(allowed(post(marketer, filed, Map.of("to", "submitted"))))
        .containsExactly("accepted", "declined");
    rep.post(path(filed) + "/transitions", Map.of("to", "withdrawn")).expect(428);
    assertThat(pointer(post(marketer, filed, Map.of("to", "declined")))).isEqualTo("/reason");
    assertThat(pointer(post(marketer, filed, Map.of("to", "declined", "reason", " \n "))))
        .isEqualTo("/reason");
    assertThat(rep.get(path(filed)).json()).isEqualTo(filed.json());
    Reply declined = move(marketer, filed, "declined", "Nobody has tapirs.");
    assertThat(allowed(post(marketer, declined, Map.of("to", "accepted")))).isEmpty();
    Reply stale = post(rep, filed, Map.of("to", "withdrawn")).expect(412);
    assertThat(stale.json().at("/present/state").asText()).isEqualTo("declined");
  }

  @Test
  void whoFiledItSpeaksForWhoAskedAndMarketingDoesNot() {
    Map<String, Object> body = RequestTest.body("A card on voles");
    body.put("requestedBy", me(rep));
    Reply filed = halfdoor.as("repWhoFiles").post("/requests", body).expect(201);
    Reply accepted = move(marketer, filed, "accepted", null);
    Map<String, Object> delivery =
        Map.of(
            "to", "delivered", "deliverables", List.of(Map.of("item", collateral("Voles", true))));
    Reply delivered = post(marketer, accepted, delivery).expect(200);
    assertThat(allowed(post(marketer, delivered, Map.of("to", "closed")))).isEmpty();
    assertThat(allowed(post(halfdoor.admin(), delivered, Map.of("to", "closed")))).isEmpty();
    assertThat(pointer(post(rep, delivered, Map.of("to", "inProgress")))).isEqualTo("/reason");
    move(halfdoor.as("repWhoFiles"), delivered, "closed", null);
  }

  @Test
  void ofTwoWhoAcceptAtOnceOneWinsAndTheOtherIsToldWho() throws Exception {
    List<TestClient> marketers = List.of(halfdoor.as("marketerA"), halfdoor.as("marketerB"));
    marketers.forEach(TransitionTest::me);
    for (int round = 0; round < 20; round++) {
      Reply filed = file("A case study no. " + round);
      List<Callable<Reply>> both = new ArrayList<>();
      for (TestClient each : marketers) {
        both.add(() -> post(each, filed, Map.of("to", "accepted")));
      }
      List<Reply> replies = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Reply> reply : threads.invokeAll(both)) {
          replies.add(reply.get());
        }
      }
      assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 412);
      int winner = replies.getFirst().status() == 200 ? 0 : 1;
      JsonNode told = replies.get(1 - winner).json();
      assertThat(told.get("changedBy").asText()).isEqualTo(me(marketers.get(winner)));
      assertThat(told.at("/present/assigneeId").asText()).isEqualTo(me(marketers.get(winner)));
      assertThat(rep.get(path(filed) + "/activity").json().get("items")).hasSize(2);
    }
  }

  @Test
  void onlyWhatIsPublishedAndTheRequesterSeesIsDelivered() {
    Reply accepted = move(marketer, file("A one-pager on newts"), "accepted", null);
    String draft = collateral("Newts, a draft", false);
    String internal = collateral("Newts, for marketing", "marketing");
    String published = collateral("Newts", true);
    String request = file("Newts again").id();
    post(marketer, accepted, delivery(Map.of("item", draft))).expect(409);
    post(marketer, accepted, delivery(Map.of("item", internal))).expect(409);
    Reply archived = marketer.get("/collateral/" + draft);
    marketer
        .with("If-Match", archived.header("ETag"))
        .post("/collateral/" + draft + "/transitions", Map.of("to", "archived"))
        .expect(200);
    post(marketer, accepted, delivery(Map.of("item", draft))).expect(409);
    marketer
        .post(
            "/collateral/" + published + "/versions", Map.of("text", "Not yet.", "publish", false))
        .expect(201);
    post(marketer, accepted, delivery(Map.of("item", published, "version", 2))).expect(409);
    assertThat(pointer(post(marketer, accepted, delivery(Map.of("item", request)))))
        .isEqualTo("/deliverables/0/item");
    assertThat(pointer(post(marketer, accepted, delivery(Map.of("item", published, "version", 9)))))
        .isEqualTo("/deliverables/0/version");
    Map<String, String> once = Map.of("item", published);
    assertThat(
            pointer(
                post(
                    marketer,
                    accepted,
                    Map.of("to", "delivered", "deliverables", List.of(once, once)))))
        .isEqualTo("/deliverables/1/item");
    assertThat(pointer(post(marketer, accepted, Map.of("to", "delivered"))))
        .isEqualTo("/deliverables");
    Map<String, Object> early = Map.of("to", "inProgress", "deliverables", List.of(once));
    assertThat(pointer(post(marketer, accepted, early))).isEqualTo("/deliverables");
    assertThat(rep.get(path(accepted)).json()).isEqualTo(accepted.json());

    Reply delivered = post(marketer, accepted, delivery(once)).expect(200);

    assertThat(delivered.json().at("/deliverables/0/version").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsWithdrawnIsFoundNoLonger() {
    Reply filed = file("A binturong brochure");
    String before = filed.header("Halfdoor-Position");
    assertThat(found("binturong", before)).contains(filed.id());
    Reply withdrawn = move(rep, filed, "withdrawn", null);
    assertThat(found("binturong", withdrawn.header("Halfdoor-Position"))).isEmpty();
  }

  private static Map<String, Object> delivery(Map<String, ?> deliverable) {
    return Map.of("to", "delivered", "deliverables", List.of(deliverable));
  }

  private Reply file(String title) {
    return RequestTest.file(rep, title);
  }

  private static Reply move(TestClient caller, Reply on, String to, String reason) {
    Map<String, Object> body = new HashMap<>(Map.of("to", to));
    if (reason != null) {
      body.put("reason", reason);
    }
    return post(caller, on, body).expect(200);
  }

  private static Reply post(TestClient caller, Reply on, Map<String, ?> body) {
    return caller.with("If-Match", on.header("ETag")).post(path(on) + "/transitions", body);
  }

  private String collateral(String title, boolean publish) {
    return marketer
        .post(
            "/collateral",
            Map.of("title", title, "kind", "sheet", "text", title, "publish", publish))
        .expect(201)
        .id();
  }

  private String collateral(String title, String audience) {
    Map<String, Object> body = new HashMap<>();
    body.put("title", title);
    body.put("kind", "sheet");
    body.put("text", title);
    body.put("publish", true);
    body.put("audience", audience);
    return marketer.post("/collateral", body).expect(201).id();
  }

  private String answer(String phrase) {
    String objection =
        marketer.post("/objections", Map.of("phrase", phrase, "category", "need")).expect(201).id();
    return marketer
        .post(
            "/objections/" + objection + "/answers",
            Map.of("title", phrase, "talkTrack", phrase, "publish", true))
        .expect(201)
        .id();
  }

  private List<String> found(String words, String after) {
    return rep.get("/search?q=" + words + "&after=" + after)
        .expect(200)
        .json()
        .get("hits")
        .findValuesAsText("id");
  }

  private static String path(Reply on) {
    return "/requests/" + on.id();
  }

  private static String me(TestClient caller) {
    return caller.get("/me").id();
  }

  private static List<String> allowed(Reply refused) {
    return refused.expect(409).json().get("allowed").valueStream().map(JsonNode::asText).toList();
  }

  private static String pointer(Reply refused) {
    return refused.expect(422).json().at("/errors/0/pointer").asText();
  }
}
