package io.halfdoor.api.collateral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollateralTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep@enterprise");

  @Test
  void aTextIsAddedAndShownWithItsPassages() {
    Reply added =
        marketer
            .post(
                "/collateral",
                Map.of(
                    "title",
                    "Objections in the room",
                    "kind",
                    "battleCard",
                    "text",
                    "# Too expensive\n\nAsk what a second visit costs.\n\n## Proof\n\nHalvorsen saved 12 %.",
                    "language",
                    "en"))
            .expect(201);
    JsonNode item = added.json();
    assertThat(added.header("Location")).endsWith("/collateral/" + added.id());
    assertThat(item.get("state").asText()).isEqualTo("draft");
    assertThat(item.get("audience").asText()).isEqualTo("everyone");
    assertThat(item.get("mayBeSent").asBoolean()).isFalse();
    assertThat(item.get("reviewIntervalDays").asInt()).isEqualTo(90);
    assertThat(item.get("textState").asText()).isEqualTo("ready");
    assertThat(item.at("/content/type").asText()).isEqualTo("text");
    assertThat(item.at("/content/mediaType").asText()).isEqualTo("text/markdown");

    Reply shown = marketer.get("/collateral/" + added.id()).expect(200);
    assertThat(shown.json()).isEqualTo(item);
    assertThat(shown.header("ETag")).isEqualTo(added.header("ETag"));
    marketer
        .with("If-None-Match", shown.header("ETag"))
        .get("/collateral/" + added.id())
        .expect(304);
  }

  @Test
  void aDraftIsNotThereForReadersUntilItIsPublished() {
    Reply draft = add(marketer, Map.of("title", "Draft of a deck", "externalId", "drive-1"));
    String path = "/collateral/" + draft.id();
    rep.get(path).expect(404);
    assertThat(ids(rep.get("/collateral?externalId=drive-1").expect(200))).isEmpty();
    assertThat(ids(marketer.get("/collateral?externalId=drive-1"))).containsExactly(draft.id());

    Reply published =
        marketer
            .with("If-Match", draft.header("ETag"))
            .post(path + "/transitions", Map.of("to", "published"))
            .expect(200);
    assertThat(published.json().get("publishedVersion").asInt()).isEqualTo(1);
    JsonNode seen = rep.get(path).expect(200).json();
    assertThat(seen.get("state").asText()).isEqualTo("published");
    assertThat(seen.has("latestVersion")).isFalse();
    assertThat(ids(rep.get("/collateral?externalId=drive-1"))).containsExactly(draft.id());

    marketer
        .with("If-Match", published.header("ETag"))
        .post(path + "/transitions", Map.of("to", "archived", "reason", "replaced"))
        .expect(200);
    rep.get(path).expect(404);
  }

  @Test
  void theTimelineTellsReadersNothingOfDrafts() {
    Reply item = add(marketer, Map.of("title", "Secret working title"));
    String path = "/collateral/" + item.id();
    Reply named =
        marketer
            .with("If-Match", item.header("ETag"))
            .patch(path, Map.of("title", "Route planning"))
            .expect(200);
    marketer
        .with("If-Match", named.header("ETag"))
        .post(path + "/transitions", Map.of("to", "published"))
        .expect(200);
    String position =
        marketer
            .post(
                path + "/versions",
                Map.of("text", "Half price!", "publish", false, "note", "secret discount"))
            .expect(201)
            .header("Halfdoor-Position");
    rep.post(path + "/uses", Map.of("how", "sent")).expect(201);

    JsonNode told = rep.get(path + "/activity").expect(200).json().get("items");
    assertThat(told)
        .extracting(each -> each.get("action").asText())
        .containsExactly("used", "moved");
    assertThat(told.toString()).doesNotContain("ecret");
    assertThat(rep.get("/changes?after=" + position).json().toString())
        .doesNotContain("versionAdded");
    assertThat(marketer.get(path + "/activity").json().get("items"))
        .extracting(each -> each.get("action").asText())
        .containsExactly("used", "versionAdded", "moved", "changed", "created");
  }

  @Test
  void ofALinkReadThoseWhoSeeBothEnds() {
    Reply shown = add(marketer, Map.of("title", "For all", "publish", true));
    Reply hidden =
        add(marketer, Map.of("title", "For marketing", "audience", "marketing", "publish", true));
    marketer
        .post("/collateral/" + shown.id() + "/links", Map.of("to", hidden.id(), "role", "proof"))
        .expect(201);
    String timeline = "/collateral/" + shown.id() + "/activity";
    assertThat(rep.get(timeline).expect(200).text()).doesNotContain(hidden.id(), "linked");
    assertThat(marketer.get(timeline).text()).contains(hidden.id(), "linked");
  }

  @Test
  void aDraftIsPublishedWithAVersionThatIs() {
    Reply draft = add(marketer, Map.of("title", "Grows up"));
    String path = "/collateral/" + draft.id();
    marketer.post(path + "/versions", Map.of("text", "second", "publish", true)).expect(201);
    JsonNode seen = rep.get(path).expect(200).json();
    assertThat(seen.get("state").asText()).isEqualTo("published");
    assertThat(seen.get("publishedVersion").asInt()).isEqualTo(2);
  }

  @Test
  void aTransitionThatThereIsNotIsRefusedWithThoseThereAre() {
    Reply item = add(marketer, Map.of("publish", true));
    Reply refused =
        marketer
            .with("If-Match", item.header("ETag"))
            .post("/collateral/" + item.id() + "/transitions", Map.of("to", "draft"))
            .expect(409);
    assertThat(refused.json().get("allowed"))
        .extracting(JsonNode::asText)
        .containsExactly("archived");
    marketer
        .post("/collateral/" + item.id() + "/transitions", Map.of("to", "archived"))
        .expect(428);
  }

  @Test
  void aRepAddsDraftsOfTheirOwnAndPublishesForThemselvesAlone() {
    Reply draft = add(rep, Map.of());
    String path = "/collateral/" + draft.id();
    TestClient based = rep.with("If-Match", draft.header("ETag"));
    based.post(path + "/transitions", Map.of("to", "published")).expect(403);
    rep.post("/collateral", body(Map.of("publish", true))).expect(403);
    rep.post("/collateral", body(Map.of("ownerId", marketer.get("/me").id()))).expect(403);

    String me = rep.get("/me").id();
    Reply mine = based.patch(path, Map.of("audience", "person:" + me)).expect(200);
    Reply published =
        rep.with("If-Match", mine.header("ETag"))
            .post(path + "/transitions", Map.of("to", "published"))
            .expect(200);
    TestClient onPublished = rep.with("If-Match", published.header("ETag"));
    onPublished.patch(path, Map.of("audience", "everyone")).expect(403);
    onPublished.patch(path, Map.of("title", "Mine alone")).expect(200);
    marketer.get(path).expect(404);
    halfdoor.as("rep2").get(path).expect(404);
    halfdoor.admin().get(path).expect(200);
  }

  @Test
  void whatIsPublishedByAMarketerIsNotChangedByTheRepWhoOwnsIt() {
    Reply draft = add(rep, Map.of());
    String path = "/collateral/" + draft.id();
    Reply published =
        marketer
            .with("If-Match", draft.header("ETag"))
            .post(path + "/transitions", Map.of("to", "published"))
            .expect(200);
    TestClient based = rep.with("If-Match", published.header("ETag"));
    based.patch(path, Map.of("title", "Not so")).expect(403);
    halfdoor
        .as("rep2")
        .with("If-Match", published.header("ETag"))
        .patch(path, Map.of("title", "Not so"))
        .expect(403);
    assertThat(rep.get(path).json().get("title").asText()).isEqualTo("One");
    based.post(path + "/transitions", Map.of("to", "archived")).expect(200);
  }

  @Test
  void aPatchMergesAndAnEmptyFieldIsAsIfLeftOut() {
    Reply item =
        add(marketer, Map.of("summary", "short", "externalId", "crm-9", "language", "de-AT"));
    Map<String, Object> patch = new HashMap<>();
    patch.put("summary", null);
    patch.put("externalId", null);
    patch.put("mayBeSent", true);
    patch.put("kind", "deck");
    JsonNode changed =
        marketer
            .with("If-Match", item.header("ETag"))
            .patch("/collateral/" + item.id(), patch)
            .expect(200)
            .json();
    assertThat(changed.has("summary")).isFalse();
    assertThat(changed.has("externalId")).isFalse();
    assertThat(changed.get("mayBeSent").asBoolean()).isTrue();
    assertThat(changed.get("language").asText()).isEqualTo("de-AT");
    assertThat(changed.get("version").asInt()).isEqualTo(2);
    Reply stale =
        marketer
            .with("If-Match", item.header("ETag"))
            .patch("/collateral/" + item.id(), Map.of("title", "Late"))
            .expect(412);
    assertThat(stale.json().at("/present/kind").asText()).isEqualTo("deck");
    Reply unknown =
        marketer
            .with("If-Match", marketer.get("/collateral/" + item.id()).header("ETag"))
            .patch("/collateral/" + item.id(), Map.of("version", 9))
            .expect(422);
    assertThat(unknown.json().at("/errors/0/pointer").asText()).isEqualTo("/version");
  }

  @Test
  void ofTwoWhoChangeOneAtTheSameMomentTheOtherIsToldAndNothingIsLost() throws Exception {
    Reply item = add(marketer, Map.of());
    String path = "/collateral/" + item.id();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int round = 1; round <= 20; round++) {
        Reply before = marketer.get(path).expect(200);
        Map<String, String> title = Map.of("title", "Title " + round);
        Map<String, String> summary = Map.of("summary", "Summary " + round);
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Reply>> replies =
            both.invokeAll(
                List.of(
                    () -> patched(marketer, start, before, title),
                    () -> patched(halfdoor.as("marketer2"), start, before, summary)));
        Reply first = replies.getFirst().get();
        Reply second = replies.getLast().get();
        assertThat(List.of(first.status(), second.status())).containsExactlyInAnyOrder(200, 412);

        boolean isTitle = first.status() == 200;
        Reply won = isTitle ? first : second;
        Reply lost = isTitle ? second : first;
        assertThat(won.json().get("version").asInt())
            .isEqualTo(before.json().get("version").asInt() + 1);
        assertThat(lost.json().get("present")).isEqualTo(won.json());
        assertThat(marketer.get(path).json()).isEqualTo(won.json());
        Reply merged =
            marketer
                .with("If-Match", won.header("ETag"))
                .patch(path, isTitle ? summary : title)
                .expect(200);
        assertThat(merged.json().get("title").asText()).isEqualTo("Title " + round);
        assertThat(merged.json().get("summary").asText()).isEqualTo("Summary " + round);
      }
    }
    assertThat(marketer.get(path + "/activity?limit=100").expect(200).json().get("items"))
        .hasSize(1 + 2 * 20);
  }

  private static Reply patched(
      TestClient who, CyclicBarrier start, Reply item, Map<String, String> patch) throws Exception {
    TestClient based = who.with("If-Match", item.header("ETag"));
    start.await();
    return based.patch("/collateral/" + item.id(), patch);
  }

  @Test
  void whatIsNotValidIsRefusedWithItsPlace() {
    assertPointer(body(Map.of("title", " ")), "/title");
    assertPointer(body(Map.of("kind", "poem")), "/kind");
    assertPointer(body(Map.of("audience", "team:")), "/audience");
    assertPointer(body(Map.of("language", "en us")), "/language");
    assertPointer(body(Map.of("reviewIntervalDays", 0)), "/reviewIntervalDays");
    assertPointer(body(Map.of("url", "https://example.com")), "");
    assertPointer(body(Map.of("text", "")), "/text");
    assertPointer(body(Map.of("ownerId", "per_00000000000000000000000000")), "/ownerId");
    assertPointer(body(Map.of("labels", Map.of("nothing", List.of("x")))), "/labels/nothing/0");
    assertPointer(body(Map.of("state", "published")), "/state");
    Map<String, Object> link = body(Map.of("url", "ftp://example.com"));
    link.remove("text");
    assertPointer(link, "/url");
    add(marketer, Map.of("externalId", "once"));
    assertPointer(body(Map.of("externalId", "once")), "/externalId");
    marketer
        .send(
            "POST",
            "/collateral",
            "application/json",
            "{\"title\": \"a\\u0000b\", \"kind\": \"deck\", \"text\": \"x\"}")
        .expect(422);
    marketer.send("POST", "/collateral", "application/json", "").expect(400);
    marketer.send("POST", "/collateral", "application/json", "{\"title\":").expect(400);
    marketer.send("POST", "/collateral", "text/plain", "hello").expect(415);
  }

  @Test
  void aTextMayHaveAMillionCharacters() {
    Reply text = add(marketer, Map.of("text", "wörd ".repeat(200_000)));
    assertThat(text.json().get("textState").asText()).isEqualTo("ready");
    marketer.post("/collateral", body(Map.of("text", "x".repeat(1_000_001)))).expect(422);
    marketer.post("/collateral", body(Map.of("text", "x".repeat(9 << 20)))).expect(413);
  }

  @Test
  void aLeaderAddsDraftsAsARepDoes() {
    TestClient leader = halfdoor.as("leader");
    Reply draft = add(leader, Map.of());
    leader.post("/collateral", body(Map.of("publish", true))).expect(403);
    rep.get("/collateral/" + draft.id()).expect(404);
    marketer.get("/collateral/" + draft.id()).expect(200);
    Reply team = add(leader, Map.of("audience", "team:enterprise"));
    marketer.get("/collateral/" + team.id()).expect(404);
    halfdoor
        .admin()
        .with("If-Match", team.header("ETag"))
        .post("/collateral/" + team.id() + "/transitions", Map.of("to", "published"))
        .expect(200);
    rep.get("/collateral/" + team.id()).expect(200);
    halfdoor.as("rep@retail").get("/collateral/" + team.id()).expect(404);
  }

  @Test
  void aListIsFilteredSortedAndPaged() {
    String tag = "pages" + System.nanoTime();
    halfdoor
        .admin()
        .put("/labels/" + tag, Map.of("name", "Pages", "values", List.of("a", "b")))
        .expect(201);
    String before = marketer.get("/collateral?limit=1").header("Halfdoor-Position");
    String c = add(marketer, Map.of("title", "charlie", "labels", Map.of(tag, List.of("a")))).id();
    String a =
        add(marketer, Map.of("title", "Alpha", "labels", Map.of(tag, List.of("a", "b")))).id();
    String b =
        add(marketer, Map.of("title", "bravo", "kind", "deck", "labels", Map.of(tag, List.of("b"))))
            .id();

    String labelled = "/collateral?label=" + tag + ":a&label=" + tag + ":b";
    assertThat(ids(marketer.get(labelled))).containsExactly(b, a, c);
    assertThat(ids(marketer.get(labelled + "&sort=oldest"))).containsExactly(c, a, b);
    assertThat(ids(marketer.get(labelled + "&sort=title"))).containsExactly(a, b, c);
    assertThat(ids(marketer.get("/collateral?label=" + tag + ":a&sort=title")))
        .containsExactly(a, c);
    assertThat(ids(marketer.get(labelled + "&kind=deck&state=draft"))).containsExactly(b);
    assertThat(ids(marketer.get("/collateral?sort=oldest&updatedSince=" + before)))
        .containsExactly(c, a, b);
    assertThat(ids(marketer.get(labelled + "&owner=" + rep.get("/me").id()))).isEmpty();
    assertThat(ids(rep.get(labelled))).isEmpty();

    Reply first = marketer.get(labelled + "&sort=title&limit=2").expect(200);
    assertThat(ids(first)).containsExactly(a, b);
    String next = first.json().get("next").asText();
    Reply second = marketer.get(labelled + "&sort=title&limit=2&cursor=" + next).expect(200);
    assertThat(ids(second)).containsExactly(c);
    assertThat(second.json().has("next")).isFalse();
    marketer.get("/collateral?sort=title&cursor=" + next).expect(400);
    Reply worst = marketer.get("/collateral?sort=worst").expect(400);
    assertThat(worst.json().at("/errors/0/parameter").asText()).isEqualTo("sort");
    assertThat(worst.json().get("detail").asText()).contains("newest, oldest, title");
    marketer.get("/collateral?kind=onePager").expect(200);
    marketer.get("/search?q=x&sort=mostUsed").expect(200);
    marketer.get("/findings?type=dueForReview").expect(200);
    marketer.get("/collateral?label=" + tag).expect(400);
    marketer.get("/collateral?updatedSince=yesterday").expect(400);
    marketer.get("/collateral?updatedSince=ff-1-1").expect(410);
  }

  @Test
  void whatIsDeletedIsGoneAndWhatIsUsedElsewhereIsNotDeleted() {
    Reply used = add(marketer, Map.of());
    String path = "/collateral/" + used.id();
    marketer.delete(path).expect(428);
    halfdoor.as("rep2").with("If-Match", used.header("ETag")).delete(path).expect(404);
    marketer.with("If-Match", used.header("ETag")).delete(path).expect(204);
    marketer.get(path).expect(404);
    assertThat(ids(marketer.get("/collateral?limit=200"))).doesNotContain(used.id());
  }

  @Test
  void oneIdempotencyKeyAddsOnce() {
    TestClient once = marketer.with("Idempotency-Key", "add-once");
    Reply first = once.post("/collateral", body(Map.of())).expect(201);
    Reply again = once.post("/collateral", body(Map.of())).expect(201);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    once.post("/collateral", body(Map.of("title", "Another"))).expect(422);
  }

  private void assertPointer(Map<String, Object> body, String pointer) {
    Reply refused = marketer.post("/collateral", body).expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  private static Reply add(TestClient who, Map<String, Object> more) {
    return who.post("/collateral", body(more)).expect(201);
  }

  private static Map<String, Object> body(Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("title", "One", "kind", "other", "text", "Some words."));
    body.putAll(more);
    return body;
  }

  private static List<String> ids(Reply list) {
    return StreamSupport.stream(list.expect(200).json().get("items").spliterator(), false)
        .map(item -> item.get("id").asText())
        .toList();
  }
}
