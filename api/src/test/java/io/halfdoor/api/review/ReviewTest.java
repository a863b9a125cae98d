package io.halfdoor.api.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void anItemBecomesDueWithTimeAndFreshByAReviewNotByAnEdit() {
    TestClient marketer = halfdoor.as("marketer");
    Reply made = published(marketer, "Prices", 30);
    String path = "/collateral/" + made.id();
    assertThat(isDue(marketer, path)).isFalse();
    halfdoor.clock().advance(Duration.ofDays(31));
    assertThat(isDue(marketer, path)).isTrue();
    marketer
        .with("If-Match", marketer.get(path).header("ETag"))
        .patch(path, Map.of("title", "Prices of today"))
        .expect(200);
    assertThat(isDue(marketer, path)).isTrue();
    String before = marketer.get(path).header("ETag");
    marketer.post(path + "/reviews", Map.of("note", "Still right.")).expect(201);
    JsonNode fresh = marketer.get(path).json();
    assertThat(isDue(marketer, path)).isFalse();
    assertThat(fresh.get("verifiedBy").asText()).isEqualTo(marketer.get("/me").id());
    marketer.with("If-None-Match", before).get(path).expect(200);
    marketer.with("If-Match", before).patch(path, Map.of("title", "Prices")).expect(200);
    assertThat(marketer.get(path + "/reviews").json().at("/items/0/note").asText())
        .isEqualTo("Still right.");
  }

  @Test
  void aReaderFlagsWhatIsOutdatedAndOnlyWhoCaresForItSettlesThat() {
    TestClient marketer = halfdoor.as("marketer");
    TestClient rep = halfdoor.as("rep");
    String path = "/collateral/" + published(marketer, "Figures", 30).id();
    rep.post(path + "/reviews", Map.of()).expect(403);
    Reply flag =
        rep.post(path + "/flags", Map.of("what", "outdated", "note", "Last year's.")).expect(201);
    rep.post("/flags/" + flag.id() + "/settlement", Map.of("note", "No.")).expect(403);
    assertThat(marketer.get("/flags").json().findValuesAsText("id")).contains(flag.id());
    marketer.post("/flags/" + flag.id() + "/settlement", Map.of("note", "New ones.")).expect(200);
    marketer.post("/flags/" + flag.id() + "/settlement", Map.of("note", "Again.")).expect(409);
    assertThat(marketer.get("/flags").json().findValuesAsText("id")).doesNotContain(flag.id());
    assertThat(rep.get(path + "/activity").json().findValuesAsText("action"))
        .startsWith("flagSettled", "flagged");
  }

  @Test
  void whatACallerMayNotSeeHasNoReviewsFlagsOrUses() {
    TestClient marketer = halfdoor.as("marketer");
    String draft =
        marketer
            .post("/collateral", Map.of("title", "Secret", "kind", "deck", "text", "Not yet."))
            .expect(201)
            .id();
    TestClient rep = halfdoor.as("rep");
    for (String below :
        new String[] {"reviews", "flags", "uses", "views", "links", "where-used", "activity"}) {
      rep.get("/collateral/" + draft + "/" + below).expect(404);
    }
    rep.post("/collateral/" + draft + "/uses", Map.of("how", "sent")).expect(404);
  }

  @Test
  void whatUsesAnItemThatItsOwnerTakesAwayIsDueAndItsOwnerIsToldUntilItIsVerified() {
    TestClient marketer = halfdoor.as("marketer");
    TestClient owner = halfdoor.as("marketer3");
    String proof = published(marketer, "Proof to go", 30).id();
    Reply deck = published(owner, "Harpsichord deck", 30);
    String path = "/collateral/" + deck.id();
    owner.post(path + "/links", Map.of("to", proof, "role", "proof")).expect(201);
    owner.post(path + "/links", Map.of("to", proof, "role", "includes")).expect(422);
    TestClient based =
        marketer.with("If-Match", marketer.get("/collateral/" + proof).header("ETag"));
    String move = "/collateral/" + proof + "/transitions";
    based.post(move, Map.of("to", "archived")).expect(409);
    assertThat(owner.get("/me/notices").expect(200).json().get("items")).isEmpty();

    String position =
        based
            .post(move + "?force=true", Map.of("to", "archived"))
            .expect(200)
            .header("Halfdoor-Position");
    Reply due = owner.get(path).expect(200);
    assertThat(due.json().get("dueReason").asText()).contains("taken away");
    assertThat(Instant.parse(due.json().get("dueAt").asText()))
        .isBefore(halfdoor.clock().instant());
    assertThat(due.header("ETag")).isNotEqualTo(deck.header("ETag"));
    assertThat(fresh(owner, position)).isEqualTo("false");
    JsonNode notice = owner.get("/me/notices?unread=true").expect(200).json().at("/items/0");
    assertThat(notice.get("what").asText()).isEqualTo("usedItemGone");
    assertThat(notice.at("/item/id").asText()).isEqualTo(deck.id());
    assertThat(notice.at("/about/id").asText()).isEqualTo(proof);
    assertThat(marketer.get("/me/notices").json().get("items")).isEmpty();
    marketer.post("/me/notices/" + notice.get("id").asText() + "/readings", null).expect(404);
    owner.post("/me/notices/" + notice.get("id").asText() + "/readings", null).expect(204);
    assertThat(owner.get("/me/notices?unread=true").json().get("items")).isEmpty();

    String verified =
        owner.post(path + "/reviews", Map.of()).expect(201).header("Halfdoor-Position");
    assertThat(owner.get(path).json().has("dueReason")).isFalse();
    assertThat(fresh(owner, verified)).isEqualTo("true");
  }

  /** What search says of the deck, once it has seen a position. */
  private static String fresh(TestClient who, String position) {
    String query = "/search?q=harpsichord&facets=fresh&after=";
    Reply found = who.get(query + position).expect(200);
    return found.json().at("/facets/fresh/0/value").asText();
  }

  @Test
  void aUseOrALinkNamesAVersionOfTheContentThatTheCallerSees() {
    TestClient marketer = halfdoor.as("marketer");
    TestClient rep = halfdoor.as("rep");
    String item = published(marketer, "Grows", 30).id();
    String path = "/collateral/" + item;
    marketer.post(path + "/versions", Map.of("text", "second")).expect(201);
    marketer.post(path + "/versions", Map.of("text", "third", "publish", false)).expect(201);
    assertThat(used(rep, path, Map.of("how", "sent"))).isEqualTo(2);
    assertThat(used(rep, path, Map.of("how", "sent", "version", 1))).isEqualTo(1);
    Reply draft = rep.post(path + "/uses", Map.of("how", "sent", "version", 3)).expect(422);
    assertThat(draft.json().at("/errors/0/pointer").asText()).isEqualTo("/version");
    assertThat(used(marketer, path, Map.of("how", "presented", "version", 3))).isEqualTo(3);
    marketer.post(path + "/uses", Map.of("how", "sent", "version", (1L << 32) + 1)).expect(422);
    String deck = published(marketer, "Deck that pins", 30).id();
    Map<String, Object> pin = Map.of("to", item, "role", "proof", "version", 2);
    marketer.post("/collateral/" + deck + "/links", pin).expect(201);
    assertThat(marketer.get(path + "/where-used").json().at("/items/0/version").asInt())
        .isEqualTo(2);
  }

  private static int used(TestClient who, String path, Map<String, Object> use) {
    return who.post(path + "/uses", use).expect(201).json().get("version").asInt();
  }

  @Test
  void aUseIsForADealThatIsOneHoweverOftenItIsNamed() {
    TestClient marketer = halfdoor.as("marketer");
    TestClient rep = halfdoor.as("rep");
    String path = "/collateral/" + published(marketer, "Deck", 30).id();
    Map<String, Object> sent = Map.of("how", "sent", "deal", Map.of("crmId", "006A"));
    Reply first = rep.post(path + "/uses", sent).expect(201);
    Reply second = halfdoor.as("rep2").post(path + "/uses", sent).expect(201);
    assertThat(second.json().get("dealId")).isEqualTo(first.json().get("dealId"));
    rep.post(path + "/uses", Map.of("how", "sent", "deal", Map.of("account", "Acme"))).expect(422);
    String tomorrow = halfdoor.clock().instant().plus(Duration.ofDays(1)).toString();
    rep.post(path + "/uses", Map.of("how", "sent", "at", tomorrow)).expect(422);
    assertThat(rep.get(path + "/uses").json().get("items")).hasSize(2);
    assertThat(marketer.get(path).json().get("version").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsUsedElsewhereIsNotTakenAwayUnlessItsOwnerInsists() {
    TestClient marketer = halfdoor.as("marketer");
    String deck = published(marketer, "Deck that uses", 30).id();
    String proof = published(marketer, "Proof", 30).id();
    marketer
        .post("/collateral/" + deck + "/links", Map.of("to", proof, "role", "proof"))
        .expect(201);
    Reply unknown =
        marketer
            .post(
                "/collateral/" + deck + "/links",
                Map.of("to", proof, "role", "proof", "version", 2))
            .expect(422);
    assertThat(unknown.json().at("/errors/0/pointer").asText()).isEqualTo("/version");
    JsonNode used = marketer.get("/collateral/" + proof + "/where-used").expect(200).json();
    assertThat(used.at("/items/0/id").asText()).isEqualTo(deck);
    assertThat(used.get("others").asBoolean()).isFalse();
    TestClient other = halfdoor.as("marketer2");
    String etag = other.get("/collateral/" + proof).header("ETag");
    Reply refused = other.with("If-Match", etag).delete("/collateral/" + proof).expect(409);
    assertThat(refused.json().at("/usedBy/0/title").asText()).isEqualTo("Deck that uses");
    marketer.delete("/collateral/" + deck + "/links/" + proof + "/proof").expect(204);
    other.with("If-Match", etag).delete("/collateral/" + proof).expect(204);
    other.get("/collateral/" + proof).expect(404);
  }

  private static boolean isDue(TestClient caller, String path) {
    Instant dueAt = Instant.parse(caller.get(path).expect(200).json().get("dueAt").asText());
    return !halfdoor.clock().instant().isBefore(dueAt);
  }

  private static Reply published(TestClient marketer, String title, int reviewIntervalDays) {
    Reply made =
        marketer
            .post(
                "/collateral",
                Map.of(
                    "title",
                    title,
                    "kind",
                    "deck",
                    "text",
                    "About " + title,
                    "reviewIntervalDays",
                    reviewIntervalDays))
            .expect(201);
    return marketer
        .with("If-Match", made.header("ETag"))
        .post("/collateral/" + made.id() + "/transitions", Map.of("to", "published"))
        .expect(200);
  }
}
