package io.halfdoor.api.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.search.Activity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uses of items: what is kept of one, what is used most, and what is not. */
class UsesTest {

  /** A kind of objections: one that all see, and one of marketing. */
  private static final IdPrefix OBJECTIONS = new IdPrefix("obj");

  private static final UUID PRICE = UUID.fromString("019a0000-0000-7000-8000-00000000000a");
  private static final UUID SECRET = UUID.fromString("019a0000-0000-7000-8000-00000000000b");

  @RegisterExtension
  static final TestHalfdoor halfdoor =
      new TestHalfdoor()
          .withKinds(
              none ->
                  List.of(
                      new ItemKind(
                          "objection",
                          OBJECTIONS,
                          "/objections",
                          ids -> ids.stream().map(UsesTest::objection).toList(),
                          ids -> List.of(),
                          (id, number, caller) -> number == 1,
                          (after, limit) -> List.of())));

  private static Item objection(UUID id) {
    String audience = id.equals(PRICE) ? "everyone" : "marketing";
    return new Item("objection", id, 1, 1, "Too expensive", null, Set.of(audience), true);
  }

  private TestClient rep;
  private TestClient marketer;

  @BeforeEach
  void people() {
    rep = halfdoor.as("rep@retail");
    marketer = halfdoor.as("marketer");
    halfdoor.clock().advance(Duration.ofDays(400)); // what was used before is in no figure
  }

  @Test
  void aUseSaysForWhomItWasAndAgainstWhat() {
    String path = "/collateral/" + published("Deck", "everyone");
    String price = OBJECTIONS.text(PRICE);
    Map<String, Object> use =
        Map.of("how", "sent", "contact", "0031x", "objection", price, "note", "As asked.");
    JsonNode made = rep.post(path + "/uses", use).expect(201).json();
    assertThat(made.get("contact").asText()).isEqualTo("0031x");
    assertThat(made.get("objection").asText()).isEqualTo(price);
    assertThat(rep.get(path + "/uses").json().at("/items/0")).isEqualTo(made);
    rep.post(path + "/uses", Map.of("how", "sent", "contact", "x".repeat(201))).expect(422);
  }

  @Test
  void anObjectionOfAUseIsOneThatTheCallerSees() {
    String item = published("Card", "everyone");
    String path = "/collateral/" + item;
    String secret = OBJECTIONS.text(SECRET);
    for (String wrong : List.of(secret, item, "obj_1")) {
      Reply refused =
          rep.post(path + "/uses", Map.of("how", "sent", "objection", wrong)).expect(422);
      assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/objection");
    }
    marketer.post(path + "/uses", Map.of("how", "sent", "objection", secret)).expect(201);
    assertThat(marketer.get(path + "/uses").text()).contains(secret);
    assertThat(rep.get(path + "/uses").json().get("items")).hasSize(1);
    assertThat(rep.get(path + "/uses").text()).doesNotContain(secret);
    assertThat(rep.get(path + "/activity").text()).contains("\"used\"").doesNotContain(secret);
  }

  @Test
  void whatWasUsedOfLateCountsByTeamAndHalfAsMuchEachHalfLife() {
    String item = published("Decaying", "everyone");
    Instant now = halfdoor.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant before = now.minus(Activity.HALF_LIFE);
    Instant longAgo = Instant.parse("0001-01-01T00:00:00Z");
    useAt(rep, item, now);
    useAt(rep, item, before);
    useAt(halfdoor.as("rep2@retail"), item, longAgo);
    useAt(halfdoor.as("rep3"), item, before);
    UUID id = new IdPrefix("col").parse(item).orElseThrow();
    List<UseStore.TeamUses> uses =
        halfdoor
            .database()
            .jdbi()
            .onDemand(UseStore.class)
            .teamUses(List.of(id), Activity.BEGINNING, Activity.HALF_LIFE.toSeconds());
    assertThat(uses)
        .extracting(UseStore.TeamUses::team, UseStore.TeamUses::uses)
        .containsExactlyInAnyOrder(tuple("retail", 3L), tuple(null, 1L));
    for (UseStore.TeamUses of : uses) {
      double expected =
          of.team() == null
              ? Activity.use(before)
              : Activity.use(now) + Activity.use(before) + Activity.use(Activity.BEGINNING);
      assertThat(of.recent()).isCloseTo(expected, withinPercentage(0.000_001));
    }
    assertThat(Activity.use(now)).isCloseTo(2 * Activity.use(before), withinPercentage(0.000_001));
  }

