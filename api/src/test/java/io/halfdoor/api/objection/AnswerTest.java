package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnswerTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void anAnswerTellsHowLongItTakesToSayAndStandsWithItsObjection() {
    String objection = objection("It is too expensive");
    Reply added =
        marketer
            .post(
                "/objections/" + objection + "/answers",
                Map.of(
                    "title",
                    "Compared with  what?",
                    "talkTrack",
                    "\r\nToo expensive\r\ncompared with what?\n",
                    "longForm",
                    "Do the sum together.",
                    "mayBeSaid",
                    true,
                    "publish",
                    true))
            .expect(201);
    JsonNode answer = added.json();
    assertThat(added.header("Location")).endsWith("/answers/" + added.id());
    assertThat(answer.get("title").asText()).isEqualTo("Compared with what?");
    assertThat(answer.get("talkTrack").asText()).isEqualTo("Too expensive\ncompared with what?");
    assertThat(answer.get("words").asInt()).isEqualTo(5);
    assertThat(answer.get("seconds").asInt()).isEqualTo(2);
    assertThat(answer.get("fresh").asBoolean()).isTrue();
    assertThat(answer.get("reviewIntervalDays").asInt()).isEqualTo(180);
    assertThat(answer.get("objectionId").asText()).isEqualTo(objection);
    Reply shown = rep.get("/answers/" + added.id()).expect(200);
    assertThat(shown.json()).isEqualTo(answer);
    assertThat(shown.header("ETag")).isEqualTo(added.header("ETag"));
    assertThat(rep.get("/objections/" + objection).json().at("/answers/0")).isEqualTo(answer);
  }

  @Test
  void aTalkTrackLongerThanAMinuteIsRefused() {
    String path = "/objections/" + objection("It takes too long") + "/answers";
    String most = "a".repeat(1_200);
    marketer.post(path, Map.of("title", "Most", "talkTrack", most)).expect(201);
    Reply refused =
        marketer.post(path, Map.of("title", "More", "talkTrack", most + "a")).expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/talkTrack");
    marketer.post(path, Map.of("title", "\u00a0", "talkTrack", "Blank")).expect(422);
    marketer.post(path, Map.of("title", "Blank", "talkTrack", "\u2003\n")).expect(422);
    rep.post(path, Map.of("title", "Mine", "talkTrack", "Not mine to say")).expect(403);
  }

  @Test
  void readersSeePublishedAnswersAlone() {
    String objection = objection("No budget");
    Reply draft = add(objection, "Draft", false, Map.of());
    String path = "/answers/" + draft.id();
    rep.get(path).expect(404);
    assertThat(titles(rep, objection, "")).isEmpty();
    assertThat(rep.get("/objections/" + objection).json().get("answers")).isEmpty();
    assertThat(rep.get("/objections/" + objection + "/activity").text()).doesNotContain("answer");
    Reply published =
        marketer
            .with("If-Match", draft.header("ETag"))
            .post(path + "/transitions", Map.of("to", "published"))
            .expect(200);
    assertThat(titles(rep, objection, "")).containsExactly("Draft");
    marketer
        .with("If-Match", published.header("ETag"))
        .post(path + "/transitions", Map.of("to", "archived"))
        .expect(200);
    rep.get(path).expect(404);
    marketer.get(path).expect(200);
  }

  @Test
  void whatIsInternalIsLeftOutWhereSomethingIsToBeSaid() {
    String objection = objection("We know somebody cheaper");
    add(objection, "Aloud", true, Map.of("publish", true));
    add(objection, "Inside", false, Map.of("publish", true));
    add(objection, "Aloud one day", true, Map.of());
    assertThat(titles(rep, objection, "")).containsExactly("Aloud", "Inside");
    assertThat(titles(rep, objection, "?mayBeSaid=true")).containsExactly("Aloud");
    assertThat(titles(marketer, objection, "?mayBeSaid=true")).containsExactly("Aloud");
    JsonNode shown = rep.get("/objections/" + objection + "?mayBeSaid=true").expect(200).json();
    assertThat(shown.get("answers").findValuesAsText("title")).containsExactly("Aloud");
  }

  @Test
  void anAnswerBecomesDueWithTimeAndFreshByAReview() {
    String objection = objection("Your figures are old");
    Reply old =
        add(objection, "Old figures", true, Map.of("publish", true, "reviewIntervalDays", 9));
    add(objection, "Method", true, Map.of("publish", true));
    String before = rep.get("/objections/" + objection).header("ETag");
    halfdoor.clock().advance(Duration.ofDays(10));
    Reply due = rep.get("/objections/" + objection).expect(200);
    assertThat(due.header("ETag")).isNotEqualTo(before);
    assertThat(due.json().at("/answers/0/fresh").asBoolean()).isFalse();
    assertThat(due.json().at("/answers/1/fresh").asBoolean()).isTrue();
    rep.post("/answers/" + old.id() + "/reviews", Map.of()).expect(403);
    marketer.post("/answers/" + old.id() + "/reviews", Map.of("note", "Right.")).expect(201);
    JsonNode fresh = rep.get("/answers/" + old.id()).expect(200).json();
    assertThat(fresh.get("fresh").asBoolean()).isTrue();
    assertThat(fresh.get("verifiedBy").asText()).isEqualTo(marketer.get("/me").id());
    assertThat(fresh.get("version").asInt()).isEqualTo(1);
    marketer
        .with("If-Match", old.header("ETag"))
        .patch("/answers/" + old.id(), Map.of("title", "New figures"))
        .expect(200);
  }

  @Test
  void answersArePutInAnotherOrderOverTheObjectionAsItIs() {
    Reply made =
        marketer.post("/objections", Map.of("phrase", "Order", "category", "need")).expect(201);
    String first = add(made.id(), "First", true, Map.of("publish", true)).id();
    String second = add(made.id(), "Second", true, Map.of("publish", true)).id();
    String path = "/objections/" + made.id() + "/answers/order";
    TestClient based = marketer.with("If-Match", made.header("ETag"));
    based.put(path, Map.of("answers", List.of(second))).expect(422);
    based.put(path, Map.of("answers", List.of(second, second))).expect(422);
    marketer.put(path, Map.of("answers", List.of(second, first))).expect(428);
    Reply ordered = based.put(path, Map.of("answers", List.of(second, first))).expect(200);
    assertThat(ordered.json().get("answers").findValuesAsText("title"))
        .containsExactly("Second", "First");
    assertThat(titles(rep, made.id(), "")).containsExactly("Second", "First");
    based.put(path, Map.of("answers", List.of(first, second))).expect(412);
    add(made.id(), "Third", true, Map.of("publish", true));
    assertThat(titles(rep, made.id(), "")).containsExactly("Second", "First", "Third");
  }

  @Test
  void anAnswerIsRewrittenOverTheVersionThatItIsAndNullTakesTheLongFormAway() {
    Reply added =
        add(objection("Rewrite"), "Long", true, Map.of("longForm", "At length.", "publish", true));
    Map<String, Object> patch = new HashMap<>();
    patch.put("longForm", null);
    patch.put("mayBeSaid", false);
    Reply changed =
        marketer
            .with("If-Match", added.header("ETag"))
            .patch("/answers/" + added.id(), patch)
            .expect(200);
    assertThat(changed.json().has("longForm")).isFalse();
    assertThat(changed.json().get("mayBeSaid").asBoolean()).isFalse();
    Reply stale =
        marketer
            .with("If-Match", added.header("ETag"))
            .patch("/answers/" + added.id(), Map.of("title", "Late"))
            .expect(412);
    assertThat(stale.json().get("present")).isEqualTo(changed.json());
    rep.with("If-Match", changed.header("ETag"))
        .patch("/answers/" + added.id(), Map.of("title", "Mine"))
        .expect(403);
  }

  @Test
  void whatAnAnswerRefersToIsKnownBothWaysAndItIsDueWhenThatIsTakenAway() {
    Reply answer = add(objection("Prove it"), "Proof", true, Map.of("publish", true));
    String study =
        marketer
            .post(
                "/collateral",
                Map.of("title", "Study", "kind", "caseStudy", "text", "It works.", "publish", true))
            .expect(201)
            .id();
    String path = "/answers/" + answer.id();
    marketer.post(path + "/links", Map.of("to", study, "role", "proof", "version", 1)).expect(201);
    marketer.post(path + "/links", Map.of("to", study, "role", "attachment")).expect(201);
    assertThat(rep.get(path + "/links").expect(200).json().findValuesAsText("role"))
        .containsExactly("attachment", "proof");
    assertThat(rep.get("/collateral/" + study + "/where-used").json().at("/items/0/kind").asText())
        .isEqualTo("answer");
    TestClient based =
        marketer.with("If-Match", marketer.get("/collateral/" + study).header("ETag"));
    based.delete("/collateral/" + study).expect(409);
    based.delete("/collateral/" + study + "?force=true").expect(204);
    JsonNode due = rep.get(path).json();
    assertThat(due.get("fresh").asBoolean()).isFalse();
    assertThat(due.get("dueReason").asText()).contains("taken away");
  }

  @Test
  void anAnswerInUseIsNotTakenAwayAndOneThatIsGoneIsForgotten() {
    String objection = objection("Gone");
    Reply used = add(objection, "Used", true, Map.of("publish", true));
    Reply user = add(objection, "User", true, Map.of("publish", true));
    marketer
        .post("/answers/" + user.id() + "/links", Map.of("to", used.id(), "role", "companion"))
        .expect(201);
    TestClient based = marketer.with("If-Match", used.header("ETag"));
    Reply refused =
        based.post("/answers/" + used.id() + "/transitions", Map.of("to", "archived")).expect(409);
    assertThat(refused.json().at("/usedBy/0/title").asText()).isEqualTo("User");
    based.delete("/answers/" + used.id()).expect(409);
    marketer.with("If-Match", user.header("ETag")).delete("/answers/" + user.id()).expect(204);
    based.delete("/answers/" + used.id()).expect(204);
    assertThat(titles(marketer, objection, "")).isEmpty();
    marketer.get("/answers/" + used.id()).expect(404);
  }

  @Test
  void anAnswerOfAHearingIsArchivedAndNotDeleted() {
    Reply answer = add(objection("Heard"), "Said", true, Map.of("publish", true));
    halfdoor
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO hearing (id, quote, person_id, answer_id, heard_at, created_at, version)
                    SELECT gen_random_uuid(), 'too dear', owner_id, id, now(), now(), 1
                    FROM answer WHERE id = ?
                    """,
                    Answer.IDS.parse(answer.id()).orElseThrow()));
    marketer.with("If-Match", answer.header("ETag")).delete("/answers/" + answer.id()).expect(409);
  }

  @Test
  void aUseOfAnAnswerIsForADeal() {
    Reply answer = add(objection("Use"), "Use me", true, Map.of("publish", true));
    Reply use =
        rep.post(
                "/answers/" + answer.id() + "/uses",
                Map.of("how", "presented", "deal", Map.of("crmId", "006B")))
            .expect(201);
    assertThat(use.json().get("version").asInt()).isEqualTo(1);
    rep.post("/answers/" + answer.id() + "/flags", Map.of("what", "wrong", "note", "No."))
        .expect(201);
    assertThat(rep.get("/answers/" + answer.id() + "/activity").json().findValuesAsText("action"))
        .containsExactly("flagged", "used", "created");
  }

  @Test
  void anAnswerIsFoundByItsTalkTrackAndByItsObjectionWhileThatIsActive() {
    Reply made =
        marketer
            .post("/objections", Map.of("phrase", "Too many gherkins", "category", "other"))
            .expect(201);
    Reply draft = add(made.id(), "Marmalade", true, Map.of("talkTrack", "Grate nutmeg on it."));
    String unseen = draft.header("Halfdoor-Position");
    assertThat(found(rep, "nutmeg", unseen)).isEmpty();
    assertThat(found(marketer, "nutmeg", unseen)).containsExactly(draft.id());
    String published =
        marketer
            .with("If-Match", draft.header("ETag"))
            .post("/answers/" + draft.id() + "/transitions", Map.of("to", "published"))
            .expect(200)
            .header("Halfdoor-Position");
    assertThat(found(rep, "nutmeg", published)).containsExactly(draft.id());
    assertThat(found(rep, "gherkins", published)).containsExactly(draft.id());
    Reply renamed =
        marketer
            .with("If-Match", made.header("ETag"))
            .patch("/objections/" + made.id(), Map.of("phrase", "Too many quinces"))
            .expect(200);
    String since = renamed.header("Halfdoor-Position");
    assertThat(found(rep, "quinces", since)).containsExactly(draft.id());
    assertThat(found(rep, "gherkins", since)).isEmpty();
    String retired =
        marketer
            .with("If-Match", renamed.header("ETag"))
            .post("/objections/" + made.id() + "/transitions", Map.of("to", "retired"))
            .expect(200)
            .header("Halfdoor-Position");
    assertThat(found(rep, "nutmeg", retired)).isEmpty();
  }

  @Test
  void anAnswerThatIsDueIsFoundWantingAndTheIndexLearnsIt() {
    String id =
        add(
                objection("They never mend harpsichords"),
                "Harpsichords are mended",
                true,
                Map.of("publish", true, "reviewIntervalDays", 5))
            .id();
    halfdoor.clock().advance(Duration.ofDays(6));
    halfdoor.doNow("check answers");
    assertThat(halfdoor.admin().get("/findings?limit=200").json().findValuesAsText("item"))
        .contains(id);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        rep.get("/search?q=harpsichords+mended&kind=answer&facets=fresh")
                            .json()
                            .at("/facets/fresh/0/value")
                            .asText())
                    .isEqualTo("false"));
  }

  private static List<String> found(TestClient who, String words, String position) {
    String query = "/search?q=" + words.replace(' ', '+') + "&kind=answer&after=" + position;
    return who.get(query).expect(200).json().get("hits").findValuesAsText("id");
  }

  private String objection(String phrase) {
    return marketer
        .post("/objections", Map.of("phrase", phrase, "category", "other"))
        .expect(201)
        .id();
  }

  private Reply add(String objection, String title, boolean mayBeSaid, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("title", title);
    body.putIfAbsent("talkTrack", "About " + title);
    body.put("mayBeSaid", mayBeSaid);
    return marketer.post("/objections/" + objection + "/answers", body).expect(201);
  }

  private static List<String> titles(TestClient who, String objection, String query) {
    return who.get("/objections/" + objection + "/answers" + query)
        .expect(200)
        .json()
        .findValuesAsText("title");
  }
}
