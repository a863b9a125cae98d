package io.halfdoor.api.trend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrendTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("figuresMinimum", "2");

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep@enterprise");
  private final TestClient second = halfdoor.as("rep2@enterprise");
  private String hosting;
  private String price;

  @BeforeEach
  void twoObjectionsLongAfterAllThatWasHeardBefore() {
    halfdoor.clock().advance(Duration.ofDays(500)); // out of sight of the test before
    hosting = objection("Where is our data?", "security");
    price = objection("It is too expensive", "price");
  }

  @Test
  void whatIsHeardMoreOftenRisesOnlyWhereThatIsMoreThanChance() {
    deal("A", "enterprise");
    for (int day = 1; day <= 8; day++) {
      heard(day % 2 == 0 ? rep : second, hosting, day, Map.of("deal", Map.of("crmId", "A")));
    }
    heard(rep, hosting, 20, Map.of());
    heard(rep, price, 3, Map.of());
    heard(rep, price, 4, Map.of());
    heard(rep, price, 20, Map.of());
    rep.post("/hearings", Map.of("quote", "zzyzx qwertz")).expect(201);

    JsonNode trends =
        rep.get("/objections/trends?from=" + daysAgo(13) + "&by=day").expect(200).json();
    assertThat(trends.get("periods")).hasSize(14);
    assertThat(trends.get("unmatched").asInt()).isEqualTo(1);
    JsonNode first = trends.at("/items/0");
    assertThat(first.get("key").asText()).isEqualTo(hosting);
    assertThat(first.get("phrase").asText()).isEqualTo("Where is our data?");
    assertThat(first.get("heard").asInt()).isEqualTo(8);
    assertThat(first.get("reps").asInt()).isEqualTo(2);
    assertThat(first.get("deals").asInt()).isEqualTo(1);
    assertThat(first.get("isNew").asBoolean()).isFalse();
    assertThat(first.at("/change/before").asInt()).isEqualTo(1);
    assertThat(first.at("/change/direction").asText()).isEqualTo("rising");
    assertThat(sum(first.get("series"))).isEqualTo(8);
    JsonNode other = trends.at("/items/1");
    assertThat(other.get("key").asText()).isEqualTo(price);
    assertThat(other.at("/change/ratio").asDouble()).isEqualTo(2.0);
    assertThat(other.at("/change/direction").asText()).isEqualTo("unclear");

    JsonNode byCategory = rep.get("/objections/trends?groupBy=category").expect(200).json();
    assertThat(byCategory.at("/items/0/key").asText()).isEqualTo("security");
    assertThat(byCategory.at("/items/0/heard").asInt()).isEqualTo(9);
    assertThat(rep.get("/objections/trends").json().at("/items/0/isNew").asBoolean()).isTrue();
    rep.get("/objections/trends?by=year").expect(400);
    rep.get("/objections/trends?from=2026-01-02&to=2026-01-01").expect(422);
    rep.get("/objections/trends?objection=obj_nothing").expect(404);
  }

  @Test
  void aTeamWithDealsThatWroteNothingDownComesFirst() {
    deal("B", "enterprise");
    halfdoor
        .as("rep3@midmarket")
        .post("/deals", Map.of("crmId", "M", "account", "Quiet", "name", "One"))
        .expect(201);
    heard(rep, price, 1, Map.of("deal", Map.of("crmId", "B")));
    JsonNode teams = rep.get("/objections/trends").expect(200).json().get("teams");
    assertThat(teams)
        .extracting(team -> team.get("team").asText() + " " + team.get("hearings").asInt())
        .containsExactly("midmarket 0", "enterprise 1");
  }

  @Test
  void aGapIsWhatIsHeardAndHasNothingFreshAndComesWithItsRequest() {
    deal("C", "enterprise");
    deal("D", "enterprise");
    heard(rep, hosting, 1, Map.of("deal", Map.of("crmId", "C"), "stage", "evaluation"));
    heard(second, hosting, 2, Map.of("deal", Map.of("crmId", "C")));
    heard(second, hosting, 2, Map.of("deal", Map.of("crmId", "D")));
    heard(rep, price, 1, Map.of());
    marketer
        .post(
            "/objections/" + price + "/answers",
            Map.of("title", "Cost", "talkTrack", "Compared with what?", "publish", true))
        .expect(201);
    marketer
        .post(
            "/objections/" + hosting + "/answers",
            Map.of("title", "Draft", "talkTrack", "In your own country."))
        .expect(201);

    JsonNode gaps = rep.get("/objections/gaps").expect(200).json();
    assertThat(gaps.get("items")).hasSize(1);
    JsonNode gap = gaps.at("/items/0");
    assertThat(gap.get("objection").asText()).isEqualTo(hosting);
    assertThat(gap.get("heard").asInt()).isEqualTo(3);
    assertThat(gap.get("openDeals").asInt()).isEqualTo(2);
    assertThat(gap.at("/atStake/0/currency").asText()).isEqualTo("EUR");
    assertThat(gap.at("/atStake/0/amount").asInt()).isEqualTo(2_000);
    assertThat(gap.at("/request/title").asText()).contains("Where is our data?");
    assertThat(gap.at("/request/objections/0").asText()).isEqualTo(hosting);
    assertThat(gap.at("/request/deals")).hasSize(2);
    assertThat(gap.at("/request/details").asText()).contains("Heard 3 times by 2 people");
    assertThat(gaps.at("/coverage/k").asInt()).isEqualTo(1);
    assertThat(gaps.at("/coverage/n").asInt()).isEqualTo(2);
    assertThat(gaps.at("/coverageByHearings/n").asInt()).isEqualTo(4);
    assertThat(rep.get("/objections/gaps?stage=negotiation").json().get("items")).isEmpty();
    assertThat(rep.get("/objections/gaps?missing=template").json().get("items")).hasSize(2);

    String sheet =
        marketer
            .post(
                "/collateral",
                Map.of("title", "Hosting", "kind", "sheet", "text", "Here.", "publish", true))
            .expect(201)
            .id();
    marketer
        .post("/collateral/" + sheet + "/links", Map.of("to", hosting, "role", "answers"))
        .expect(201);
    assertThat(rep.get("/objections/gaps").json().get("items")).isEmpty();
    halfdoor.clock().advance(Duration.ofDays(200));
    try {
      JsonNode later = rep.get("/objections/gaps?from=" + daysAgo(210)).expect(200).json();
      assertThat(later.get("items")).as("nothing is fresh any more").hasSize(2);
      assertThat(later.at("/freshness/k").asInt()).isZero();
      assertThat(later.at("/items/0/there/collateral/due").asInt()).isEqualTo(1);
    } finally {
      halfdoor.clock().advance(Duration.ofDays(-200));
    }
  }

  @Test
  void outcomesAreToldByStageAndRankedOnlyWithEnoughClosedDeals() {
    String good = answer("Good");
    String other = answer("Other");
    for (String crmId : List.of("W1", "W2", "L1", "L2", "O1")) {
      deal(crmId, "enterprise");
    }
    said("W1", good, "evaluation", "answered");
    said("W1", good, "evaluation", "answered");
    said("W2", good, "evaluation", "unresolved");
    said("L1", other, "evaluation", null);
    said("L2", other, "evaluation", null);
    said("O1", other, "evaluation", null);
    said("L1", good, "negotiation", null);
    close("W1", "won");
    close("W2", "won");
    close("L1", "lost");
    close("L2", "lost");

    JsonNode outcomes = rep.get("/objections/" + price + "/outcomes").expect(200).json();
    assertThat(outcomes.get("reading").asText()).startsWith("Associated with");
    Map<String, JsonNode> rows = new HashMap<>();
    outcomes
        .get("items")
        .forEach(row -> rows.put(row.get("title").asText() + " " + row.get("stage").asText(), row));
    JsonNode best = rows.get("Good evaluation");
    assertThat(best.at("/won/k").asInt()).isEqualTo(2);
    assertThat(best.at("/won/n").asInt()).as("each deal once").isEqualTo(2);
    assertThat(best.at("/answered/k").asInt()).isEqualTo(2);
    assertThat(best.at("/answered/n").asInt()).isEqualTo(3);
    assertThat(best.get("rank").asInt()).isEqualTo(1);
    assertThat(rows.get("Other evaluation").get("rank").asInt()).isEqualTo(2);
    assertThat(rows.get("Other evaluation").get("open").asInt()).isEqualTo(1);
    assertThat(rows.get("Good negotiation").has("rank")).as("too few, and alone").isFalse();
    assertThat(rows.get("Good negotiation").at("/won/share").asDouble()).isZero();
    rep.get("/objections/" + good + "/outcomes").expect(404);
  }

  private String objection(String phrase, String category) {
    return marketer
        .post("/objections", Map.of("phrase", phrase, "category", category))
        .expect(201)
        .id();
  }

  private String answer(String title) {
    Map<String, Object> body = Map.of("title", title, "talkTrack", "Say it.", "publish", true);
    return marketer.post("/objections/" + price + "/answers", body).expect(201).id();
  }

  private void deal(String crmId, String team) {
    rep.post(
            "/deals",
            Map.of(
                "crmId",
                crmId,
                "account",
                "Account " + crmId,
                "name",
                team,
                "value",
                Map.of("amount", 1_000, "currency", "EUR")))
        .expect(201);
  }

  private void close(String crmId, String state) {
    rep.post("/deals", Map.of("crmId", crmId, "state", state)).expect(200);
  }

  private void said(String crmId, String answer, String stage, String outcome) {
    Map<String, Object> more = new HashMap<>();
    more.put("deal", Map.of("crmId", crmId));
    more.put("answer", answer);
    more.put("stage", stage);
    if (outcome != null) {
      more.put("outcome", outcome);
    }
    heard(rep, price, 1, more);
  }

  /** Logged and filed under an objection, whatever it is taken for. */
  private static void heard(TestClient who, String objection, int daysAgo, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("quote", "They said something on day " + daysAgo);
    body.put("heardAt", halfdoor.clock().instant().minus(Duration.ofDays(daysAgo)).toString());
    String id = who.post("/hearings", body).expect(201).json().at("/hearing/id").asText();
    who.put("/hearings/" + id + "/objection", Map.of("objection", objection)).expect(200);
  }

  private static String daysAgo(int days) {
    Instant day = halfdoor.clock().instant().minus(Duration.ofDays(days));
    return day.toString().substring(0, 10);
  }

  private static int sum(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false).mapToInt(JsonNode::asInt).sum();
  }
}
