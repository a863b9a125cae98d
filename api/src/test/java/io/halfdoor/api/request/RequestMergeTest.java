package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests for the same thing, made one. */
class RequestMergeTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient asking = halfdoor.as("repWhoAsks");
  private final TestClient other = halfdoor.as("repWhoAsksToo");
  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void allWhoNeedTheOneNeedTheOtherOnceEachWithTheirDeals() {
    Reply into = file(asking, "A sheet on yaks", Map.of("deal", deal("006A")));
    Map<String, Object> more = new HashMap<>();
    more.put("deal", deal("006B"));
    more.put("objections", List.of(objection("Yaks are too slow")));
    more.put("needBy", "2035-01-15");
    more.put("fromSearch", Map.of("query", "yak sheet", "filters", Map.of()));
    Reply from = file(other, "Something about yaks", more);
    rep.put(support(from), Map.of("deal", deal("006C"))).expect(200);
    asking.put(support(from), Map.of("deal", deal("006D"))).expect(200);
    TestClient both = halfdoor.as("repForBoth");
    both.put(support(into), Map.of("deal", deal("006E"))).expect(200);
    both.put(support(from), Map.of("deal", deal("006F"))).expect(200);
    rep.post(path(from) + "/comments", Map.of("text", "Long-haired ones.")).expect(201);
    String picture = collateral("A yak");
    rep.post(path(from) + "/attachments", Map.of("item", picture)).expect(201);
    TestClient watcher = halfdoor.as("leader");
    watcher.put(path(from) + "/watch", null).expect(204);

    Reply merged = merge(marketer, from, into).expect(200);

    assertThat(merged.id()).isEqualTo(into.id());
    assertThat(supporters(into))
        .containsExactlyInAnyOrder("repWhoAsksToo 006B", "rep 006C", "repForBoth 006E");
    assertThat(merged.json().get("supporters").asInt()).isEqualTo(3);
    assertThat(crmIds(merged)).containsExactly("006A", "006D");
    assertThat(merged.json().get("objections")).hasSize(1);
    assertThat(merged.json().get("needBy").asText()).isEqualTo("2035-01-15");
    assertThat(merged.json().at("/searches/0/query").asText()).isEqualTo("yak sheet");
    assertThat(merged.json().has("fromSearch")).isFalse();
    assertThat(merged.json().get("title").asText()).isEqualTo("A sheet on yaks");
    assertThat(marketer.get(path(into)).expect(200).json()).isEqualTo(merged.json());
    assertThat(below(into, "comments").findValuesAsText("text"))
        .containsExactly("Long-haired ones.");
    assertThat(below(into, "attachments").findValuesAsText("id")).contains(picture);
    assertThat(actions(into)).containsExactly("mergedFrom", "supported", "created");
    Reply accepted = move(marketer, merged, "accepted");
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(notices(watcher, into, "accepted")).isEqualTo(1);
    assertThat(notices(rep, from, "merged")).as("who needed it hears where it went").isEqualTo(1);
    assertThat(notices(rep, into, "accepted")).isEqualTo(1);
  }

  @Test
  void theFiguresCountWhatWasMergedAsEndedAndAsNothingElse() {
    Reply into = file(asking, "A sheet on gnus", Map.of());
    Reply from = file(other, "Gnus, a sheet", Map.of());
    JsonNode before = metrics();

    merge(marketer, from, into).expect(200);

    JsonNode after = metrics();
    assertThat(after.at("/merged/k").asInt()).isEqualTo(before.at("/merged/k").asInt() + 1);
    assertThat(after.at("/merged/n").asInt()).isEqualTo(before.at("/merged/n").asInt() + 1);
    assertThat(after.get("open").asInt()).isEqualTo(before.get("open").asInt() - 1);
    assertThat(after.get("filed")).isEqualTo(before.get("filed"));
    assertThat(after.at("/declined/k")).isEqualTo(before.at("/declined/k"));
    assertThat(after.at("/withdrawn/k")).isEqualTo(before.at("/withdrawn/k"));
  }

  private JsonNode metrics() {
    LocalDate today = LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
    String window = "?from=" + today.minusDays(1) + "&to=" + today;
    return marketer.get("/requests/metrics" + window).expect(200).json();
  }

  @Test
  void bothOfOnePersonAreOneWithTheirDealsAndNoSupporter() {
    Reply into = file(asking, "A sheet on emus", Map.of("deal", deal("007A")));
    Reply from = file(asking, "Emus again", Map.of("deal", deal("007B")));
    Reply merged = merge(marketer, from, into).expect(200);
    assertThat(crmIds(merged)).containsExactly("007A", "007B");
    assertThat(merged.json().get("supporters").asInt()).isZero();
  }

  @Test
  void readsAreLedOnAndWritesAreToldWhereItWent() {
    Reply into = file(asking, "A deck on alpacas", Map.of());
    Reply from = file(other, "Alpacas, a deck", Map.of());
    TestClient once = marketer.with("Idempotency-Key", "alpaca");
    merge(once, from, into).expect(200);

    assertThat(merge(once, from, into).expect(200).id()).isEqualTo(into.id());
    assertThat(rep.get(path(from)).expect(308).header("Location")).endsWith("/api/v1" + path(into));
    assertThat(rep.get(path(from) + "/activity?limit=3").expect(308).header("Location"))
        .endsWith("/api/v1" + path(into) + "/activity?limit=3");
    for (String below : List.of("comments", "attachments", "supporters")) {
      assertThat(rep.get(path(from) + "/" + below).expect(308).header("Location"))
          .endsWith("/api/v1" + path(into) + "/" + below);
    }
    assertThat(mergedInto(rep.post(path(from) + "/comments", Map.of("text", "Late."))))
        .isEqualTo(into.id());
    assertThat(mergedInto(merge(marketer, from, into))).isEqualTo(into.id());
    assertThat(mergedInto(rep.put(support(from), Map.of()))).isEqualTo(into.id());
    assertThat(mergedInto(rep.delete(support(from)))).isEqualTo(into.id());
    assertThat(mergedInto(rep.put(path(from) + "/watch", null))).isEqualTo(into.id());
    assertThat(mergedInto(move(other, from, "withdrawn"))).isEqualTo(into.id());
    Reply patched =
        other.with("If-Match", from.header("ETag")).patch(path(from), Map.of("title", "No"));
    assertThat(mergedInto(patched)).isEqualTo(into.id());
    JsonNode listed = rep.get("/requests?state=merged&q=&limit=200").expect(200).json();
    assertThat(listed.get("items").findValuesAsText("mergedInto")).contains(into.id());
    String after = marketer.get("/requests?limit=1").header("Halfdoor-Position");
    JsonNode found = rep.get("/search?q=alpacas&kind=request&after=" + after).expect(200).json();
    assertThat(found.get("hits").findValuesAsText("id")).containsExactly(into.id());
  }

  @Test
  void aChainIsOneStepAndThereIsNoCycle() {
    Reply first = file(asking, "Ibex one", Map.of());
    Reply second = file(other, "Ibex two", Map.of());
    Reply third = file(rep, "Ibex three", Map.of());
    Reply merged = merge(marketer, first, second).expect(200);
    merge(marketer, merged, third).expect(200);

    assertThat(rep.get(path(first)).expect(308).header("Location")).endsWith(path(third));
    assertThat(rep.get(path(second)).expect(308).header("Location")).endsWith(path(third));
    Reply refused = merge(marketer, marketer.get(path(third)), first);
    assertThat(mergedInto(refused)).as("where its target went").isEqualTo(third.id());
    assertThat(merge(marketer, third, third).expect(422).json().at("/errors/0/pointer").asText())
        .isEqualTo("/into");
    assertThat(supporters(third)).containsExactlyInAnyOrder("repWhoAsks -", "repWhoAsksToo -");
  }

  @Test
  void onlyOpenOnesAreMergedAndOnlyByThoseWhoCurate() {
    Reply open = file(asking, "Open on bison", Map.of());
    Reply gone = file(other, "Gone on bison", Map.of());
    merge(rep, open, gone).expect(403);
    Reply withdrawn = move(other, gone, "withdrawn");
    assertThat(merge(marketer, open, withdrawn).expect(409).text()).contains("withdrawn");
    assertThat(merge(marketer, withdrawn, open).expect(409).text()).contains("withdrawn");
    marketer.post(path(open) + "/merge", Map.of("into", gone.id())).expect(428);
    Map<String, String> unknown = Map.of("into", "req_01k9zq3v5sfgx8m2n4p6r8t0w2");
    TestClient matching = marketer.with("If-Match", open.header("ETag"));
    matching.post(path(open) + "/merge", unknown).expect(422);
    matching.post(path(open) + "/merge", Map.of("into", "req_1")).expect(422);
    matching
        .post("/requests/req_01k9zq3v5sfgx8m2n4p6r8t0w2/merge", Map.of("into", open.id()))
        .expect(404);
    Reply changed =
        asking
            .with("If-Match", open.header("ETag"))
            .patch(path(open), Map.of("title", "Bison"))
            .expect(200);
    Reply into = file(rep, "Bison too", Map.of());
    assertThat(merge(marketer, open, into).expect(412).json().at("/present/title").asText())
        .isEqualTo("Bison");
    assertThat(marketer.get(path(open)).expect(200).json()).isEqualTo(changed.json());
    assertThat(marketer.get(path(into)).expect(200).json()).isEqualTo(into.json());
  }

  @Test
  void aConfidentialOneIsMergedOnlyWithAConfidentialOneAndGivesNothingAway() {
    Reply open = file(asking, "Okay to know of gnus", Map.of());
    Reply secret = file(other, "Secret gnus", Map.of("confidential", true));
    merge(marketer, secret, open).expect(409);
    merge(marketer, open, secret).expect(409);
    Reply into = file(asking, "More secret gnus", Map.of("confidential", true));
    merge(marketer, secret, into).expect(200);

    rep.get(path(secret)).expect(404);
    assertThat(marketer.get(path(secret)).expect(308).header("Location")).endsWith(path(into));
    Reply own = other.get(path(secret)).expect(200);
    assertThat(own.json().get("state").asText()).isEqualTo("merged");
    assertThat(own.text()).doesNotContain(into.id());
    assertThat(other.get(path(secret) + "/activity").expect(200).text())
        .contains("merged")
        .doesNotContain(into.id());
    Reply refused = move(other, secret, "withdrawn").expect(409);
    assertThat(refused.text()).doesNotContain(into.id());
    assertThat(asking.get(path(into) + "/activity").expect(200).text())
        .contains("mergedFrom")
        .doesNotContain(secret.id());
  }

  @Test
  void ofTwoMergesInOppositeDirectionsOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      Reply one = file(asking, "One " + round, Map.of());
      Reply two = file(other, "Two " + round, Map.of());
      List<Callable<Reply>> both =
          List.of(() -> merge(marketer, one, two), () -> merge(marketer, two, one));
      List<Reply> replies = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Reply> reply : threads.invokeAll(both)) {
          replies.add(reply.get());
        }
      }
      assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 409);
      int winner = replies.getFirst().status() == 200 ? 0 : 1;
      Reply stays = winner == 0 ? two : one;
      assertThat(mergedInto(replies.get(1 - winner))).isEqualTo(stays.id());
      assertThat(supporters(stays)).hasSize(1);
    }
  }

  private static Reply file(TestClient caller, String title, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(RequestTest.body(title));
    body.putAll(more);
    return caller.post("/requests", body).expect(201);
  }

  private static Reply merge(TestClient caller, Reply from, Reply into) {
    return caller
        .with("If-Match", from.header("ETag"))
        .post(path(from) + "/merge", Map.of("into", into.id()));
  }

  private static Reply move(TestClient caller, Reply on, String to) {
    return caller
        .with("If-Match", on.header("ETag"))
        .post(path(on) + "/transitions", Map.of("to", to));
  }

  private static String objection(String phrase) {
    return halfdoor
        .as("marketer")
        .post("/objections", Map.of("phrase", phrase, "category", "need"))
        .expect(201)
        .id();
  }

  private static Map<String, String> deal(String crmId) {
    return Map.of("crmId", crmId);
  }

  private List<String> crmIds(Reply request) {
    return request
        .json()
        .get("deals")
        .valueStream()
        .map(id -> marketer.get("/deals/" + id.asText()).expect(200).json().get("crmId").asText())
        .toList();
  }

  /** Their names, each with the deal that they have. */
  private static List<String> supporters(Reply request) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT p.name || ' ' || coalesce(d.crm_id, '-')
                        FROM support s JOIN person p ON p.id = s.person_id
                        LEFT JOIN deal d ON d.id = s.deal_id
                        WHERE s.request_id = :id
                        """)
                    .bind("id", Request.IDS.parse(request.id()).orElseThrow())
                    .mapTo(String.class)
                    .list());
  }

  private static String collateral(String title) {
    Map<String, Object> body =
        Map.of("title", title, "kind", "sheet", "text", title, "publish", true);
    return halfdoor.as("marketer").post("/collateral", body).expect(201).id();
  }

  private JsonNode below(Reply request, String what) {
    return marketer.get(path(request) + "/" + what).expect(200).json().get("items");
  }

  private static List<String> actions(Reply request) {
    return halfdoor
        .as("marketer")
        .get(path(request) + "/activity")
        .expect(200)
        .json()
        .get("items")
        .findValuesAsText("action");
  }

  private static long notices(TestClient caller, Reply of, String what) {
    return caller
        .get("/me/notices?limit=200")
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .filter(notice -> notice.toString().contains(of.id()))
        .filter(notice -> notice.toString().contains("\"" + what + "\""))
        .count();
  }

  private static String mergedInto(Reply refused) {
    return refused.expect(409).json().get("mergedInto").asText();
  }

  private static String path(Reply on) {
    return "/requests/" + on.id();
  }

  private static String support(Reply on) {
    return path(on) + "/support";
  }
}
