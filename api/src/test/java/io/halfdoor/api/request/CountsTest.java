package io.halfdoor.api.request;

import static io.halfdoor.api.request.RequestTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many requests are in each state. */
class CountsTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void everyStateIsCountedWithTheSameFiltersAsTheList() {
    TestClient asking = halfdoor.as("repWhoCounts");
    RequestTest.file(asking, "A wombat sheet");
    RequestTest.file(asking, "A wombat deck");
    Reply taken = RequestTest.file(asking, "A numbat sheet");
    marketer
        .with("If-Match", taken.header("ETag"))
        .post("/requests/" + taken.id() + "/transitions", Map.of("to", "accepted"))
        .expect(200);

    JsonNode counts = counts(rep, "requestedBy=" + asking.get("/me").id());

    assertThat(counts.get("total").asInt()).isEqualTo(3);
    List<String> states = new ArrayList<>();
    counts.get("states").fieldNames().forEachRemaining(states::add);
    assertThat(states)
        .containsExactlyElementsOf(Arrays.stream(Request.State.values()).map(Words::of).toList());
    assertThat(counts.at("/states/submitted").asInt()).isEqualTo(2);
    assertThat(counts.at("/states/accepted").asInt()).isEqualTo(1);
    assertThat(counts.at("/states/closed").asInt()).isZero();
    assertThat(counts(asking, "requestedBy=me&q=wombat").get("total").asInt()).isEqualTo(2);
    assertThat(counts(asking, "requestedBy=me&assignee=none").get("total").asInt()).isEqualTo(2);
    assertThat(counts(asking, "requestedBy=me&kind=video").get("total").asInt()).isZero();
    asking.get("/requests/counts?state=submitted").expect(400);
    asking.get("/requests/counts?limit=1").expect(400);
  }

  @Test
  void aConfidentialRequestIsCountedForThoseWhoSeeItAlone() {
    TestClient asking = halfdoor.as("repInConfidence");
    Map<String, Object> secret = body("A quokka secret");
    secret.put("confidential", true);
    asking.post("/requests", secret).expect(201);
    String theirs = "requestedBy=" + asking.get("/me").id();
    for (TestClient sees : List.of(asking, marketer, halfdoor.admin())) {
      assertThat(counts(sees, theirs).at("/states/submitted").asInt()).isEqualTo(1);
      assertThat(counts(sees, "q=quokka").get("total").asInt()).isEqualTo(1);
    }
    for (TestClient blind : List.of(rep, halfdoor.as("leader"))) {
      assertThat(counts(blind, theirs).get("total").asInt()).isZero();
      assertThat(counts(blind, "q=quokka").get("total").asInt()).isZero();
    }
  }

  private static JsonNode counts(TestClient caller, String query) {
    return caller.get("/requests/counts?" + query).expect(200).json();
  }
}
