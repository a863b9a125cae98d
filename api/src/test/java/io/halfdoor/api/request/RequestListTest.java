package io.halfdoor.api.request;

import static io.halfdoor.api.request.RequestTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are asked for by more than one thing at once. */
class RequestListTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void oneOfSeveralStatesIsEnough() {
    TestClient asking = halfdoor.as("repOfStates");
    String submitted = file(asking, "Still new").id();
    Reply accepted = move(marketer, file(asking, "Taken"), "accepted");
    Reply withdrawn = move(asking, file(asking, "Not needed"), "withdrawn");
    String mine = "requestedBy=me&";
    assertThat(items(asking, mine + "state=submitted")).containsExactly(submitted);
    assertThat(items(asking, mine + "state=withdrawn&state=accepted"))
        .containsExactly(withdrawn.id(), accepted.id());
    assertThat(items(asking, mine)).hasSize(3);
    assertThat(items(asking, mine + "state=submitted&state=accepted&assignee=none"))
        .containsExactly(submitted);
    Reply wrong = asking.get("/requests?state=submitted&state=lost").expect(400);
    assertThat(wrong.json().at("/errors/0/parameter").asText()).isEqualTo("state");
    assertThat(wrong.json().get("detail").asText()).startsWith("Must be one of submitted, ");
  }

  @Test
  void whatSomebodySupportsIsTheirsToFind() {
    TestClient supporting = halfdoor.as("repWhoSupports");
    Reply filed = file(rep, "A sheet on gnus");
    file(rep, "A sheet on nobody's mind");
    supporting.put("/requests/" + filed.id() + "/support", Map.of()).expect(200);
    assertThat(items(supporting, "supportedBy=me")).containsExactly(filed.id());
    assertThat(items(rep, "supportedBy=" + me(supporting))).containsExactly(filed.id());
    assertThat(items(rep, "supportedBy=me")).isEmpty();
    assertThat(items(supporting, "supportedBy=me&requestedBy=me")).isEmpty();
    supporting.delete("/requests/" + filed.id() + "/support").expect(204);
    assertThat(items(supporting, "supportedBy=me")).isEmpty();
    rep.get("/requests?supportedBy=none").expect(400);
  }

  @Test
  void theDayByWhichItIsNeededIsARangeAndPasses() {
    TestClient asking = halfdoor.as("repInAHurry");
    String soon = needed(asking, "Soon", 1).id();
    String later = needed(asking, "Later", 10).id();
    Reply gone = needed(asking, "Soon, and not any more", 1);
    move(asking, gone, "withdrawn");
    String never = file(asking, "Whenever").id();
    String mine = "requestedBy=me&";
    LocalDate tomorrow = today().plusDays(1);
    assertThat(items(asking, mine + "needByFrom=" + tomorrow))
        .containsExactly(gone.id(), later, soon);
    assertThat(items(asking, mine + "needByFrom=" + tomorrow.plusDays(1))).containsExactly(later);
    assertThat(items(asking, mine + "needByTo=" + tomorrow)).containsExactly(gone.id(), soon);
    assertThat(items(asking, mine + "needByTo=" + today())).isEmpty();
    assertThat(items(asking, mine + "overdue=true")).isEmpty();
    halfdoor.clock().advance(Duration.ofDays(2));
    try {
      assertThat(items(asking, mine + "overdue=true")).containsExactly(soon);
      assertThat(items(asking, mine + "overdue=false")).containsExactly(never, gone.id(), later);
      assertThat(items(asking, mine)).hasSize(4);
    } finally {
      halfdoor.clock().advance(Duration.ofDays(-2));
    }
    asking.get("/requests?needByFrom=tomorrow").expect(400);
    asking.get("/requests?needByTo=2026-02-30").expect(400);
    asking.get("/requests?needByTo=%2B99999-01-01").expect(400);
    asking.get("/requests?overdue=maybe").expect(400);
    asking.get("/requests?needByFrom=2026-12-02&needByTo=2026-12-01").expect(422);
  }

  @Test
  void whatIsFoundForATextIsAllOfItAndOnlyWhatTheCallerSees() {
    TestClient asking = halfdoor.as("repWhoSeeks");
    for (int i = 0; i < 60; i++) {
      file(asking, "The axolotl paper, part " + i);
    }
    Map<String, Object> secret = body("The axolotl secret");
    secret.put("confidential", true);
    String hidden = asking.post("/requests", secret).expect(201).id();
    Reply withdrawn = move(asking, file(asking, "The axolotl mistake"), "withdrawn");
    assertThat(items(rep, "limit=200&q=axolotl")).hasSize(60).doesNotContain(hidden);
    assertThat(items(marketer, "limit=200&q=axolotl"))
        .hasSize(61)
        .contains(hidden)
        .doesNotContain(withdrawn.id());
    Reply page = rep.get("/requests?limit=40&q=axolotl").expect(200);
    String next = page.json().get("next").asText();
    assertThat(items(rep, "limit=40&q=axolotl&cursor=" + next)).hasSize(20);
    assertThat(items(rep, "q=axolotl&state=accepted")).isEmpty();
    assertThat(items(rep, "q=axolotl&requestedBy=me")).isEmpty();
    assertThat(items(rep, "q=zzyzx")).isEmpty();
    assertThat(items(asking, "limit=200&requestedBy=me&q=%20")).hasSize(62);
    String last = file(asking, "What was filed just now, an axolotl").id();
    assertThat(items(rep, "limit=1&q=axolotl")).containsExactly(last);
    rep.get("/requests?q=" + "a".repeat(2_001)).expect(413);
  }

  private static Reply file(TestClient caller, String title) {
    return RequestTest.file(caller, title);
  }

  private static Reply needed(TestClient caller, String title, int days) {
    Map<String, Object> body = body(title);
    body.put("needBy", today().plusDays(days).toString());
    return caller.post("/requests", body).expect(201);
  }

  private static Reply move(TestClient caller, Reply on, String to) {
    return caller
        .with("If-Match", on.header("ETag"))
        .post("/requests/" + on.id() + "/transitions", Map.of("to", to))
        .expect(200);
  }

  private static List<String> items(TestClient caller, String query) {
    JsonNode page = caller.get("/requests?" + query).expect(200).json();
    return page.get("items").valueStream().map(item -> item.get("id").asText()).toList();
  }

  private static String me(TestClient caller) {
    return caller.get("/me").id();
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
  }
}
