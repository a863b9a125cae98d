package io.halfdoor.api.request;

import static io.halfdoor.api.request.RequestTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
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

/** The queue of what to make next. */
class RankTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient rep2 = halfdoor.as("rep2");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void eachOpenDealBehindARequestCountsOnceWhoeverBringsIt() {
    TestClient asking = halfdoor.as("repWithDeals");
    Map<String, Object> body = body("A sheet on stakes");
    body.put("deal", deal("R1", 100_000, "EUR"));
    Reply filed = asking.post("/requests", body).expect(201);
    support(rep, filed, deal("R1", 100_000, "EUR"));
    support(rep2, filed, deal("R2", 20_000, "EUR"));
    support(halfdoor.as("rep3"), filed, deal("R3", 5_000, "USD"));
    support(halfdoor.as("rep4"), filed, Map.of("crmId", "R4"));
    support(halfdoor.as("rep5"), filed, null);

    JsonNode rank = rank(marketer, filed);

    assertThat(says(rank, "pipeline"))
        .isEqualTo(
            "EUR 120,000 in 2 open deals; USD 5,000 in 1 open deal; 1 open deal of unknown value");
    assertThat(says(rank, "supporters")).isEqualTo("5 others need it too");
    assertThat(points(rank, "supporters")).isEqualTo(12.5);
    assertThat(rank.get("because").valueStream().mapToDouble(each -> each.get("points").asDouble()))
        .as("their sum is the score")
        .satisfies(
            points ->
                assertThat(points.stream().mapToDouble(each -> each).sum())
                    .isCloseTo(
                        rank.get("score").asDouble(), org.assertj.core.data.Offset.offset(1e-9)));
    rep.post("/deals", Map.of("crmId", "R1", "state", "won")).expect(200);
    assertThat(says(rank(marketer, filed), "pipeline"))
        .startsWith("EUR 20,000 in 1 open deal; USD");
    rep.post("/deals", Map.of("crmId", "R2", "state", "lost", "reason", "price")).expect(200);
    assertThat(says(rank(marketer, filed), "pipeline")).startsWith("USD 5,000 in 1 open deal; 1");
    rep.post("/deals", Map.of("crmId", "R3", "closeDate", today().minusDays(1).toString()))
        .expect(200);
    assertThat(says(rank(marketer, filed), "pipeline")).isEqualTo("1 open deal of unknown value");
    rep.post("/deals", Map.of("crmId", "R4", "closeDate", today().plusDays(3).toString()))
        .expect(200);
    assertThat(says(rank(marketer, filed), "urgency")).isEqualTo("A deal closes in 3 days");
    rep2.delete("/requests/" + filed.id() + "/support").expect(204);
    assertThat(says(rank(marketer, filed), "supporters")).isEqualTo("4 others need it too");
  }

  @Test
  void theMostIsFirstAndOfEqualsTheOldest() {
    TestClient asking = halfdoor.as("repInLine");
    String first = file(asking, "Equal", null).id();
    String second = file(asking, "Equal", null).id();
    String small = file(asking, "Small", deal("L1", 1_000, "EUR")).id();
    String large = file(asking, "Large", deal("L2", 500_000, "EUR")).id();
    assertThat(queue(rep, "requestedBy=" + me(asking)))
        .containsExactly(large, small, first, second);
    support(rep, asking.get("/requests/" + second), deal("L3", 900_000, "EUR"));
    assertThat(queue(rep, "requestedBy=" + me(asking)))
        .containsExactly(second, large, small, first);
  }

  @Test
  void theQueueIsOfWhatIsToBeMadeAndOtherOpenOnesWhereTheyAreAskedFor() {
    TestClient asking = halfdoor.as("repOfTheQueue");
    String sheet =
        marketer
            .post(
                "/collateral",
                Map.of("title", "Done", "kind", "sheet", "text", "Done", "publish", true))
            .expect(201)
            .id();
    Reply submitted = file(asking, "New", null);
    Reply accepted = move(marketer, file(asking, "Taken", null), Map.of("to", "accepted"));
    Reply delivered =
        move(
            marketer,
            move(marketer, file(asking, "Made", null), Map.of("to", "accepted")),
            Map.of("to", "delivered", "deliverables", List.of(Map.of("item", sheet))));
    Reply closed =
        move(
            asking,
            move(marketer, file(asking, "Gone", null), Map.of("to", "accepted")),
            Map.of("to", "withdrawn"));
    String mine = "requestedBy=" + me(asking);
    assertThat(queue(marketer, mine)).containsExactly(submitted.id(), accepted.id());
    assertThat(queue(marketer, mine + "&state=delivered")).containsExactly(delivered.id());
    assertThat(queue(marketer, mine + "&state=accepted&state=delivered"))
        .containsExactly(accepted.id(), delivered.id());
    assertThat(queue(marketer, mine + "&state=withdrawn")).isEmpty();
    assertThat(queue(marketer, mine + "&assignee=me")).containsExactly(accepted.id());
    assertThat(queue(marketer, mine + "&kind=video")).isEmpty();
    await().until(() -> queue(marketer, mine + "&q=taken"), List.of(accepted.id())::equals);
    assertThat(closed.json().get("state").asText()).isEqualTo("withdrawn");
    marketer.get("/requests?sort=score").expect(400);
    JsonNode newest = marketer.get("/requests?" + mine).expect(200).json();
    assertThat(newest.at("/items/0").has("rank")).isFalse();
  }

  @Test
  void aConfidentialRequestIsRankedForThoseWhoSeeItAlone() {
    TestClient asking = halfdoor.as("repInSecret");
    Map<String, Object> secret = body("A secret");
    secret.put("confidential", true);
    secret.put("deal", deal("S1", 9_000_000, "EUR"));
    String hidden = asking.post("/requests", secret).expect(201).id();
    String open = file(asking, "No secret", null).id();
    String theirs = "requestedBy=" + me(asking);
    assertThat(queue(marketer, theirs)).containsExactly(hidden, open);
    assertThat(queue(asking, theirs)).containsExactly(hidden, open);
    assertThat(queue(rep, theirs)).containsExactly(open);
    assertThat(queue(halfdoor.as("leader"), theirs)).containsExactly(open);
  }

  @Test
  void pagesTogetherAreTheWholeAndSayWhereTheOrderChangedBetweenThem() {
    TestClient asking = halfdoor.as("repOfPages");
    for (int i = 0; i < 23; i++) {
      file(asking, "Page " + i, i % 3 == 0 ? deal("P" + i, 1_000 * (i + 1), "EUR") : null);
    }
    String path = "/requests?sort=rank&limit=4&requestedBy=" + me(asking);
    List<String> whole = queue(marketer, "limit=200&requestedBy=" + me(asking));
    assertThat(whole).hasSize(23).doesNotHaveDuplicates();
    List<String> paged = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Reply page = marketer.get(path + cursor).expect(200);
      assertThat(page.header("Halfdoor-Reordered")).isNull();
      paged.addAll(ids(page.json()));
      JsonNode next = page.json().get("next");
      cursor = next == null ? null : "&cursor=" + next.asText();
    }
    assertThat(paged).isEqualTo(whole);

    String after = "&cursor=" + marketer.get(path).json().get("next").asText();
    support(rep, asking.get("/requests/" + whole.get(20)), deal("PX", 900_000, "EUR"));
    Reply second = marketer.get(path + after).expect(200);
    assertThat(second.header("Halfdoor-Reordered")).isEqualTo("true");
    assertThat(ids(second.json())).isEqualTo(whole.subList(4, 8));
    String third = "&cursor=" + second.json().get("next").asText();
    assertThat(marketer.get(path + third).expect(200).header("Halfdoor-Reordered")).isNull();
    marketer.get(path.replace("limit=4", "q=page") + after).expect(400);
    marketer.get(path.replace("sort=rank", "sort=newest") + after).expect(400);
    marketer.get(path + "&cursor=x").expect(400);
  }

  @Test
  void whatWasAppliedBitByBitIsWhatReadingAnewGives() {
    TestClient asking = halfdoor.as("repOfBits");
    String heard = objection("Your yak is late");
    String other = objection("Where is the yak?");
    Map<String, String> name = Map.of("account", "Yak Ltd", "name", "Bells");
    Map<String, Object> body = body("A yak in time");
    body.put("objections", List.of(heard));
    body.put("deal", name);
    List<Reply> filed = new ArrayList<>();
    filed.add(asking.post("/requests", body).expect(201));
    filed.add(file(asking, "Another yak", deal("Y2", 70_000, "EUR")));
    String path = "/requests?sort=rank&limit=200&requestedBy=" + me(asking);
    List<Runnable> writes =
        List.of(
            () -> support(rep, filed.get(0), deal("Y3", 30_000, "USD")),
            () -> support(rep, filed.get(0), deal("Y4", 40_000, "USD")),
            () -> rep.post("/deals", deal("Y4", 50_000, "USD")).expect(200),
            () -> rep.post("/deals", deal("Y5", 60_000, "EUR")).expect(201),
            () -> {
              Map<String, Object> both = new HashMap<>(name);
              both.put("crmId", "Y5");
              rep.post("/deals", both).expect(200); // two deals turn out to be one
            },
            () -> hear("Late is your yak", heard),
            () -> hear("The yak, where is it?", other),
            () -> {
              Reply present = marketer.get("/objections/" + other);
              based(marketer, present)
                  .post("/objections/" + other + "/merge", Map.of("into", heard))
                  .expect(200);
            },
            () -> {
              Map<String, String> soon = Map.of("needBy", today().plusDays(2).toString());
              Reply present = asking.get("/requests/" + filed.get(1).id());
              based(asking, present).patch("/requests/" + filed.get(1).id(), soon).expect(200);
            },
            () -> rep.delete("/requests/" + filed.get(0).id() + "/support").expect(204),
            () ->
                move(
                    marketer,
                    asking.get("/requests/" + filed.get(0).id()),
                    Map.of("to", "accepted")),
            () -> file(asking, "A third yak", null),
            () ->
                move(
                    asking,
                    asking.get("/requests/" + filed.get(1).id()),
                    Map.of("to", "withdrawn")));
    List<String> before = ranks(marketer, path);
    for (int i = 0; i < writes.size(); i++) {
      writes.get(i).run();
      List<String> applied = ranks(marketer, path);
      if (i != 3 && i != 6 && i != 10) { // what is not behind a request yet, and who makes it
        assertThat(applied).as("write %d shows", i).isNotEqualTo(before);
      }
      halfdoor.clock().advance(Duration.ofDays(1));
      marketer.get(path).expect(200);
      halfdoor.clock().advance(Duration.ofDays(-1));
      assertThat(applied).as("write %d", i).isEqualTo(ranks(marketer, path));
      before = applied;
    }
  }

  @Test
  void whatIsWrittenCountsAtOnceThoughTheFeedHoldsItBack() {
    Reply filed = file(rep, "A sheet that waits", null);
    assertThat(says(rank(marketer, filed), "supporters")).isEqualTo("Nobody else needs it yet");
    halfdoor
        .database()
        .jdbi()
        .useTransaction(
            open -> {
              open.execute("SELECT pg_current_xact_id()"); // all that begins now waits for this one
              support(rep2, filed, null);
              assertThat(says(rank(marketer, filed), "supporters"))
                  .isEqualTo("1 other needs it too");
            });
    assertThat(says(rank(marketer, filed), "supporters")).isEqualTo("1 other needs it too");
  }

  @Test
  void manyWhoWriteAndReadAtOnceEachFindTheirOwn() throws Exception {
    List<Callable<String>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TestClient each = halfdoor.as("repAtOnce" + i);
      each.get("/me").expect(200);
      all.add(
          () -> {
            for (int round = 0; round < 5; round++) {
              Reply filed = file(each, "At once", null);
              assertThat(queue(each, "requestedBy=me")).hasSize(round + 1).contains(filed.id());
            }
            return "done";
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> done : threads.invokeAll(all)) {
        assertThat(done.get()).isEqualTo("done");
      }
    }
  }

  @Test
  void aScoreIsOfTheDay() {
    Map<String, Object> body = body("A sheet for later");
    Map<String, Object> deal = deal("D1", 10_000, "EUR");
    deal.put("closeDate", today().plusDays(1).toString());
    body.put("deal", deal);
    Reply filed = rep.post("/requests", body).expect(201);
    JsonNode now = rank(marketer, filed);
    assertThat(says(now, "urgency")).isEqualTo("A deal closes in 1 day");
    assertThat(says(now, "age")).isEqualTo("Filed today");
    halfdoor.clock().advance(Duration.ofDays(2));
    try {
      JsonNode later = rank(marketer, filed);
      assertThat(says(later, "urgency")).isEqualTo("No day is known");
      assertThat(says(later, "pipeline")).isEqualTo("No open deal is behind it");
      assertThat(says(later, "age")).isEqualTo("Filed 2 days ago");
    } finally {
      halfdoor.clock().advance(Duration.ofDays(-2));
    }
  }

  private static Map<String, Object> deal(String crmId, long amount, String currency) {
    return new HashMap<>(
        Map.of("crmId", crmId, "value", Map.of("amount", amount, "currency", currency)));
  }

  private static Reply file(TestClient caller, String title, Map<String, Object> deal) {
    Map<String, Object> body = body(title);
    if (deal != null) {
      body.put("deal", deal);
    }
    return caller.post("/requests", body).expect(201);
  }

  private static void support(TestClient caller, Reply filed, Map<String, ?> deal) {
    Map<String, Object> body = deal == null ? Map.of() : Map.of("deal", deal);
    caller.put("/requests/" + filed.id() + "/support", body).expect(200);
  }

  private void hear(String quote, String objection) {
    JsonNode heard = rep.post("/hearings", Map.of("quote", quote)).expect(201).json();
    rep.put(
            "/hearings/" + heard.at("/hearing/id").asText() + "/objection",
            Map.of("objection", objection))
        .expect(200);
  }

  private String objection(String phrase) {
    return marketer
        .post("/objections", Map.of("phrase", phrase, "category", "need"))
        .expect(201)
        .id();
  }

  private static Reply move(TestClient caller, Reply on, Map<String, ?> body) {
    return based(caller, on).post("/requests/" + on.id() + "/transitions", body).expect(200);
  }

  private static TestClient based(TestClient caller, Reply on) {
    return caller.with("If-Match", on.header("ETag"));
  }

  private static JsonNode rank(TestClient caller, Reply filed) {
    String path =
        "/requests?sort=rank&limit=200&requestedBy=" + filed.json().get("requestedBy").asText();
    return caller
        .get(path)
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .filter(item -> item.get("id").asText().equals(filed.id()))
        .map(item -> item.get("rank"))
        .findFirst()
        .orElseThrow();
  }

  /** Each request of a ranked list with all that its rank says. */
  private static List<String> ranks(TestClient caller, String path) {
    return caller
        .get(path)
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .map(item -> item.get("id").asText() + " " + item.get("rank"))
        .toList();
  }

  private static String says(JsonNode rank, String factor) {
    return reason(rank, factor).get("says").asText();
  }

  private static double points(JsonNode rank, String factor) {
    return reason(rank, factor).get("points").asDouble();
  }

  private static JsonNode reason(JsonNode rank, String factor) {
    return rank.get("because")
        .valueStream()
        .filter(each -> each.get("factor").asText().equals(factor))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> queue(TestClient caller, String query) {
    return ids(caller.get("/requests?sort=rank&" + query).expect(200).json());
  }

  private static List<String> ids(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("id").asText()).toList();
  }

  private static String me(TestClient caller) {
    return caller.get("/me").id();
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
  }
}
