package io.halfdoor.api.finder;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.finder.Notes.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor =
      new TestHalfdoor().withKinds(Notes::kinds).with("search.longestWait", "2s");

  private static Notes notes;

  @BeforeAll
  static void openNotes() {
    notes = new Notes(halfdoor.database());
  }

  @AfterAll
  static void closeNotes() {
    notes.close();
  }

  private static Reply search(TestClient caller, String query) {
    return caller.get("/search?" + query);
  }

  private static List<String> ids(Reply reply) {
    return StreamSupport.stream(reply.expect(200).json().get("hits").spliterator(), false)
        .map(hit -> hit.get("id").asText())
        .toList();
  }

  @Test
  void aHitSaysWhatItIsWhereItMatchedAndHowToShowIt() {
    Written note =
        notes.add("Pricing of zeppelins", "They say that zeppelins are too expensive.", "everyone");
    JsonNode answer =
        search(
                halfdoor.as("rep"),
                "q=zeppelins+expensive&label=industry:retail&state=published&kind=note"
                    + "&facets=industry&facets=state&after="
                    + note.position())
            .expect(200)
            .json();

    assertThat(answer.get("id").asText()).startsWith("sea_");
    assertThat(answer.get("total").toString()).isEqualTo("{\"count\":1,\"relation\":\"eq\"}");
    assertThat(answer.get("facets").toString())
        .isEqualTo(
            "{\"industry\":[{\"value\":\"retail\",\"count\":1}],"
                + "\"state\":[{\"value\":\"published\",\"count\":1}]}");
    assertThat(answer.get("partial").asBoolean()).isFalse();
    assertThat(answer.get("droppedTerms").asInt()).isZero();
    assertThat(answer.get("byMeaning").asBoolean()).isFalse();
    assertThat(answer.get("incomplete").asInt()).isZero();
    assertThat(answer.get("position").asText()).isNotEmpty();
    JsonNode hit = answer.at("/hits/0");
    assertThat(hit.get("kind").asText()).isEqualTo("note");
    assertThat(hit.get("id").asText()).isEqualTo(note.id());
    assertThat(hit.get("href").asText()).isEqualTo("/api/v1/notes/" + note.id());
    assertThat(hit.get("version").asLong()).isEqualTo(1);
    assertThat(marked(hit, "title")).isEqualTo("Pricing of [zeppelins]");
    assertThat(marked(hit, "snippet")).isEqualTo("They say that [zeppelins] are too [expensive].");
    assertThat(hit.get("place").toString()).isEqualTo("{\"part\":\"page\",\"number\":7}");
    assertThat(hit.get("headings").toString()).isEqualTo("[\"Chapter\"]");
    assertThat(hit.get("labels").toString()).isEqualTo("{\"industry\":[\"retail\"]}");
    assertThat(hit.get("fields").toString()).isEqualTo("{\"state\":[\"published\"]}");
    assertThat(hit.get("uses").asLong()).isZero();
    assertThat(hit.get("due").asBoolean()).isFalse();
    assertThat(hit.get("why").toString())
        .isEqualTo(
            "{\"says\":\"Matches in its title and on page 7; is fresh.\","
                + "\"matchedOn\":[\"title\",\"text\"],\"fresh\":true,\"usedBy\":0}");
    assertThat(hit.get("alsoAs")).isEmpty();
    assertThat(hit.get("newcomer").asBoolean()).isFalse();
    assertThat(hit.has("scores")).isFalse();
  }

  private static String marked(JsonNode hit, String name) {
    StringBuilder text = new StringBuilder(hit.get(name).asText());
    List<JsonNode> ranges = new ArrayList<>();
    hit.get(name + "Ranges").forEach(ranges::add);
    for (JsonNode range : ranges.reversed()) {
      text.insert(range.get("end").asInt(), ']').insert(range.get("start").asInt(), '[');
    }
    return text.toString();
  }

  @Test
  void whoeverAsksWithThePositionOfTheirWriteSeesIt() {
    TestClient rep = halfdoor.as("rep");
    Written note = notes.add("Ownwrites 0", "first", "everyone");
    for (int i = 1; i <= 30; i++) {
      Written changed = notes.set(note.uuid(), "title", "Ownwrites " + i);
      JsonNode answer = search(rep, "q=ownwrites&after=" + changed.position()).expect(200).json();
      assertThat(answer.at("/hits/0/title").asText()).isEqualTo("Ownwrites " + i);
    }
    Written removed = notes.remove(note.uuid());
    assertThat(ids(search(rep, "q=ownwrites&after=" + removed.position()))).isEmpty();
  }

  @Test
  void aLongTextIsSearchedByPost() {
    Written note = notes.add("Submarine leasing", "How leasing a submarine works.", "everyone");
    TestClient rep = halfdoor.as("rep");
    String filler = "submarine ".repeat(1_999);
    Map<String, Object> question =
        Map.of(
            "q", filler + "lease", "label", List.of("industry:retail"), "after", note.position());
    JsonNode answer = rep.post("/search", question).expect(200).json();
    assertThat(answer.at("/hits/0/id").asText()).isEqualTo(note.id());

    assertThat((filler + "lease").length()).isLessThanOrEqualTo(20_000);
    rep.post("/search", Map.of("q", "x".repeat(20_000))).expect(200);
    rep.post("/search", Map.of("q", "x".repeat(20_001))).expect(413);
    rep.post("/search", Map.of("q", "x".repeat(10_000_000))).expect(413);
  }

  @Test
  void aTextInTheAddressHasUpToTwoThousandCharactersOfAnySort() {
    TestClient rep = halfdoor.as("rep");
    search(rep, "q=" + "a".repeat(2_000)).expect(200);
    search(rep, "q=" + encode("\uD83D\uDE00".repeat(2_000), UTF_8)).expect(200);
    search(rep, "q=" + "a".repeat(2_001)).expect(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "?",
        "a*b?c~2^3",
        "\"",
        "\"unclosed phrase",
        "(((",
        "a AND OR NOT (b",
        "+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
        "/[a-z]+(/",
        "title:",
        ":value",
        "kind:note -kind:note",
        "[* TO *]",
        "-everything",
        "\u0000\u0001\u001B\u007F\u0085\u200B\u202E\uFEFF\uFFFF",
        "\uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD \u4F60\u597D",
        "' OR 1=1; DROP TABLE person; --",
        "{{7*7}} ${7*7} <script>alert(1)</script>",
        "%00%ZZ",
        "../../../etc/passwd"
      })
  void anyTextAtAllIsALegalQuery(String text) {
    TestClient rep = halfdoor.as("rep");
    search(rep, "q=" + encode(text, UTF_8) + "&facets=industry").expect(200);
    rep.post("/search", Map.of("q", text.replace("\0", ""))).expect(200);
    rep.get("/search/suggestions?q=" + encode(text, UTF_8)).expect(200);
  }

  @Test
  void whatIsNoTextIsRefusedInABodyAndPassedOverInAnAddress() {
    TestClient rep = halfdoor.as("rep");
    for (String none : List.of("\\ud83d", "\\ude00 \\ud83d", "a\\u0000b")) {
      Reply refused =
          rep.send("POST", "/search", "application/json", "{\"q\": \"" + none + "\"}").expect(422);
      assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/q");
    }
    String search = search(rep, "q=nul%00nul%ED%A0%BD&label=industry:%00").expect(200).id();
    rep.post("/search/" + search + "/clicks", Map.of("item", "note_x", "rank", 1)).expect(422);
    String kept =
        notes
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT q || filters FROM search_log WHERE q LIKE 'nul nul%'")
                        .mapTo(String.class)
                        .one());
    assertThat(kept).startsWith("nul nul").endsWith("{\"industry\": [\" \"]}");
  }

  @Test
  void allPagesTogetherHoldEachHitOnce() {
    List<String> added = new ArrayList<>();
    String last = "";
    for (int i = 0; i < 25; i++) {
      Written note = notes.add("Paginated " + i, "a page among pages", "everyone");
      added.add(note.id());
      last = note.position();
    }
    TestClient rep = halfdoor.as("rep");
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Reply page = search(rep, "q=paginated&limit=10&after=" + last + cursor);
      found.addAll(ids(page));
      assertThat(page.json().at("/total/count").asInt()).isEqualTo(25);
      cursor = page.json().has("next") ? "&cursor=" + page.json().get("next").asText() : null;
    } while (cursor != null);
    assertThat(found).containsExactlyInAnyOrderElementsOf(added);

    String next = search(rep, "q=paginated&limit=10").json().get("next").asText();
    search(rep, "q=other&cursor=" + next).expect(400);
    search(rep, "q=paginated&cursor=" + next + "x").expect(400);
    search(rep, "q=paginated&cursor=%00").expect(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=101",
        "limit=-1",
        "kind=nonsense",
        "label=industry",
        "label=:retail",
        "label=",
        "field=x",
        "facets="
      })
  void whatIsReadAndNotValidIsRefusedByItsName(String query) {
    Reply refused = search(halfdoor.as("rep"), query).expect(422);
    assertThat(refused.json().at("/errors/0/parameter").asText())
        .isEqualTo(query.substring(0, query.indexOf('=')));
  }

  @Test
  void aFaultInABodyIsPointedTo() {
    TestClient rep = halfdoor.as("rep");
    Map<String, Object> question =
        Map.of("label", List.of("industry:retail", "industry"), "limit", 1_000);
    Reply refused = rep.post("/search", question).expect(422);
    assertThat(refused.json().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/label/1", "/limit");
    rep.post("/search", Map.of("qq", "x")).expect(422);
    rep.post("/search", Map.of("label", "industry:retail")).expect(422);
    rep.send("POST", "/search", "application/json", "{\"q\":").expect(400);
    rep.send("POST", "/search", "text/plain", "x").expect(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=ten",
        "typos=maybe",
        "meaning=maybe",
        "explain=maybe",
        "sort=best",
        "qq=x",
        "q=a&q=b",
        "after=x"
      })
  void whatCannotBeReadIsRefused(String query) {
    search(halfdoor.as("rep"), query).expect(400);
  }

  @Test
  void aPositionThatIsNotOfThePresentFeedIsGone() {
    TestClient rep = halfdoor.as("rep");
    search(rep, "after=0-0-0").expect(200);
    for (String position : List.of("7fffffff-1-1", "1-7fffffffffffffff-1")) {
      Reply gone = search(rep, "after=" + position).expect(410);
      assertThat(gone.json().get("detail").asText()).contains("search without after");
    }
  }

  @Test
  void whatCannotBeFoundInTimeIsSaidToBeLate() throws Exception {
    TestClient rep = halfdoor.as("rep");
    try (var held = notes.database().connect();
        var statement = held.createStatement()) {
      held.setAutoCommit(false);
      statement.execute("SELECT pg_current_xact_id()"); // from here on the feed stands still
      Written late = notes.add("Lateness", "held back", "everyone");
      Reply refused = search(rep, "q=lateness&after=" + late.position()).expect(503);
      assertThat(refused.header("Retry-After")).isEqualTo("2");
      assertThat(refused.json().get("after").asText()).isEqualTo(late.position());
      assertThat(ids(search(rep, "q=lateness"))).isEmpty();
      held.rollback();
      assertThat(ids(search(rep, "q=lateness&after=" + late.position())))
          .containsExactly(late.id());
    }
  }

  @Test
  void thePositionThatAnotherNodeStartsFromIsReached() {
    TestClient rep = halfdoor.as("rep");
    String now = rep.get("/changes?after=now").expect(200).json().get("next").asText();
    search(rep, "q=x&after=" + now).expect(200);
  }

  @Test
  void whatACallerMayNotSeeIsNowhere() {
    TestClient insider = halfdoor.as("rep4@hunters");
    TestClient outsider = halfdoor.as("rep5");
    Written secret = notes.add("Krakatoa plan", "erupting krakatoa volcanos", "team:hunters");
    notes.set(secret.uuid(), "industry", "volcanology");
    Written draft = notes.add("Krakatoa draft", "a krakatoa draft", "marketing");
    Written open = notes.add("Vesuvius plan", "an open volcano", "everyone");
    String after = "&after=" + open.position();

    assertThat(ids(search(insider, "q=krakatoa" + after))).containsExactly(secret.id());
    assertThat(ids(search(halfdoor.as("marketer"), "q=krakatoa" + after)))
        .containsExactly(draft.id());
    for (String query :
        List.of("krakatoa", "krakatao", "volcanos krakatoa", "industry:volcanology")) {
      JsonNode answer =
          search(outsider, "q=" + encode(query, UTF_8) + "&facets=industry" + after)
              .expect(200)
              .json();
      // The query itself is not echoed, so nothing of the answer may have the word.
      assertThat(answer.toString().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("krakatoa", secret.id(), draft.id())
          .doesNotContain("\"volcanology\",\"count\":1");
    }
    JsonNode none = search(outsider, "q=krakatoa&facets=industry&limit=0" + after).json();
    assertThat(none.at("/total/count").asInt()).isZero();
    assertThat(outsider.get("/search/suggestions?q=krak").expect(200).text())
        .doesNotContain("Krakatoa");
    assertThat(outsider.get("/search/suggestions?q=volcanol").expect(200).text())
        .doesNotContain("volcanology");
    assertThat(insider.get("/search/suggestions?q=krak").json().at("/items/0/id").asText())
        .isEqualTo(secret.id());

    Written withdrawn = notes.set(open.uuid(), "audience", new String[] {"team:hunters"});
    assertThat(ids(search(outsider, "q=vesuvius&after=" + withdrawn.position()))).isEmpty();
    assertThat(ids(search(insider, "q=vesuvius"))).containsExactly(open.id());
  }

  @Test
  void aSuggestionLeadsToWhatItNames() {
    Written note = notes.add("Glockenspiel tuning", "bells", "everyone");
    search(halfdoor.as("rep"), "after=" + note.position()).expect(200);
    JsonNode items =
        halfdoor
            .as("rep")
            .get("/search/suggestions?q=glock&limit=1")
            .expect(200)
            .json()
            .get("items");
    assertThat(items.get(0).toString())
        .isEqualTo(
            "{\"text\":\"Glockenspiel tuning\",\"ranges\":[{\"start\":0,\"end\":5}],\"kind\":\"note\",\"id\":\""
                + note.id()
                + "\",\"href\":\"/api/v1/notes/"
                + note.id()
                + "\"}");
    halfdoor.as("rep").get("/search/suggestions?limit=51").expect(422);
    halfdoor.as("rep").get("/search/suggestions?q=" + "x".repeat(201)).expect(413);
  }

  @Test
  void whatWasOpenedCanBeSaidAtOnceAndIsKeptOnce() {
    Written note = notes.add("Opened note", "opened", "everyone");
    TestClient rep = halfdoor.as("rep");
    for (int i = 0; i < 10; i++) {
      String search =
          search(rep, "q=opened&state=published&after=" + note.position()).expect(200).id();
      Map<String, Object> click = Map.of("item", note.id(), "rank", 1);
      rep.post("/search/" + search + "/clicks", click).expect(204);
      rep.post("/search/" + search + "/clicks", click).expect(204);
      halfdoor.as("rep2").post("/search/" + search + "/clicks", click).expect(404);
      halfdoor.admin().post("/search/" + search + "/clicks", click).expect(404);
    }
    List<Map<String, Object>> kept =
        notes
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT q, filters::text AS filters, total, continued, c.kind, c.rank
                            FROM search_click c JOIN search_log l ON l.id = c.search_id
                            WHERE c.item_id = ?
                            """)
                        .bind(0, note.uuid())
                        .mapToMap()
                        .list());
    assertThat(kept)
        .hasSize(10)
        .containsOnly(
            Map.of(
                "q",
                "opened",
                "filters",
                "{\"state\": [\"published\"]}",
                "total",
                1L,
                "continued",
                false,
                "kind",
                "note",
                "rank",
                1));
  }

  @Test
  void aClickOnNothingIsRefused() {
    TestClient rep = halfdoor.as("rep");
    Written secret = notes.add("Not for reps", "hidden", "marketing");
    Written note = notes.add("For reps", "shown", "everyone");
    String search = search(rep, "q=reps").expect(200).id();
    String clicks = "/search/" + search + "/clicks";
    Map<String, Object> click = Map.of("item", note.id(), "rank", 1);
    rep.post("/search/sea_01k9zq3v5sfgx8m2n4p6r8t0w2/clicks", click).expect(404);
    rep.post("/search/nonsense/clicks", click).expect(404);
    rep.post(clicks, Map.of("item", secret.id(), "rank", 1)).expect(422);
    rep.post(clicks, Map.of("item", "note_x", "rank", 1)).expect(422);
    rep.post(clicks, Map.of("item", note.id(), "rank", 0)).expect(422);
    rep.post(clicks, Map.of("item", note.id())).expect(422);
    rep.post(clicks, click).expect(204);
  }

  @Test
  void aTokenThatOnlyReadsSearchesByPostAndRecordsNothing() {
    TestClient rep = halfdoor.as("rep");
    String secret =
        rep.post("/tokens", Map.of("name", "reads", "scope", "read"))
            .expect(201)
            .json()
            .get("secret")
            .asText();
    TestClient reader = halfdoor.withToken(secret);
    String search = reader.post("/search", Map.of("q", "x")).expect(200).id();
    reader.post("/search/" + search + "/clicks", Map.of("item", "note_x", "rank", 1)).expect(403);
    halfdoor.anonymous().get("/search?q=x").expect(401);
  }
}
