package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HearingTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  /** A word is telling where few objections have it: so there are some that nobody speaks of. */
  @BeforeAll
  static void addOthers() {
    objection("We have no budget left this year", "timing");
    objection("Our works council has to agree first", "authority");
    objection("The migration of our data takes too long", "product");
    objection("We build such tools ourselves", "need");
    objection("You are too small a company for us", "trust");
  }

  @Test
  void whatWasHeardIsToldBackAsItIsKept() {
    TestClient rep = halfdoor.as("rep@retail");
    Reply logged =
        rep.post(
                "/hearings",
                Map.of(
                    "quote",
                    "  Zither\tmusic\n\u202Ebothers  our dogs ",
                    "deal",
                    Map.of("crmId", "006H"),
                    "stage",
                    "discovery",
                    "leadSource",
                    "webinar",
                    "competitor",
                    "Servanto",
                    "heardAt",
                    "2026-11-20T10:00:00.123456789Z",
                    "outcome",
                    "unresolved"))
            .expect(201);
    JsonNode hearing = logged.json().get("hearing");
    assertThat(hearing.get("quote").asText()).isEqualTo("Zither music bothers our dogs");
    assertThat(hearing.get("dealId").asText()).startsWith("deal_");
    assertThat(hearing.get("team").asText()).isEqualTo("retail");
    assertThat(hearing.get("personId").asText()).isEqualTo(rep.get("/me").id());
    assertThat(hearing.get("heardAt").asText()).isEqualTo("2026-11-20T10:00:00.123456Z");
    assertThat(hearing.has("objectionId")).isFalse();
    assertThat(logged.json().has("match")).isFalse();
    Reply read = halfdoor.as("marketer").get(path(logged)).expect(200);
    assertThat(read.json()).isEqualTo(hearing);
    assertThat(read.header("ETag")).isEqualTo(logged.header("ETag"));
    assertThat(logged.header("Location")).endsWith("/api/v1" + path(logged));
  }

  @Test
  void aSureMatchIsFiledAndSaysWhy() {
    String objection = objection("The licence is priced per gondola", "price");

    JsonNode heard = log("They hate that each gondola needs a priced licence").json();

    assertThat(heard.at("/match/objection").asText()).isEqualTo(objection);
    assertThat(heard.at("/match/saying").asText()).isEqualTo("The licence is priced per gondola");
    assertThat(texts(heard.at("/match/shared"))).containsExactly("gondola", "priced", "licence");
    assertThat(heard.at("/match/confidence").asDouble()).isBetween(Matching.BY_WORDS.like(), 1.0);
    assertThat(heard.at("/hearing/objectionId").asText()).isEqualTo(objection);
    assertThat(heard.at("/hearing/filedAs").asText()).isEqualTo("sure");
    assertThat(heard.at("/hearing/confidence")).isEqualTo(heard.at("/match/confidence"));
    assertThat(heard.get("runnersUp").findValuesAsText("objection")).doesNotContain(objection);
  }

  @Test
  void whatIsAsLikeToTwoIsFiledUnderNeither() {
    String one = objection("The pelican module is slow", "product");
    String other = objection("The pelican module is ugly", "product");

    JsonNode heard = log("something about the pelican module").json();

    assertThat(heard.has("match")).isFalse();
    assertThat(heard.at("/hearing").has("filedAs")).isFalse();
    assertThat(heard.get("runnersUp").findValuesAsText("objection")).contains(one, other);
    assertThat(heard.at("/hearing/confidence")).isEqualTo(heard.at("/runnersUp/0/confidence"));
  }

  @Test
  void aNewObjectionAndANewPhrasingAreKnownToTheVeryNextHearing() {
    for (int i = 0; i < 5; i++) {
      String word = "xylophone" + i;
      String objection = objection("Nobody here plays the " + word, "need");
      assertThat(log("a " + word + " is no good to them").json().at("/match/objection").asText())
          .isEqualTo(objection);
      halfdoor
          .as("rep")
          .post("/objections/" + objection + "/phrasings", Map.of("text", "bagpipe" + i))
          .expect(201);
      assertThat(log("BAGPIPE" + i).json().at("/match/objection").asText()).isEqualTo(objection);
    }
  }

  @Test
  void aWrongMatchIsCorrectedByAnybodyAndTheCorrectionIsUsedFromThenOn() {
    String wrong = objection("Your marzipan is dearer than theirs", "price");
    String right = objection("We are bound by contract until spring", "timing");
    String quote = "dearer marzipan is not the point, we are tied to the other one";
    Reply logged = log(quote);
    assertThat(logged.json().at("/match/objection").asText()).isEqualTo(wrong);

    TestClient other = halfdoor.as("leader");
    JsonNode corrected =
        other.put(path(logged) + "/objection", Map.of("objection", right)).expect(200).json();

    assertThat(corrected.get("objectionId").asText()).isEqualTo(right);
    assertThat(corrected.get("filedAs").asText()).isEqualTo("person");
    assertThat(phrasings(right)).containsExactly(quote);
    JsonNode again = log(quote.toUpperCase(java.util.Locale.ROOT)).json();
    assertThat(again.at("/match/objection").asText()).isEqualTo(right);
    assertThat(again.at("/match/confidence").asDouble()).isEqualTo(1);

    other.put(path(logged) + "/objection", Map.of("objection", wrong)).expect(200);
    assertThat(phrasings(right)).isEmpty();
    assertThat(phrasings(wrong)).containsExactly(quote);
    assertThat(log(quote).json().at("/match/objection").asText()).isEqualTo(wrong);
  }

  @Test
  void aCorrectionCountsMoreThanTheNameOfAnotherObjection() {
    objection("Too many tangerines", "need");
    String right = objection("The fruit basket is overfull", "product");
    Reply logged = log("Too many tangerines");
    halfdoor.as("rep2").put(path(logged) + "/objection", Map.of("objection", right)).expect(200);
    assertThat(log("too many tangerines").json().at("/match/objection").asText()).isEqualTo(right);
  }

  @Test
  void whatIsNoneOfThemIsTakenOutAndItsQuoteIsAPhrasingNoLonger() {
    String wrong = objection("The harpoon is not certified", "security");
    String quote = "their harpoon has no certificate, nobody cares";
    Reply logged = log(quote);
    TestClient rep = halfdoor.as("rep");
    rep.put(path(logged) + "/objection", Map.of("objection", wrong)).expect(200);
    assertThat(phrasings(wrong)).containsExactly(quote);
    Map<String, Object> none = new HashMap<>();
    rep.put(path(logged) + "/objection", none).expect(422);
    none.put("objection", null);

    JsonNode out = rep.put(path(logged) + "/objection", none).expect(200).json();

    assertThat(out.has("objectionId")).isFalse();
    assertThat(out.has("filedAs")).isFalse();
    assertThat(phrasings(wrong)).isEmpty();
  }

  @Test
  void whatWasTakenOutIsNotSurelyMatchedToThatAgainUntilSomebodyFilesItThere() {
    String wrong = objection("The trombone must not be insured", "security");
    String quote = "must a trombone be insured, they ask";
    Reply logged = log(quote);
    assertThat(logged.json().at("/match/objection").asText()).isEqualTo(wrong);
    TestClient rep = halfdoor.as("rep");
    Map<String, Object> none = new HashMap<>();
    none.put("objection", null);
    rep.put(path(logged) + "/objection", none).expect(200);

    Reply again = log("Must a trombone be insured, they ask");

    assertThat(again.json().has("match")).isFalse();
    assertThat(again.json().at("/hearing").has("objectionId")).isFalse();
    assertThat(again.json().at("/runnersUp/0/objection").asText()).isEqualTo(wrong);
    assertThat(log("a trombone that must be insured").json().at("/match/objection").asText())
        .isEqualTo(wrong);
    rep.put(path(again) + "/objection", Map.of("objection", wrong)).expect(200);
    assertThat(log(quote).json().at("/match/objection").asText()).isEqualTo(wrong);
  }

  @Test
  void aPhrasingThatSomebodyWroteDownLosesToALaterCorrection() {
    String wrong = objection("The tuba is dented", "product");
    TestClient rep = halfdoor.as("rep");
    String quote = "that dented tuba again";
    rep.post("/objections/" + wrong + "/phrasings", Map.of("text", quote)).expect(201);
    Reply logged = log(quote);
    assertThat(logged.json().at("/match/confidence").asDouble()).isEqualTo(1);
    Map<String, Object> none = new HashMap<>();
    none.put("objection", null);

    rep.put(path(logged) + "/objection", none).expect(200);

    assertThat(phrasings(wrong)).containsExactly(quote);
    assertThat(log(quote).json().has("match")).isFalse();
    UUID correction =
        halfdoor
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT id FROM filing ORDER BY id DESC LIMIT 1")
                        .mapTo(UUID.class)
                        .one());
    halfdoor.as("marketer").delete("/filings/" + Filing.IDS.text(correction)).expect(204);
    assertThat(log(quote).json().at("/match/objection").asText()).isEqualTo(wrong);
  }

  @Test
  void aQuoteWithoutWordsIsKeptAndMatchedOnceSomebodySaysWhatItMeans() {
    JsonNode first = log("\ud83d\udc4e\ud83d\udc4e").json();
    assertThat(first.has("match")).isFalse();
    assertThat(first.get("runnersUp")).isEmpty();
    assertThat(first.get("answers")).isEmpty();
    String objection = objection("They plainly dislike the ocarina", "trust");
    halfdoor
        .as("rep")
        .put(
            "/hearings/" + first.at("/hearing/id").asText() + "/objection",
            Map.of("objection", objection))
        .expect(200);
    assertThat(log("\ud83d\udc4e\ud83d\udc4e").json().at("/match/objection").asText())
        .isEqualTo(objection);
  }

  @Test
  void onlyWhoHeardItAndWhoCuratesSayWhatCameOfIt() {
    TestClient rep = halfdoor.as("rep");
    String path = path(log("a lute went missing"));
    String etag = rep.get(path).header("ETag");
    Map<String, Object> lost = Map.of("outcome", "lost", "deal", Map.of("crmId", "006L"));
    rep.patch(path, lost).expect(428);
    halfdoor.as("rep2").with("If-Match", etag).patch(path, lost).expect(403);

    JsonNode changed = rep.with("If-Match", etag).patch(path, lost).expect(200).json();

    assertThat(changed.get("outcome").asText()).isEqualTo("lost");
    assertThat(changed.get("dealId").asText()).startsWith("deal_");
    assertThat(changed.get("version").asInt()).isEqualTo(2);
    Reply stale = rep.with("If-Match", etag).patch(path, lost).expect(412);
    assertThat(stale.json().at("/present/outcome").asText()).isEqualTo("lost");
    TestClient marketer = halfdoor.as("marketer");
    TestClient based = marketer.with("If-Match", marketer.get(path).header("ETag"));
    assertThat(pointer(based.patch(path, Map.of("answer", "ans_1")))).isEqualTo("/answer");
    based.patch(path, Map.of("quote", "other words")).expect(422);
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("outcome", null);
    nothing.put("deal", null);
    JsonNode emptied = based.patch(path, nothing).expect(200).json();
    assertThat(emptied.has("outcome")).isFalse();
    assertThat(emptied.has("dealId")).isFalse();
  }

  @Test
  void aHearingFollowsItsDealWhereThatTurnsOutToBeAnother() {
    TestClient rep = halfdoor.as("rep");
    Map<String, String> name = Map.of("account", "Cello Ltd", "name", "Strings");
    Reply named = rep.post("/hearings", Map.of("quote", "a cello?", "deal", name)).expect(201);
    rep.post("/hearings", Map.of("quote", "a viola?", "deal", Map.of("crmId", "006C"))).expect(201);
    Map<String, String> both = new HashMap<>(name);
    both.put("crmId", "006C");
    String kept =
        rep.post("/hearings", Map.of("quote", "a violin?", "deal", both))
            .expect(201)
            .json()
            .at("/hearing/dealId")
            .asText();
    assertThat(rep.get(path(named)).json().get("dealId").asText()).isEqualTo(kept);
  }

  @Test
  void theListKeepsWhatFitsAllFiltersTheLatestFirst() {
    String objection = objection("Quince jelly is too sticky", "product");
    TestClient rep = halfdoor.as("rep4");
    String deal = null;
    for (int day = 1; day <= 3; day++) {
      Reply logged =
          rep.post(
                  "/hearings",
                  Map.of(
                      "quote",
                      "sticky quince jelly no. " + day,
                      "stage",
                      "stage" + day,
                      "deal",
                      Map.of("crmId", "006Q"),
                      "heardAt",
                      "2026-10-0" + day + "T12:00:00Z"))
              .expect(201);
      deal = logged.json().at("/hearing/dealId").asText();
    }
    String me = rep.get("/me").id();
    assertThat(days("objection=" + objection)).containsExactly("3", "2", "1");
    assertThat(days("personId=" + me + "&deal=" + deal)).containsExactly("3", "2", "1");
    assertThat(days("personId=" + me + "&stage=stage2")).containsExactly("2");
    assertThat(
            days("objection=" + objection + "&from=2026-10-02T12:00:00Z&to=2026-10-03T12:00:00Z"))
        .containsExactly("2");
    assertThat(days("objection=" + objection + "&filedAs=person")).isEmpty();
    Reply page = rep.get("/hearings?limit=2&objection=" + objection).expect(200);
    assertThat(page.json().get("items")).hasSize(2);
    String next = "&cursor=" + page.json().get("next").asText();
    assertThat(days("limit=2&objection=" + objection + next)).containsExactly("1");
    String position = page.header("Halfdoor-Position");
    assertThat(days("updatedSince=" + position + "&personId=" + me)).isEmpty();
    rep.get("/hearings?deal=" + me).expect(400);
  }

  @Test
  void aTimeOfAYearThatThereIsNotIsRefused() {
    for (String time :
        List.of(
            "-1000000000-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z", "0000-12-31T00:00:00Z")) {
      halfdoor.as("rep").get("/hearings?from=" + time).expect(400);
    }
    halfdoor.as("rep").get("/hearings?from=0001-01-01T00:00:00Z").expect(200);
  }

  private static List<String> days(String query) {
    JsonNode items = halfdoor.as("leader").get("/hearings?" + query).expect(200).json();
    return items.findValuesAsText("quote").stream()
        .map(quote -> quote.substring(quote.length() - 1))
        .toList();
  }

  @Test
  void whatCannotHaveBeenHeardIsRefusedAndNothingOfItIsKept() {
    TestClient rep = halfdoor.as("rep5");
    for (String quote : new String[] {"", " \n\t ", "\u202E", "a".repeat(100_000)}) {
      assertThat(pointer(rep.post("/hearings", Map.of("quote", quote)))).isEqualTo("/quote");
    }
    Instant soon = halfdoor.clock().instant().plus(Duration.ofMinutes(4));
    Instant later = soon.plus(Duration.ofMinutes(2));
    assertThat(pointer(rep.post("/hearings", Map.of("quote", "?", "heardAt", later.toString()))))
        .isEqualTo("/heardAt");
    Map<String, String> unknown = Map.of("quote", "?", "answer", objection("Kazoo", "other"));
    assertThat(pointer(rep.post("/hearings", unknown))).isEqualTo("/answer");
    rep.post("/hearings", Map.of("quote", "?", "deal", Map.of("account", "Acme"))).expect(422);
    String mine = "/hearings?personId=" + rep.get("/me").id();
    assertThat(rep.get(mine).json().get("items")).isEmpty();
    rep.post("/hearings", Map.of("quote", "a".repeat(2_000), "heardAt", soon.toString()))
        .expect(201);
    assertThat(rep.get(mine).json().get("items")).hasSize(1);
  }

  @Test
  void aStageThatTheVocabularyDoesNotHaveIsRefused() {
    List<String> stages = List.of("discovery", "stage1", "stage2", "stage3");
    halfdoor
        .admin()
        .with("If-Match", halfdoor.admin().get("/labels/stage").header("ETag"))
        .put("/labels/stage", Map.of("name", "Stage", "values", stages))
        .expect(200);
    TestClient rep = halfdoor.as("rep");
    Map<String, String> wrong = Map.of("quote", "?", "stage", "moon");
    assertThat(pointer(rep.post("/hearings", wrong))).isEqualTo("/stage");
    rep.post("/hearings", Map.of("quote", "?", "stage", "stage1")).expect(201);
  }

  @Test
  void aHearingIsFiledOnlyUnderAnObjectionInUse() {
    TestClient marketer = halfdoor.as("marketer");
    String retired = objection("Nobody needs a theremin", "need");
    Reply logged = log("fiddlesticks");
    marketer
        .with("If-Match", marketer.get("/objections/" + retired).header("ETag"))
        .post("/objections/" + retired + "/transitions", Map.of("to", "retired"))
        .expect(200);
    String path = path(logged) + "/objection";
    marketer.put(path, Map.of("objection", retired)).expect(409);
    assertThat(pointer(marketer.put(path, Map.of("objection", "obj_1")))).isEqualTo("/objection");
    marketer.put("/hearings/hea_1/objection", Map.of("objection", retired)).expect(404);
    assertThat(log("nobody needs a theremin").json().has("match")).isFalse();
  }

  @Test
  void theFeedAndTheLogTellOfAHearing() {
    TestClient rep = halfdoor.as("rep");
    String before = rep.get("/hearings").header("Halfdoor-Position");
    String id = log("a very particular clavichord").json().at("/hearing/id").asText();
    JsonNode change =
        rep.get("/changes?kind=hearing&after=" + before).expect(200).json().at("/items/0");
    assertThat(change.get("id").asText()).isEqualTo(id);
    assertThat(change.get("action").asText()).isEqualTo("created");
    JsonNode activity = halfdoor.admin().get("/activity?limit=1").json().at("/items/0");
    assertThat(activity.get("item").asText()).isEqualTo(id);
  }

  @Test
  void aRetriedHearingIsLoggedOnce() {
    TestClient rep = halfdoor.as("rep6").with("Idempotency-Key", "one");
    Map<String, String> heard = Map.of("quote", "the same kettledrum twice");
    JsonNode first = rep.post("/hearings", heard).expect(201).json();
    assertThat(rep.post("/hearings", heard).expect(201).json()).isEqualTo(first);
    String mine = "/hearings?personId=" + rep.get("/me").id();
    assertThat(rep.get(mine).json().get("items")).hasSize(1);
  }

  static String objection(String phrase, String category) {
    return halfdoor
        .as("marketer")
        .post("/objections", Map.of("phrase", phrase, "category", category))
        .expect(201)
        .id();
  }

  private static List<String> phrasings(String objection) {
    return halfdoor
        .as("rep")
        .get("/objections/" + objection + "/phrasings")
        .expect(200)
        .json()
        .findValuesAsText("text");
  }

  private static Reply log(String quote) {
    return halfdoor.as("rep").post("/hearings", Map.of("quote", quote)).expect(201);
  }

  private static String path(Reply logged) {
    return "/hearings/" + logged.json().at("/hearing/id").asText();
  }

  private static String pointer(Reply refused) {
    return refused.expect(422).json().at("/errors/0/pointer").asText();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