  private static void useAt(TestClient who, String item, Instant at) {
    who.post("/collateral/" + item + "/uses", Map.of("how", "sent", "at", at.toString()))
        .expect(201);
  }

  @Test
  void whatIsUsedMostIsRankedByUsesAndADealCountsOnce() {
    String much = published("Much used", "everyone");
    String little = published("Little used", "everyone");
    published("Not used", "everyone");
    use(rep, much, "sent", "deal-1");
    use(halfdoor.as("rep2"), much, "presented", "deal-1");
    use(rep, much, "sent", "deal-2");
    use(rep, little, "sent", "deal-1");
    use(rep, little, "copied", null);
    halfdoor.as("rep2").get("/collateral/" + little + "/passages").expect(200);

    JsonNode ranking = rep.get("/uses/ranking?kind=collateral").expect(200).json();
    assertThat(told(ranking))
        .containsExactly(
            "Much used: 3 uses, 2 people, 2 deals", "Little used: 2 uses, 1 people, 1 deals");
    assertThat(ranking.at("/items/0/item").asText()).isEqualTo(much);
    assertThat(ranking.at("/items/0/lastUsedAt").asText())
        .isEqualTo(rep.get("/collateral/" + much + "/uses").json().at("/items/0/at").asText());
    assertThat(told(rep.get("/uses/ranking?limit=1").json())).hasSize(1);
    assertThat(told(rep.get("/uses/ranking?how=presented").json()))
        .containsExactly("Much used: 1 uses, 1 people, 1 deals");
    assertThat(told(rep.get("/uses/ranking?team=retail").json()))
        .containsExactlyInAnyOrder(
            "Much used: 2 uses, 1 people, 2 deals", "Little used: 2 uses, 1 people, 1 deals");
    assertThat(told(rep.get("/uses/ranking?kind=objection").json())).isEmpty();
  }

  @Test
  void aRankingIsOfTheDaysThatAreAskedFor() {
    String item = published("Dated", "everyone");
    use(rep, item, "sent", null);
    LocalDate day = LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
    halfdoor.clock().advance(Duration.ofDays(3));
    use(rep, item, "sent", null);

    assertThat(told(rep.get("/uses/ranking?from=" + day + "&to=" + day).json()))
        .containsExactly("Dated: 1 uses, 1 people, 0 deals");
    assertThat(told(rep.get("/uses/ranking").json()))
        .containsExactly("Dated: 2 uses, 1 people, 0 deals");
    rep.get("/uses/ranking?from=" + day.plusDays(9)).expect(422);
    rep.get("/uses/ranking?from=yesterday").expect(400);
    rep.get("/uses/ranking?to=%2B999999999-12-31").expect(400);
    rep.get("/uses/ranking?kind=notThere").expect(400);
    rep.get("/uses/ranking?limit=201").expect(422);
  }

  @Test
  void theTeamIsThatOfThePersonAtTheTimeOfTheUse() {
    TestClient mover = halfdoor.as("rep9@north");
    String item = published("Moved with", "everyone");
    use(mover, item, "sent", null);
    TestClient admin = halfdoor.admin();
    Reply person = admin.get("/people/" + mover.get("/me").id());
    admin
        .with("If-Match", person.header("ETag"))
        .patch("/people/" + person.id(), Map.of("team", "south"))
        .expect(200);

    assertThat(told(rep.get("/uses/ranking?team=north").json())).hasSize(1);
    assertThat(told(rep.get("/uses/ranking?team=south").json())).isEmpty();
  }

