package io.halfdoor.api.learning;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LearningTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep@enterprise");
  private final TestClient second = halfdoor.as("rep2@enterprise");
  private final TestClient third = halfdoor.as("rep3@enterprise");
  private final TestClient lonely = halfdoor.as("rep4@alone");
  private int made;
  private int before;

  @BeforeEach
  void longAfterAllThatWasSearchedBefore() {
    halfdoor.clock().advance(Duration.ofDays(100)); // out of sight of the test before
    before = rows();
  }

  @Test
  void whatPeopleDoNotFindIsAGapOnceHoweverTheyTypedItAndItsDraftCanBeFiled() {
    for (String typed : List.of("h", "hip", "HIPAA")) {
      search(rep, typed); // within moments
    }
    later(60);
    search(second, "hipaa  compliance");
    search(third, "hipaa");
    later(60);
    search(third, "hipaa");
    search(lonely, "HIPAA");
    deal(rep, "A1", 80_000.5, "EUR", "open");
    deal(rep, "A2", 20_000.5, "EUR", "lost");
    deal(second, "A1", 80_000.5, "EUR", "open");
    deal(third, "A3", 1_000.25, "USD", "open");
    third
        .post("/hearings", Map.of("quote", "Are you compliant?", "deal", Map.of("crmId", "A4")))
        .expect(201);

    JsonNode gaps = gaps("");
    assertThat(gaps.get("items")).hasSize(1);
    JsonNode gap = gaps.at("/items/0");
    assertThat(gap.at("/query").asText()).isEqualToIgnoringCase("hipaa");
    assertThat(gap.at("/wordings/1").asText()).isEqualTo("hipaa  compliance");
    assertThat(counts(gap)).isEqualTo("5 searches, 0 opened, 5/0/0, 4 people, 0 narrowed");
    assertThat(gap.at("/teams").toString()).isEqualTo("[\"enterprise\"]");
    assertThat(gap.at("/atStake").toString())
        .isEqualTo(
            "[{\"currency\":\"EUR\",\"deals\":1,\"amount\":80000.5},"
                + "{\"currency\":\"USD\",\"deals\":1,\"amount\":1000.25},{\"deals\":1}]");
    assertThat(gap.at("/request/details").asText())
        .startsWith("4 people searched for this from ")
        .contains(": 5 times they found nothing. Also in these words:\n\n> hipaa compliance");
    assertThat(gap.toString()).doesNotContain("rep", "per_", "alone");

    JsonNode request = marketer.post("/requests", gap.get("request")).expect(201).json();
    assertThat(request.at("/fromSearch/query").asText()).isEqualToIgnoringCase("hipaa");
    assertThat(request.at("/title").asText()).startsWith("Something on: ");
  }

  @Test
  void whoSaysItOtherwiseAtOnceOrOpensNothingDidNotFindItEither() {
    String sheet = collateral("Zeppelin price list", "What a zeppelin costs to rent.", "everyone");
    search(rep, "zeppelin price");
    later(30);
    opened(rep, search(rep, "zeppelin rent"), sheet, 1);
    later(300);
    search(rep, "zeppelin list");
    later(30);
    search(rep, "lunch"); // has nothing to do with it
    later(300);
    search(rep, "zeppelin list");
    later(130);
    search(rep, "zeppelin");
    later(300);
    opened(second, search(second, "zeppelin price"), sheet, 1);
    later(10);
    search(second, "price");

    JsonNode items = gaps("").get("items");
    assertThat(stream(items.spliterator(), false).map(LearningTest::told))
        .contains("lunch: 1 searches, 0 opened, 1/0/0, 1 people, 0 narrowed");
    JsonNode zeppelin = with(items, "zeppelin list");
    assertThat(zeppelin.at("/reformulated").asInt()).isEqualTo(1);
    assertThat(zeppelin.at("/noResult").asInt()).isZero();
    assertThat(total(items, "searches")).isEqualTo(7);
    assertThat(total(items, "opened")).as("of the words of gaps").isEqualTo(1);
    assertThat(total(items, "reformulated")).isEqualTo(1);
    assertThat(total(items, "notOpened")).isEqualTo(4);
    assertThat(gaps("&reason=reformulated").get("items"))
        .extracting(gap -> gap.get("query").asText())
        .containsExactly("zeppelin price");
  }

  @Test
  void whatIsOpenedOnALaterPageIsOpenedAndAPageIsNoSearch() {
    String one = collateral("Airship one", "Flies slowly.", "everyone");
    String two = collateral("Airship two", "Flies slowly.", "everyone");
    JsonNode first = rep.get("/search?q=airship&limit=1").expect(200).json();
    made++;
    later(20);
    JsonNode next =
        rep.get("/search?q=airship&limit=1&cursor=" + first.get("next").asText())
            .expect(200)
            .json();
    made++;
    String last = next.at("/hits/0/id").asText();
    assertThat(List.of(one, two)).contains(last);
    opened(rep, next.get("id").asText(), last, 2);
    assertThat(gaps("").get("items")).isEmpty();

    JsonNode health = health();
    assertThat(health.at("/searches").asInt()).isEqualTo(1);
    assertThat(health.at("/reciprocalRank/value").asDouble()).isEqualTo(0.5);
    assertThat(health.at("/tookMsP50/n").asInt())
        .as("each page, and what was made before")
        .isEqualTo(4);
  }

  @Test
  void ofFewerThanThreePeopleOnlyCountsAreTold() {
    deal(lonely, "B1", 900_000, "EUR", "open");
    search(lonely, "quixotic");
    search(rep, "quixotic");
    deal(third, "B3", 10, "EUR", "open");
    for (TestClient each : List.of(rep, second, third)) {
      search(each, "xylophone");
    }
    JsonNode items = gaps("").get("items");
    assertThat(told(items.get(0)))
        .as("what is at stake with so few does not even decide the order")
        .isEqualTo("xylophone: 3 searches, 0 opened, 3/0/0, 3 people, 0 narrowed");
    JsonNode few = items.get(1);
    assertThat(told(few)).isEqualTo("quixotic: 2 searches, 0 opened, 2/0/0, 2 people, 0 narrowed");
    assertThat(few.has("teams") || few.has("atStake")).isFalse();
    assertThat(few.toString()).doesNotContain("alone", "enterprise", "900", "deal_", "per_");
    assertThat(items.get(0).has("teams") && items.get(0).has("atStake")).isTrue();

    rep.get("/search/gaps").expect(403);
    rep.get("/search/health").expect(403);
    halfdoor.as("leader").get("/search/gaps").expect(200);
  }

  @Test
  void gapsArePagedAndAskedForByReasonAndKind() {
    assertThat(gaps("").toString()).isEqualTo("{\"items\":[]}");
    for (String word : List.of("aardvark", "bandicoot", "capybara")) {
      made++;
      rep.get("/search?kind=collateral&q=" + word).expect(200);
      later(300);
    }
    search(second, "bandicoot");
    List<String> order = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = gaps("&limit=1" + cursor);
      assertThat(page.get("items")).hasSize(1);
      order.add(page.at("/items/0/query").asText());
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(order).containsExactly("bandicoot", "aardvark", "capybara");
    assertThat(gaps("&kind=template").get("items")).isEmpty();
    JsonNode sheets = gaps("&kind=collateral&reason=noResult").get("items");
    assertThat(sheets).hasSize(3);
    assertThat(sheets.at("/0/narrowed").asInt()).isEqualTo(1);
    assertThat(sheets.at("/0/request/fromSearch/filters").toString())
        .isEqualTo("{\"kind\":[\"collateral\"]}");

    String next = gaps("&limit=1").get("next").asText();
    marketer.get("/search/gaps?reason=noResult&cursor=" + next).expect(400);
    marketer.get("/search/gaps?cursor=nonsense").expect(400);
    marketer.get("/search/gaps?reason=boredom").expect(400);
    marketer.get("/search/gaps?kind=boredom").expect(422);
    marketer.get("/search/gaps?from=2026-02-30").expect(400);
    marketer.get("/search/gaps?limit=201").expect(422);
  }

  @Test
  void whateverSomebodySearchedForIsToldAndItsDraftCanBeFiled() {
    for (String nasty :
        List.of(
            "\"; DROP TABLE search_log; --",
            "%_\\ \u0000 ' :from ?",
            "<script>alert(1)</script>",
            "\ud83d\ude00\ud83d\ude00",
            "\u202eltr",
            "word ".repeat(390),
            "x".repeat(1_900))) {
      search(rep, nasty);
      later(300);
    }
    JsonNode items = gaps("").get("items");
    assertThat(total(items, "searches")).isEqualTo(7);
    for (JsonNode gap : items) {
      marketer.post("/requests", gap.get("request")).expect(201);
    }
  }

  @Test
  void healthSaysHowManyEachFigureRestsOnAndNothingWhereItCannot() {
    JsonNode nothing = health();
    assertThat(nothing.at("/searches").asInt()).isZero();
    assertThat(nothing.at("/noResult").toString())
        .isEqualTo(
            "{\"k\":0,\"n\":0,\"reason\":\"none\",\"definition\":\"docs/figures.md#no-result\"}");
    assertThat(nothing.at("/reciprocalRank").toString())
        .isEqualTo(
            "{\"n\":0,\"reason\":\"none\",\"definition\":\"docs/figures.md#reciprocal-rank\"}");
    assertThat(nothing.at("/tookMsP50/reason").asText()).isEqualTo("none");

    String card = collateral("Gondola card", "About gondolas.", "everyone");
    search(rep, "gondola");
    later(300);
    search(rep, "ornithopter");
    later(300);
    JsonNode unopened = health();
    assertThat(unopened.at("/noClick").toString())
        .as("nobody may tell what is opened")
        .isEqualTo(
            "{\"k\":0,\"n\":0,\"reason\":\"nothingOpened\",\"definition\":\"docs/figures.md#no-click\"}");
    assertThat(unopened.at("/noResult/share").asDouble()).isEqualTo(0.5);

    opened(second, search(second, "gondola"), card, 1);
    later(300);
    String fourth = search(second, "gondola card");
    opened(second, fourth, card, 4);
    JsonNode health = health();
    assertThat(health.at("/searches").asInt()).isEqualTo(4);
    assertThat(health.at("/noResult/k").asInt()).isEqualTo(1);
    assertThat(health.at("/noClick/k").asInt()).isEqualTo(1);
    assertThat(health.at("/noClick/n").asInt()).isEqualTo(3);
    assertThat(health.at("/noClick/interval/low").asDouble()).isBetween(0.05, 0.07);
    assertThat(health.at("/reciprocalRank/value").asDouble()).isEqualTo(0.625);
    assertThat(health.at("/reciprocalRank/n").asInt()).isEqualTo(2);
    assertThat(health.at("/tookMsP50/value").isIntegralNumber()).isTrue();
    assertThat(health.at("/tookMsP99").has("value")).isFalse();
    assertThat(health.at("/tookMsP99/reason").asText()).isEqualTo("tooFew");
    assertThat(health.at("/newcomerShown/k").asInt()).isZero();
    assertThat(health.at("/newcomerShown/n").asInt()).isEqualTo(3);
    assertThat(health.at("/newcomerOpened/reason").asText()).isEqualTo("none");
    marketer.get("/search/health?from=2026-01-02&to=2026-01-01").expect(422);
  }

  @Test
  void aNewItemInThePlaceKeptForOneIsCountedAndWhatBecameOfIt() {
    for (int i = 1; i <= 6; i++) {
      collateral("Dirigible " + i, "The dirigible, a dirigible.", "everyone");
    }
    halfdoor.clock().advance(Duration.ofDays(40));
    String fresh = collateral("Newest", "lorem ".repeat(300) + "dirigible", "everyone");
    opened(rep, search(rep, "dirigible"), fresh, 5);
    later(300);
    search(second, "dirigible");

    JsonNode health = health();
    assertThat(health.at("/searches").asInt()).isEqualTo(2);
    assertThat(health.at("/newcomerShown/k").asInt()).isEqualTo(2);
    assertThat(health.at("/newcomerOpened/k").asInt()).isEqualTo(1);
    assertThat(health.at("/newcomerOpened/n").asInt()).isEqualTo(2);
    assertThat(health.at("/reciprocalRank/value").asDouble()).isEqualTo(0.2);
  }

  @Test
  void aJudgementIsOneForTheSameWordsAndSaysWhereTheItemStandsForWhoJudged() throws Exception {
    TestClient judge = halfdoor.as("marketer2@judges");
    String open = collateral("Montgolfier story", "Brothers and their balloon.", "everyone");
    String secret = collateral("Montgolfier secrets", "A balloon of paper.", "team:judges");
    Reply first = judge.post("/search/judgements", Map.of("query", "Montgolfier", "item", secret));
    JsonNode made = first.expect(201).json();
    assertThat(first.header("Location")).endsWith("/search/judgements/" + made.get("id").asText());
    assertThat(made.at("/grade").asInt()).isEqualTo(3);
    assertThat(made.at("/rank").asInt()).isBetween(1, 2);

    Map<String, Object> same = Map.of("query", "  montGOLFIER ", "item", secret);
    assertThat(judge.post("/search/judgements", same).expect(200).id()).isEqualTo(first.id());
    JsonNode other =
        judge
            .post(
                "/search/judgements",
                Map.of(
                    "query",
                    "montgolfier",
                    "item",
                    secret,
                    "grade",
                    1,
                    "filters",
                    Map.of("kind", List.of("template"))))
            .expect(200)
            .json();
    assertThat(other.get("id").asText()).isEqualTo(first.id());
    assertThat(other.at("/grade").asInt()).isEqualTo(1);
    assertThat(other.has("rank")).as("no template").isFalse();

    try (ExecutorService at = Executors.newFixedThreadPool(4)) {
      Map<String, Object> wanted = Map.of("query", "balloon brothers", "item", open);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(at.submit(() -> judge.post("/search/judgements", wanted).status()));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(201).contains(200);
    }

    assertThat(queries(judge)).containsExactly("montgolfier 1 null", "balloon brothers 3 1");
    assertThat(queries(marketer)).containsExactly("balloon brothers 3 1");
    marketer.delete("/search/judgements/" + first.id()).expect(404);
    marketer.post("/search/judgements", Map.of("query", "x", "item", secret)).expect(422);
    rep.get("/search/judgements").expect(403);
    halfdoor.as("leader").get("/search/judgements").expect(403);
    judge.post("/search/judgements", Map.of("query", " ", "item", open)).expect(422);
    judge.post("/search/judgements", Map.of("query", "x", "item", open, "grade", 4)).expect(422);
    judge.post("/search/judgements", Map.of("query", "x", "item", open, "mark", 4)).expect(422);

    judge.delete("/search/judgements/" + first.id()).expect(204);
    judge.delete("/search/judgements/" + first.id()).expect(404);
    judge.delete("/search/judgements/nonsense").expect(404);
    assertThat(queries(judge)).containsExactly("balloon brothers 3 1");
  }

  private List<String> queries(TestClient caller) {
    List<String> told = new ArrayList<>();
    JsonNode page = caller.get("/search/judgements").expect(200).json();
    for (JsonNode each : page.get("items")) {
      String rank = each.has("rank") ? each.get("rank").asText() : "null";
      told.add(each.get("query").asText() + " " + each.get("grade").asText() + " " + rank);
    }
    return told;
  }

  private String collateral(String title, String text, String audience) {
    TestClient owner = audience.equals("team:judges") ? halfdoor.as("marketer2@judges") : marketer;
    Reply added =
        owner
            .post(
                "/collateral",
                Map.of(
                    "title",
                    title,
                    "kind",
                    "sheet",
                    "text",
                    text,
                    "publish",
                    true,
                    "audience",
                    audience))
            .expect(201);
    marketer.get("/search?limit=0&q=&after=" + added.header("Halfdoor-Position")).expect(200);
    made++;
    return added.id();
  }

  private String search(TestClient who, String q) {
    made++;
    return who.get("/search?q=" + encode(q, UTF_8)).expect(200).id();
  }

  private void opened(TestClient who, String search, String item, int rank) {
    who.post("/search/" + search + "/clicks", Map.of("item", item, "rank", rank)).expect(204);
  }

  private static void later(int seconds) {
    halfdoor.clock().advance(Duration.ofSeconds(seconds));
  }

  private static void deal(
      TestClient who, String crmId, double amount, String currency, String state) {
    Map<String, Object> body =
        Map.of(
            "crmId",
            crmId,
            "account",
            "Account " + crmId,
            "name",
            "One",
            "state",
            state,
            "value",
            Map.of("amount", amount, "currency", currency));
    assertThat(who.post("/deals", body).status()).isIn(200, 201);
  }

  /** Searches are written down a moment after they were made. */
  private void written() {
    await().until(() -> rows() >= before + made);
  }

  private static int rows() {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM search_log WHERE at > :old")
                    .bind("old", halfdoor.clock().instant().minus(Duration.ofDays(80)))
                    .mapTo(Integer.class)
                    .one());
  }

  private JsonNode gaps(String more) {
    written();
    return marketer.get("/search/gaps?" + more.replaceFirst("^&", "")).expect(200).json();
  }

  private JsonNode health() {
    written();
    return marketer.get("/search/health").expect(200).json();
  }

  private static JsonNode with(JsonNode items, String wording) {
    for (JsonNode gap : items) {
      for (JsonNode each : gap.get("wordings")) {
        if (each.asText().equals(wording)) {
          return gap;
        }
      }
    }
    throw new AssertionError(wording + " is not in " + items);
  }

  private static int total(JsonNode items, String count) {
    return stream(items.spliterator(), false).mapToInt(gap -> gap.get(count).asInt()).sum();
  }

  private static String told(JsonNode gap) {
    return gap.get("query").asText() + ": " + counts(gap);
  }

  private static String counts(JsonNode gap) {
    return "%s searches, %s opened, %s/%s/%s, %s people, %s narrowed"
        .formatted(
            gap.get("searches"),
            gap.get("opened"),
            gap.get("noResult"),
            gap.get("notOpened"),
            gap.get("reformulated"),
            gap.get("people"),
            gap.get("narrowed"));
  }
}
