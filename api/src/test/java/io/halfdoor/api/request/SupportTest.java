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
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Others who need what somebody asked for. */
class SupportTest {

  private static final int CROWD = 200;

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("requestsPerMinute", "1000000");

  private final TestClient asking = halfdoor.as("repWhoAsks");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void supportersAreListedSinceTheLongestFirstAndTheCallersOwnIsShown() {
    Reply filed = RequestTest.file(asking, "A sheet on martens");
    String path = path(filed);
    JsonNode first = rep.put(path + "/support", Map.of()).expect(200).json();
    TestClient other = halfdoor.as("repWhoIsSecond");
    halfdoor.clock().advance(java.time.Duration.ofSeconds(1));
    JsonNode second =
        other.put(path + "/support", Map.of("deal", Map.of("crmId", "006S"))).expect(200).json();

    JsonNode page = asking.get(path + "/supporters?limit=1").expect(200).json();

    assertThat(page.get("items")).containsExactly(first);
    String next = path + "/supporters?limit=1&cursor=" + page.get("next").asText();
    JsonNode rest = asking.get(next).expect(200).json();
    assertThat(rest.get("items")).containsExactly(second);
    assertThat(rest.has("next")).isFalse();
    assertThat(other.get(path).json().get("support")).isEqualTo(second);
    assertThat(asking.get(path).json().has("support")).isFalse();
    assertThat(other.get(path).json().get("watched").asBoolean()).isFalse();
    other.put(path + "/watch", null).expect(204);
    assertThat(other.get(path).json().get("watched").asBoolean()).isTrue();
    assertThat(asking.get(path).json().get("watched").asBoolean()).isFalse();
  }

  @Test
  void whoNeedsItTooCountsOnceWithTheirDealAndTheVersionStays() {
    Reply filed = RequestTest.file(asking, "A sheet on marmots");
    String path = path(filed);
    Map<String, Object> deal = Map.of("deal", Map.of("crmId", "006M"));

    JsonNode support = rep.put(support(filed), deal).expect(200).json();

    assertThat(support.get("personId").asText()).isEqualTo(rep.get("/me").id());
    assertThat(support.get("dealId").asText()).startsWith("deal_");
    assertThat(rep.put(support(filed), deal).expect(200).json()).isEqualTo(support);
    Reply shown = asking.get(path).expect(200);
    assertThat(shown.json().get("supporters").asInt()).isEqualTo(1);
    assertThat(shown.json().get("version").asInt()).isEqualTo(1);
    assertThat(shown.header("ETag")).isNotEqualTo(filed.header("ETag"));
    JsonNode without = rep.put(support(filed), Map.of()).expect(200).json();
    assertThat(without.has("dealId")).isFalse();
    assertThat(without.get("at")).isEqualTo(support.get("at"));
    Reply changed =
        asking
            .with("If-Match", filed.header("ETag"))
            .patch(path, Map.of("title", "A sheet on two marmots"))
            .expect(200);
    assertThat(changed.json().get("supporters").asInt()).isEqualTo(1);
    rep.delete(support(filed)).expect(204);
    rep.delete(support(filed)).expect(204);
    assertThat(asking.get(path).json().get("supporters").asInt()).isZero();
    assertThat(asking.get(path + "/activity").json().findValuesAsText("action"))
        .as("what changed nothing is not told")
        .containsExactly("supportWithdrawn", "changed", "supported", "supported", "created");
  }

  @Test
  void onesOwnAClosedAndAHiddenRequestAreNotSupported() {
    Reply filed = RequestTest.file(asking, "A sheet on lemmings");
    asking.put(support(filed), Map.of()).expect(409);
    Map<String, Object> unnamed = Map.of("deal", Map.of("account", "Acme"));
    rep.put(support(filed), unnamed).expect(422);
    asking
        .with("If-Match", filed.header("ETag"))
        .post(path(filed) + "/transitions", Map.of("to", "withdrawn"))
        .expect(200);
    rep.put(support(filed), Map.of("deal", Map.of("crmId", "006W"))).expect(409);
    assertThat(rep.get("/deals?limit=200").expect(200).text()).doesNotContain("006W");
    Map<String, Object> secret = new HashMap<>(RequestTest.body("A secret sheet"));
    secret.put("confidential", true);
    Reply hidden = asking.post("/requests", secret).expect(201);
    rep.put(support(hidden), Map.of()).expect(404);
    rep.delete(support(hidden)).expect(404);
    halfdoor.as("marketer").put(support(hidden), Map.of()).expect(200);
    rep.put("/requests/req_1/support", Map.of()).expect(404);
  }

  @Test
  void supportFollowsItsDealWhereThatTurnsOutToBeAnother() {
    Reply filed = RequestTest.file(asking, "A sheet on martens");
    Map<String, String> name = Map.of("account", "Viola Ltd", "name", "Bows");
    rep.put(support(filed), Map.of("deal", name)).expect(200);
    rep.post("/deals", Map.of("crmId", "006B")).expect(201);
    Map<String, String> both = new HashMap<>(name);
    both.put("crmId", "006B");
    String kept = rep.post("/deals", both).expect(200).id();
    Map<String, Object> again = Map.of("deal", Map.of("crmId", "006B"));
    assertThat(rep.put(support(filed), again).expect(200).json().get("dealId").asText())
        .isEqualTo(kept);
    assertThat(rep.get(path(filed) + "/activity").json().get("items"))
        .as("it was moved, so that this says nothing new")
        .hasSize(2);
  }

  @Test
  void twoHundredWhoNeedItAtOnceCountExactlyOnceEach() throws Exception {
    Reply filed = RequestTest.file(asking, "What everybody needs");
    List<TestClient> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      TestClient each = halfdoor.as("repInCrowd" + i);
      each.get("/me").expect(200); // its token is known from then on, and is no guess
      crowd.add(each);
    }
    CyclicBarrier together = new CyclicBarrier(CROWD);
    List<Callable<Integer>> all = new ArrayList<>();
    for (TestClient each : crowd) {
      Map<String, Object> body = Map.of("deal", Map.of("crmId", "006C" + crowd.indexOf(each) % 10));
      all.add(
          () -> {
            together.await();
            int status = each.put(support(filed), body).status();
            while (status == 503) { // on a busy machine, as the answer asks for
              status = each.put(support(filed), body).status();
            }
            return status;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : threads.invokeAll(all)) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
    assertThat(asking.get(path(filed)).json().get("supporters").asInt()).isEqualTo(CROWD);
    long told =
        halfdoor
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT count(*) FROM activity WHERE action = 'supported'"
                                + " AND item_id = (SELECT id FROM request WHERE title = :title)")
                        .bind("title", "What everybody needs")
                        .mapTo(Long.class)
                        .one());
    assertThat(told).isEqualTo(CROWD);
  }

  private static String path(Reply filed) {
    return "/requests/" + filed.id();
  }

  private static String support(Reply filed) {
    return path(filed) + "/support";
  }
}
