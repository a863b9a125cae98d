package io.halfdoor.api.deal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deals, as whoever mentions them makes them known. */
class DealTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private TestClient rep;
  private TestClient marketer;

  @BeforeEach
  void people() {
    rep = halfdoor.as("rep");
    marketer = halfdoor.as("marketer");
  }

  @Test
  void whatIsMentionedIsTakenAndAllElseStays() {
    Reply made =
        rep.post(
                "/deals",
                Map.of(
                    "account",
                    "Northwind",
                    "name",
                    "Depots 2027",
                    "value",
                    money("12500", "EUR"),
                    "stage",
                    "proposal"))
            .expect(201);
    assertThat(made.header("Location")).endsWith("/deals/" + made.id());
    Reply known =
        rep.post(
                "/deals",
                Map.of("account", " NORTHWIND", "name", "depots  2027 ", "stage", "negotiation"))
            .expect(200);

    assertThat(known.id()).isEqualTo(made.id());
    Reply got = rep.get("/deals/" + made.id()).expect(200);
    JsonNode deal = got.json();
    assertThat(deal.get("account").asText()).isEqualTo("Northwind");
    assertThat(deal.get("stage").asText()).isEqualTo("negotiation");
    assertThat(got.text()).contains("{\"amount\":12500.00,\"currency\":\"EUR\"}");
    assertThat(deal.get("state").asText()).isEqualTo("open");
    assertThat(deal.get("version").asInt()).isEqualTo(2);
    assertThat(known.header("ETag")).isEqualTo("\"" + made.id() + "-2\"");
    rep.with("If-None-Match", known.header("ETag")).get("/deals/" + made.id()).expect(304);
  }

  @Test
  void whatSaysNothingNewChangesNothing() {
    Map<String, Object> said = Map.of("crmId", "same", "stage", "proposal");
    Reply made = rep.post("/deals", said).expect(201);
    Reply again = halfdoor.as("rep2").post("/deals", said).expect(200);

    assertThat(again.header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(again.header("Halfdoor-Position")).isNull();
    assertThat(history(made)).hasSize(2);
  }

  @Test
  void whatTheCrmSaidNoPersonChangesAndTheirWordIsKept() {
    Map<String, Object> crm =
        Map.of("crmId", "won-by-crm", "value", money("900", "EUR"), "source", "crm");
    rep.post("/deals", crm).expect(403);
    Reply made = marketer.post("/deals", crm).expect(201);
    Map<String, Object> said =
        Map.of("crmId", "won-by-crm", "value", money("700", "EUR"), "stage", "proposal");
    JsonNode told = rep.post("/deals", said).expect(200).json();
    rep.post("/deals", said).expect(200);

    assertThat(told.at("/value/amount").asInt()).isEqualTo(900);
    assertThat(told.get("stage").asText()).isEqualTo("proposal");
    assertThat(texts(told.get("fromCrm"))).containsExactly("crmId", "value");
    assertThat(history(made))
        .containsExactly(
            "stage null -> proposal by person, taken",
            "value 900.00 EUR -> 700.00 EUR by person, not taken",
            "value null -> 900.00 EUR by crm, taken",
            "crmId null -> won-by-crm by crm, taken");

    crm = Map.of("crmId", "won-by-crm", "stage", "won it", "source", "crm");
    assertThat(marketer.post("/deals", crm).expect(200).json().get("stage").asText())
        .isEqualTo("won it");
    rep.post("/deals", said).expect(200);
    assertThat(rep.get("/deals/" + made.id()).json().get("stage").asText()).isEqualTo("won it");
  }

  @Test
  void aDealKnownByItsNameGetsItsCrmIdLater() {
    Map<String, Object> named = Map.of("account", "Lindqvist", "name", "Renewal");
    Reply made = rep.post("/deals", named).expect(201);
    Map<String, Object> both = Map.of("crmId", "later", "account", "lindqvist", "name", "RENEWAL");
    Reply known = rep.post("/deals", both).expect(200);
    assertThat(known.id()).isEqualTo(made.id());
    assertThat(known.json().get("crmId").asText()).isEqualTo("later");
    assertThat(known.json().get("account").asText()).isEqualTo("Lindqvist");

    assertThat(rep.post("/deals", named).expect(200).id()).isEqualTo(made.id());
    assertThat(rep.post("/deals", Map.of("crmId", "later")).expect(200).id()).isEqualTo(made.id());
    Map<String, Object> another =
        Map.of("crmId", "another", "account", "Lindqvist", "name", "Renewal");
    assertThat(rep.post("/deals", another).expect(201).id()).isNotEqualTo(made.id());
  }

  @Test
  void twoThatTurnOutToBeOneAreMergedWithAllThatRefersToThem() {
    String path = "/collateral/" + published("Merged deck");
    Map<String, Object> named = Map.of("account", "Tasman", "name", "Fleet", "stage", "proposal");
    String gone = used(path, named);
    String kept = used(path, Map.of("crmId", "fleet", "value", money("1", "EUR")));
    assertThat(kept).isNotEqualTo(gone);
    String position = rep.get("/changes?after=now").json().get("next").asText();

    Map<String, Object> both = Map.of("crmId", "fleet", "account", "Tasman", "name", "Fleet");
    JsonNode merged = rep.post("/deals", both).expect(200).json();

    assertThat(merged.get("id").asText()).isEqualTo(kept);
    assertThat(merged.get("stage").asText()).isEqualTo("proposal");
    assertThat(merged.get("account").asText()).isEqualTo("Tasman");
    assertThat(merged.get("version").asInt()).isEqualTo(2);
    assertThat(rep.get("/deals/" + kept).json()).isEqualTo(merged);
    Reply moved = rep.get("/deals/" + gone).expect(308);
    assertThat(moved.header("Location")).endsWith("/api/v1/deals/" + kept);
    assertThat(rep.get(path + "/uses").json().findValuesAsText("dealId")).containsOnly(kept);
    assertThat(rep.get("/deals?account=tasman").json().get("items")).hasSize(1);
    assertThat(rep.get("/deals/" + gone + "/history").json())
        .isEqualTo(rep.get("/deals/" + kept + "/history").json());
    JsonNode changes = rep.get("/changes?kind=deal&after=" + position).json().get("items");
    assertThat(changes.findValuesAsText("id")).containsExactly(gone, kept);
    assertThat(changes.findValuesAsText("gone")).containsExactly("true", "false");
    assertThat(used(path, named)).isEqualTo(kept);
  }

  @Test
  void twoWhoMentionANewDealAtOnceMakeOne() throws Exception {
    String path = "/collateral/" + published("Deck at once");
    List<Callable<String>> mentions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> deal = new HashMap<>(Map.of("account", "Atonce", "name", "Rush"));
      if (i % 3 == 0) {
        deal.put("crmId", "rush");
      }
      mentions.add(() -> used(path, deal));
    }
    try (ExecutorService people = Executors.newFixedThreadPool(12)) {
      for (Future<String> mention : people.invokeAll(mentions)) {
        assertThat(mention.get()).startsWith("deal_");
      }
    }
    assertThat(rep.get("/deals?account=Atonce").json().get("items")).hasSize(1);
    assertThat(List.copyOf(rep.get(path + "/uses").json().findValuesAsText("dealId")))
        .hasSize(12)
        .containsOnly(rep.get("/deals?account=Atonce").json().at("/items/0/id").asText());
  }

  @Test
  void aDealIsClosedWhenItsStateLeavesOpenAndOpenAgainWhenItReturns() {
    rep.post("/deals", Map.of("crmId", "closing")).expect(201);
    halfdoor.clock().advance(Duration.ofDays(1));
    JsonNode lost =
        rep.post("/deals", Map.of("crmId", "closing", "state", "lost", "reason", "Price"))
            .expect(200)
            .json();
    Instant closedAt = Instant.parse(lost.get("closedAt").asText());
    assertThat(closedAt).isAfter(Instant.parse(lost.get("createdAt").asText()));
    halfdoor.clock().advance(Duration.ofDays(1));
    JsonNode won = rep.post("/deals", Map.of("crmId", "closing", "state", "won")).json();
    assertThat(Instant.parse(won.get("closedAt").asText())).isEqualTo(closedAt);
    JsonNode open = rep.post("/deals", Map.of("crmId", "closing", "state", "open")).json();
    assertThat(open.has("closedAt")).isFalse();
    assertThat(open.get("reason").asText()).isEqualTo("Price");
  }

  @Test
  void whatIsNoDealIsRefusedByItsPlace() {
    refused(Map.of("account", "Acme"), "/named");
    refused(Map.of("crmId", " "), "/crmId");
    refused(Map.of("crmId", "x", "value", money("-1", "EUR")), "/value");
    refused(Map.of("crmId", "x", "value", money("1.001", "EUR")), "/value");
    refused(Map.of("crmId", "x", "value", money("1e999999999", "EUR")), "/value");
    refused(Map.of("crmId", "x", "value", money("1", "EUX")), "/value");
    refused(Map.of("crmId", "x", "value", Map.of("amount", 5)), "/value");
    refused(Map.of("crmId", "x", "closeDate", "18.12.2026"), "/closeDate");
    refused(Map.of("crmId", "x", "state", "maybe"), "/state");
    refused(Map.of("crmId", "x", "owner", "me"), "/owner");
    String use = "{\"how\":\"sent\",\"deal\":{\"crmId\":\"x\",\"value\":{\"amount\":1}}}";
    String path = "/collateral/" + published("Refused deck");
    assertThat(rep.post(path + "/uses", use).expect(422).json().at("/errors/0/pointer").asText())
        .isEqualTo("/deal/value");
    assertThat(rep.post("/deals", Map.of("crmId", "yen", "value", money("500", "JPY"))).status())
        .isEqualTo(201);
  }

  @Test
  void aStageIsOneOfTheVocabularyWhereThatHasAny() {
    String path = "/collateral/" + published("Staged deck");
    rep.post("/deals", Map.of("crmId", "staged", "stage", "anything")).expect(201);
    TestClient admin = halfdoor.admin();
    admin
        .with("If-Match", admin.get("/labels/stage").header("ETag"))
        .put("/labels/stage", Map.of("name", "Stage", "values", List.of("proposal", "demo")))
        .expect(200);
    try {
      refused(Map.of("crmId", "staged", "stage", "unheard of"), "/stage");
      Map<String, Object> use =
          Map.of("how", "sent", "deal", Map.of("crmId", "new", "stage", "unheard of"));
      assertThat(rep.post(path + "/uses", use).expect(422).json().at("/errors/0/pointer").asText())
          .isEqualTo("/deal/stage");
      assertThat(rep.get(path + "/uses").json().get("items")).isEmpty();
      rep.post("/deals", Map.of("crmId", "staged", "stage", "anything", "reason", "x")).expect(200);
      rep.post("/deals", Map.of("crmId", "staged", "stage", "demo")).expect(200);
    } finally {
      admin
          .with("If-Match", admin.get("/labels/stage").header("ETag"))
          .put("/labels/stage", Map.of("name", "Stage", "values", List.of()))
          .expect(200);
    }
  }

  @Test
  void dealsAreListedInEachOrderPageByPage() {
    String account = "Listed";
    String early = listed(account, "a", Map.of("closeDate", "2026-12-01"));
    String rich = listed(account, "b", Map.of("value", money("900", "EUR")));
    String late =
        listed(account, "c", Map.of("closeDate", "2027-01-01", "value", money("50", "EUR")));
    String dollars = listed(account, "d", Map.of("value", money("1000", "USD"), "state", "won"));

    assertThat(pages("/deals?account=LISTED&sort=closeDate"))
        .containsExactly(early, late, rich, dollars);
    assertThat(pages("/deals?account=LISTED&sort=value"))
        .containsExactly(rich, late, dollars, early);
    assertThat(pages("/deals?account=LISTED")).containsExactly(dollars, late, rich, early);
    assertThat(pages("/deals?account=LISTED&state=won")).containsExactly(dollars);
    Reply list = rep.get("/deals?account=LISTED");
    String position = list.header("Halfdoor-Position");
    rep.post("/deals", Map.of("account", account, "name", "c", "stage", "demo")).expect(200);
    assertThat(pages("/deals?updatedSince=" + position)).containsExactly(late);
    assertThat(pages("/deals?stage=demo&account=listed")).containsExactly(late);
  }

  private static String listed(String account, String name, Map<String, Object> facts) {
    Map<String, Object> deal = new HashMap<>(facts);
    deal.put("account", account);
    deal.put("name", name);
    return halfdoor.as("rep").post("/deals", deal).expect(201).id();
  }

  private List<String> pages(String path) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = rep.get(path + "&limit=1" + cursor).expect(200).json();
      ids.addAll(page.get("items").findValuesAsText("id"));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : null;
    }
    return ids;
  }

  private void refused(Map<String, Object> deal, String pointer) {
    JsonNode problem = rep.post("/deals", deal).expect(422).json();
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  private List<String> history(Reply deal) {
    List<String> said = new ArrayList<>();
    for (JsonNode row : rep.get("/deals/" + deal.id() + "/history").json().get("items")) {
      said.add(
          "%s %s -> %s by %s, %s"
              .formatted(
                  row.get("fact").asText(),
                  row.has("from") ? row.get("from").asText() : null,
                  row.get("to").asText(),
                  row.get("source").asText(),
                  row.get("taken").asBoolean() ? "taken" : "not taken"));
    }
    return said;
  }

  private static String used(String path, Map<String, Object> deal) {
    return halfdoor
        .as("rep")
        .post(path + "/uses", Map.of("how", "sent", "deal", deal))
        .expect(201)
        .json()
        .get("dealId")
        .asText();
  }

  private static String published(String title) {
    return halfdoor
        .as("marketer")
        .post("/collateral", Map.of("title", title, "kind", "deck", "text", title, "publish", true))
        .expect(201)
        .id();
  }

  private static Map<String, Object> money(String amount, String currency) {
    return Map.of("amount", new java.math.BigDecimal(amount), "currency", currency);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
