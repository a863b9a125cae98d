package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.IdPrefix;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MergeTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void whatAnObjectionHadIsCarriedOverToTheOneThatTakesItsPlace() {
    Reply from = add("You cost too much", "Half the price elsewhere", "No money");
    Reply into = add("It is too expensive", "half the price ELSEWHERE");
    Reply answer = answer(from.id(), "Carried");
    answer(into.id(), "There before");
    UUID hearing = heard(from.id());
    String study = study();
    link(study, from.id());
    link(study, into.id());
    String other = study();
    link(other, from.id());
    rep.post(
            "/answers/" + answer.id() + "/uses", Map.of("how", "presented", "objection", from.id()))
        .expect(201);

    Reply merged = merge(from, into.id()).expect(200);
    assertThat(merged.id()).isEqualTo(into.id());
    assertThat(merged.json().get("answers").findValuesAsText("title"))
        .containsExactly("There before", "Carried");
    assertThat(texts(into.id()))
        .containsExactlyInAnyOrder("half the price ELSEWHERE", "No money", "You cost too much");
    assertThat(objectionOf(hearing)).isEqualTo(into.id());
    assertThat(rep.get("/objections/" + into.id() + "/where-used").json().findValuesAsText("id"))
        .containsExactlyInAnyOrder(study, other);
    Reply carried = rep.get("/answers/" + answer.id()).expect(200);
    assertThat(carried.json().get("objectionId").asText()).isEqualTo(into.id());
    assertThat(carried.json().get("version").asInt()).isEqualTo(2);
    assertThat(rep.get("/answers/" + answer.id() + "/uses").json().at("/items/0/objection"))
        .isEqualTo(into.json().get("id"));
    assertThat(actions(into.id())).startsWith("mergedFrom");
    JsonNode gone = rep.get("/objections?state=merged").expect(200).json().get("items");
    assertThat(gone.findValuesAsText("mergedInto")).contains(into.id());
  }

  @Test
  void theOldIdLeadsReadersOnAndRefusesWriters() {
    Reply from = add("Old");
    Reply middle = add("Middle");
    Reply into = add("New");
    merge(from, middle.id()).expect(200);
    merge(marketer.get("/objections/" + middle.id()), into.id()).expect(200);
    String old = "/objections/" + from.id();
    String now = "/api/v1/objections/" + into.id();
    for (String below :
        List.of("", "?mayBeSaid=true", "/phrasings?limit=1", "/answers", "/activity", "/flags")) {
      Reply led = rep.get(old + below).expect(308);
      assertThat(led.header("Location")).endsWith(now + below);
      rep.get(led.header("Location").replaceFirst(".*/api/v1", "")).expect(200);
    }
    assertThat(rep.send("HEAD", old, null, null).status()).isEqualTo(308);
    TestClient based = marketer.with("If-Match", from.header("ETag"));
    for (Reply refused :
        List.of(
            based.patch(old, Map.of("phrase", "Older")),
            based.post(old + "/transitions", Map.of("to", "active")),
            based.post(old + "/merge", Map.of("into", into.id())),
            based.post(old + "/split", Map.of("phrase", "Part", "category", "need")),
            based.put(old + "/answers/order", Map.of("answers", List.of())),
            marketer.post(old + "/answers", Map.of("title", "A", "talkTrack", "B")),
            rep.post(old + "/phrasings", Map.of("text", "Late")),
            rep.post(old + "/flags", Map.of("what", "wrong", "note", "Late")),
            marketer.post(old + "/links", Map.of("to", into.id(), "role", "companion")))) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(409);
      assertThat(refused.json().get("mergedInto").asText()).isEqualTo(into.id());
    }
    assertThat(texts(into.id())).containsExactlyInAnyOrder("Old", "Middle");
  }

  @Test
  void aMergeThatIsSentAgainIsAnsweredAsBefore() {
    Reply from = add("Twice");
    Reply into = add("Once");
    TestClient keyed =
        marketer.with("If-Match", from.header("ETag")).with("Idempotency-Key", "merge-1");
    Reply first =
        keyed.post("/objections/" + from.id() + "/merge", Map.of("into", into.id())).expect(200);
    Reply again =
        keyed.post("/objections/" + from.id() + "/merge", Map.of("into", into.id())).expect(200);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void anObjectionIsMergedIntoAnActiveOtherAlone() {
    Reply one = add("One");
    Reply retired = add("Retired");
    marketer
        .with("If-Match", retired.header("ETag"))
        .post("/objections/" + retired.id() + "/transitions", Map.of("to", "retired"))
        .expect(200);
    Reply merged = add("Merged");
    merge(merged, one.id()).expect(200);
    Reply other = add("Other");
    Reply itself = merge(other, other.id()).expect(422);
    assertThat(itself.json().at("/errors/0/pointer").asText()).isEqualTo("/into");
    merge(other, "obj_01k9zq3v5sfgx8m2n4p6r8t0w2").expect(422);
    merge(other, retired.id()).expect(409);
    Reply chained = merge(other, merged.id()).expect(409);
    assertThat(chained.json().get("mergedInto").asText()).isEqualTo(one.id());
    marketer.post("/objections/" + other.id() + "/merge", Map.of("into", one.id())).expect(428);
    rep.with("If-Match", other.header("ETag"))
        .post("/objections/" + other.id() + "/merge", Map.of("into", one.id()))
        .expect(403);
    assertThat(rep.get("/objections/" + other.id()).expect(200).json()).isEqualTo(other.json());
  }

  @Test
  void ofTwoThatAreMergedIntoEachOtherAtOnceOneStays() throws Exception {
    for (int round = 0; round < 10; round++) {
      Reply one = add("One of round " + round);
      Reply other = add("Other of round " + round);
      List<Integer> answers;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Reply> there = threads.submit(() -> merge(one, other.id()));
        Future<Reply> back = threads.submit(() -> merge(other, one.id()));
        answers = Stream.of(there.get().status(), back.get().status()).sorted().toList();
      }
      assertThat(answers.getFirst()).isEqualTo(200);
      assertThat(answers.getLast()).isIn(409, 412, 422);
      assertThat(
              Stream.of(one, other)
                  .map(each -> rep.get("/objections/" + each.id()).status())
                  .sorted())
          .containsExactly(200, 308);
    }
  }

  @Test
  void aSplitTakesAlongWhatIsNamedAndNothingElse() {
    Reply from = add("Price and upkeep", "Too dear", "Too dear to run");
    String path = "/objections/" + from.id();
    JsonNode phrasings = rep.get(path + "/phrasings").json().get("items");
    Reply stays = answer(from.id(), "Stays");
    Reply goes = answer(from.id(), "Goes");
    UUID hearing = heard(from.id());
    UUID other = heard(from.id());
    Map<String, Object> part =
        Map.of(
            "phrase",
            "It costs too much to run",
            "category",
            "price",
            "phrasings",
            List.of(phrasings.get(1).get("id").asText()),
            "hearings",
            List.of(new IdPrefix("hea").text(hearing)),
            "answers",
            List.of(goes.id()));
    Reply split =
        marketer.with("If-Match", from.header("ETag")).post(path + "/split", part).expect(201);
    assertThat(split.id()).isNotEqualTo(from.id());
    assertThat(texts(split.id())).containsExactly("Too dear to run");
    assertThat(texts(from.id())).containsExactly("Too dear");
    assertThat(split.json().get("answers").findValuesAsText("id")).containsExactly(goes.id());
    JsonNode rest = rep.get(path).expect(200).json();
    assertThat(rest.get("answers").findValuesAsText("id")).containsExactly(stays.id());
    assertThat(rest.get("version").asInt()).isEqualTo(2);
    assertThat(objectionOf(hearing)).isEqualTo(split.id());
    assertThat(objectionOf(other)).isEqualTo(from.id());
    assertThat(actions(from.id())).startsWith("split");
    marketer.with("If-Match", from.header("ETag")).post(path + "/split", part).expect(412);
  }

  @Test
  void aSplitNamesWhatIsNotThereAndMakesNothing() {
    Reply from = add("Whole");
    Reply other = add("Other", "Not yours");
    String phrasing =
        rep.get("/objections/" + other.id() + "/phrasings").json().at("/items/0/id").asText();
    Reply refused =
        marketer
            .with("If-Match", from.header("ETag"))
            .post(
                "/objections/" + from.id() + "/split",
                Map.of("phrase", "Part of it", "category", "need", "phrasings", List.of(phrasing)))
            .expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/phrasings/0");
    assertThat(rep.get("/objections").text()).doesNotContain("Part of it");
  }

  private Reply merge(Reply from, String into) {
    return marketer
        .with("If-Match", from.header("ETag"))
        .post("/objections/" + from.id() + "/merge", Map.of("into", into));
  }

  private Reply add(String phrase, String... phrasings) {
    return marketer
        .post(
            "/objections",
            Map.of("phrase", phrase, "category", "price", "phrasings", List.of(phrasings)))
        .expect(201);
  }

  private Reply answer(String objection, String title) {
    return marketer
        .post(
            "/objections/" + objection + "/answers",
            Map.of("title", title, "talkTrack", "About " + title, "publish", true))
        .expect(201);
  }

  private String study() {
    return marketer
        .post(
            "/collateral",
            Map.of("title", "Study", "kind", "caseStudy", "text", "It works.", "publish", true))
        .expect(201)
        .id();
  }

  private void link(String from, String objection) {
    marketer
        .post("/collateral/" + from + "/links", Map.of("to", objection, "role", "answers"))
        .expect(201);
  }

  /** A hearing that is filed to an objection. */
  private static UUID heard(String objection) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        INSERT INTO hearing (id, quote, person_id, objection_id, filed_as, heard_at,
                          created_at, version)
                        SELECT gen_random_uuid(), 'too dear', owner_id, id, 'sure', now(), now(), 1
                        FROM objection WHERE id = :id
                        RETURNING id
                        """)
                    .bind("id", Objection.IDS.parse(objection).orElseThrow())
                    .mapTo(UUID.class)
                    .one());
  }

  private static String objectionOf(UUID hearing) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                Objection.IDS.text(
                    handle
                        .createQuery("SELECT objection_id FROM hearing WHERE id = :id")
                        .bind("id", hearing)
                        .mapTo(UUID.class)
                        .one()));
  }

  private List<String> actions(String id) {
    return rep.get("/objections/" + id + "/activity").expect(200).json().findValuesAsText("action");
  }

  private List<String> texts(String id) {
    return rep.get("/objections/" + id + "/phrasings").expect(200).json().findValuesAsText("text");
  }
}
