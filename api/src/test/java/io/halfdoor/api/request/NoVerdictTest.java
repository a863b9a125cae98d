package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of deliveries of which nobody says anything. */
class NoVerdictTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("requests.verdictDays", "5");

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatNobodyJudgedInTimeIsClosedOnceAndNotAsHelped() {
    Reply delivered = delivered("A sheet on loons");
    Reply judged = delivered("A sheet on grebes");
    Reply working = move(rep, judged, "inProgress", "It is of the wrong year.");
    halfdoor.clock().advance(Duration.ofDays(5).minusHours(1));
    Reply patched =
        rep.with("If-Match", delivered.header("ETag"))
            .patch("/requests/" + delivered.id(), Map.of("title", "A sheet on two loons"))
            .expect(200);
    Reply again = deliver(working);
    night();
    assertThat(rep.get("/requests/" + delivered.id()).json().get("state").asText())
        .isEqualTo("delivered");

    halfdoor.clock().advance(Duration.ofHours(2));
    night();
    night();

    Reply closed = rep.get("/requests/" + delivered.id()).expect(200);
    assertThat(closed.json().get("state").asText()).isEqualTo("closed");
    assertThat(closed.json().get("verdict").asText()).isEqualTo("noVerdict");
    assertThat(closed.json().get("version").asInt())
        .isEqualTo(patched.json().get("version").asInt() + 1);
    assertThat(closed.json().get("updatedBy")).isEqualTo(patched.json().get("updatedBy"));
    List<JsonNode> moves = moves(delivered);
    assertThat(moves.getFirst().get("detail"))
        .isEqualTo(halfdoorJson("{'from':'delivered','to':'closed','verdict':'noVerdict'}"));
    assertThat(moves.getFirst().has("personId")).as("Halfdoor itself did it").isFalse();
    assertThat(moves).as("accepted, delivered, closed once").hasSize(3);
    assertThat(told(rep, delivered)).isEqualTo(1);
    assertThat(told(marketer, delivered)).isEqualTo(1);
    assertThat(rep.get("/requests/" + again.id()).json().get("state").asText())
        .as("what was delivered anew is awaited anew")
        .isEqualTo("delivered");
    rep.with("If-Match", closed.header("ETag"))
        .post("/requests/" + closed.id() + "/transitions", Map.of("to", "closed"))
        .expect(409);
  }

  private static JsonNode halfdoorJson(String text) {
    try {
      return io.halfdoor.api.web.Json.mapper().readTree(text.replace('\'', '"'));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private Reply delivered(String title) {
    return deliver(move(marketer, RequestTest.file(rep, title), "accepted", null));
  }

  private Reply deliver(Reply on) {
    Map<String, Object> sheet =
        Map.of("title", "A sheet", "kind", "sheet", "text", "Birds.", "publish", true);
    String item = marketer.post("/collateral", sheet).expect(201).id();
    return marketer
        .with("If-Match", on.header("ETag"))
        .post(
            "/requests/" + on.id() + "/transitions",
            Map.of("to", "delivered", "deliverables", List.of(Map.of("item", item))))
        .expect(200);
  }

  private static Reply move(TestClient caller, Reply on, String to, String reason) {
    Map<String, Object> body = new HashMap<>(Map.of("to", to));
    if (reason != null) {
      body.put("reason", reason);
    }
    return caller
        .with("If-Match", on.header("ETag"))
        .post("/requests/" + on.id() + "/transitions", body)
        .expect(200);
  }

  private static void night() {
    halfdoor.doNow("close requests");
  }

  private List<JsonNode> moves(Reply request) {
    return rep.get("/requests/" + request.id() + "/activity")
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .filter(each -> each.get("action").asText().equals("moved"))
        .toList();
  }

  /** How often somebody was told that a request was closed without a verdict. */
  private static long told(TestClient caller, Reply request) {
    return caller
        .get("/me/notices?limit=200")
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .map(JsonNode::toString)
        .filter(notice -> notice.contains(request.id()) && notice.contains("noVerdict"))
        .count();
  }
}