  @Test
  void whatACallerMayNotSeeIsRankedAndListedNowhere() {
    String open = published("For all", "everyone");
    String closed = published("For marketing", "marketing");
    use(rep, open, "sent", "deal-1");
    use(marketer, closed, "sent", "deal-1");
    use(marketer, closed, "sent", "deal-2");

    assertThat(told(marketer.get("/uses/ranking").json())).hasSize(2);
    assertThat(told(rep.get("/uses/ranking").json()))
        .containsExactly("For all: 1 uses, 1 people, 1 deals");
    assertThat(told(rep.get("/uses/ranking?limit=1").json())).hasSize(1);
    halfdoor.clock().advance(Duration.ofDays(91));
    assertThat(unused(marketer, "")).contains(open, closed);
    assertThat(unused(rep, "")).contains(open).doesNotContain(closed);
    assertThat(unused(marketer, "&team=retail")).contains(open).doesNotContain(closed);
  }

  @Test
  void whatNobodyUsedForAWhileIsListedUnlessItIsNewOrADraft() {
    String never = published("Never", "everyone");
    String lately = published("Lately", "everyone");
    String once = published("Once", "everyone");
    String draft = added("Draft", "everyone", false);
    use(rep, once, "sent", null);
    Instant then = halfdoor.clock().instant();
    assertThat(unused(rep, "")).doesNotContain(never, lately, once);
    halfdoor.clock().advance(Duration.ofDays(91));
    use(halfdoor.as("rep2@north"), lately, "sent", null);
    String fresh = published("New", "everyone");
    halfdoor.as("rep2").get("/collateral/" + never + "/passages").expect(200);

    assertThat(unused(rep, "")).contains(never, once).doesNotContain(lately, draft, fresh);
    assertThat(unused(rep, "&days=92")).doesNotContain(never, once, lately);
    assertThat(unused(rep, "&team=retail")).contains(never, once, lately);
    assertThat(unused(rep, "&team=north")).contains(never, once).doesNotContain(lately);
    JsonNode row = null;
    for (JsonNode one : rep.get("/uses/unused?limit=200").json().get("items")) {
      row = one.get("item").asText().equals(once) ? one : row;
    }
    assertThat(Instant.parse(row.get("lastUsedAt").asText()))
        .isBetween(then.minusSeconds(60), then);
    assertThat(row.get("ownerId").asText()).isEqualTo(marketer.get("/me").id());
    rep.get("/uses/unused?days=0").expect(422);
    rep.get("/uses/unused?kind=notThere").expect(400);
  }

  private static List<String> unused(TestClient who, String filters) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = who.get("/uses/unused?limit=2" + filters + cursor).expect(200).json();
      assertThat(page.get("items").size()).isLessThanOrEqualTo(2);
      all.addAll(page.get("items").findValuesAsText("item"));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : null;
    }
    assertThat(all).doesNotHaveDuplicates();
    return all;
  }

  private static List<String> told(JsonNode ranking) {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : ranking.get("items")) {
      rows.add(
          "%s: %d uses, %d people, %d deals"
              .formatted(
                  row.get("title").asText(),
                  row.get("uses").asInt(),
                  row.get("people").asInt(),
                  row.get("deals").asInt()));
    }
    return rows;
  }

  private static void use(TestClient who, String item, String how, String deal) {
    Map<String, Object> use =
        deal == null ? Map.of("how", how) : Map.of("how", how, "deal", Map.of("crmId", deal));
    who.post("/collateral/" + item + "/uses", use).expect(201);
  }

  private static String published(String title, String audience) {
    return added(title, audience, true);
  }

  private static String added(String title, String audience, boolean publish) {
    Map<String, Object> item =
        Map.of(
            "title",
            title,
            "kind",
            "deck",
            "text",
            title,
            "audience",
            audience,
            "publish",
            publish);
    return halfdoor.as("marketer").post("/collateral", item).expect(201).id();
  }
}
