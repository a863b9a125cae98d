package io.halfdoor.api.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many items brought in at once, from the request to what is there afterwards. */
class ImportJourneyTest {

  private static final String ZIP = "application/zip";
  private static final String CSV = "text/csv";
  private static final String JSON_LINES = "application/x-ndjson";

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private TestClient marketer;

  @BeforeEach
  void aMarketer() {
    marketer = halfdoor.as("marketer");
  }

  @Test
  void anArchiveWithAManifestBecomesItemsAndOnceMoreChangesNothing() {
    String manifest =
        """
        externalId,title,kind,file,state,label.industry,mayBeSent,colour
        z-visit,The second visit,whitePaper,papers/visit.txt,published,manufacturing;retail,yes,blue
        z-card,Against Orbifield,battleCard,card.md,,,no,
        z-gone,Not there,other,papers/gone.txt,,,,
        """;
    halfdoor
        .admin()
        .with("If-Match", "*")
        .put(
            "/labels/industry",
            Map.of("name", "Industry", "values", List.of("manufacturing", "retail")));
    byte[] archive =
        new Archive()
            .with("items.csv", manifest)
            .with("papers/visit.txt", "A second visit costs 187 pounds.")
            .with("card.md", "# Orbifield\n\nThey have no offline mode.")
            .with("papers/extra.txt", "Nobody asks for me.")
            .with(".DS_Store", "hidden")
            .bytes();

    JsonNode done = imported(ZIP, archive);
    assertThat(done.get("rows"))
        .isEqualTo(counts(4, Map.of("created", 2, "failed", 1, "skipped", 1)));
    assertThat(texts(done.get("ignored"))).containsExactly("colour");
    List<JsonNode> rows = rows(done, "");
    assertThat(rows)
        .extracting(row -> row.get("outcome").asText())
        .containsExactly("created", "created", "failed", "skipped");
    assertThat(rows.get(2).get("line").asInt()).isEqualTo(4);
    assertThat(rows.get(2).at("/errors/0/pointer").asText()).isEqualTo("/file");
    assertThat(rows.get(3).get("file").asText()).isEqualTo("papers/extra.txt");
    assertThat(rows(done, "?outcome=failed")).hasSize(1);

    JsonNode visit = item("z-visit");
    assertThat(visit.get("id")).isEqualTo(rows.getFirst().get("item"));
    assertThat(visit.get("state").asText()).isEqualTo("published");
    assertThat(visit.get("mayBeSent").asBoolean()).isTrue();
    assertThat(texts(visit.at("/labels/industry"))).containsExactly("manufacturing", "retail");
    assertThat(visit.at("/content/fileName").asText()).isEqualTo("visit.txt");
    assertThat(item("z-card").get("state").asText()).isEqualTo("draft");

    JsonNode again = imported(ZIP, archive);
    assertThat(again.get("rows"))
        .isEqualTo(counts(4, Map.of("unchanged", 2, "failed", 1, "skipped", 1)));
    JsonNode read = whenRead("z-visit");
    assertThat(read.get("textState").asText()).isEqualTo("ready");
    assertThat(read.get("version")).isEqualTo(visit.get("version"));
    assertThat(read.at("/content/number").asInt()).isEqualTo(1);
  }

  @Test
  void otherWordsAreAPatchAndOtherBytesAreAVersion() {
    String first = "externalId,title,kind,summary,file\nv-1,First,other,Stays,a.txt\n";
    imported(ZIP, new Archive().with("items.csv", first).with("a.txt", "one").bytes());
    String renamed = "externalId,title,file\nv-1,Second,a.txt\n";

    JsonNode patched =
        imported(ZIP, new Archive().with("items.csv", renamed).with("a.txt", "one").bytes());
    assertThat(patched.at("/rows/updated").asInt()).isEqualTo(1);
    JsonNode item = item("v-1");
    assertThat(item.get("title").asText()).isEqualTo("Second");
    assertThat(item.get("summary").asText()).isEqualTo("Stays");
    assertThat(item.at("/content/number").asInt()).isEqualTo(1);

    imported(ZIP, new Archive().with("items.csv", renamed).with("a.txt", "two").bytes());
    assertThat(item("v-1").at("/content/number").asInt()).isEqualTo(2);
    String published = "externalId,state\nv-1,published\n";
    assertThat(imported(CSV, bytes(published)).at("/rows/updated").asInt()).isEqualTo(1);
    assertThat(item("v-1").get("state").asText()).isEqualTo("published");
  }

  @Test
  void filesAloneAreItemsCalledByTheirPaths() {
    imported(
        ZIP,
        new Archive()
            .with("decks/first_meeting.txt", "Hello.")
            .with("nested.zip", new Archive().with("inner.txt", "inside").bytes())
            .with("__MACOSX/._first_meeting.txt", "nothing")
            .bytes());

    JsonNode deck = item("decks/first_meeting.txt");
    assertThat(deck.get("title").asText()).isEqualTo("First meeting");
    assertThat(deck.get("kind").asText()).isEqualTo("other");
    assertThat(item("nested.zip").at("/content/fileName").asText()).isEqualTo("nested.zip");
    assertThat(items("inner.txt")).isEmpty();
    assertThat(items("__MACOSX/._first_meeting.txt")).isEmpty();
  }

  @Test
  void aBrokenLineFailsAloneAndADryRunWritesNothing() {
    String lines =
        """
        {"externalId": "j-1", "title": "One", "text": "First.", "kind": "battleCard"}
        {"externalId": "j-2", "title":

        {"externalId": "j-3", "title": "Three", "text": "x", "kind": "poster"}
        {"title": "Nameless", "text": "x"}
        {"externalId": "j-5", "title": "Five", "url": "https://example.com", "owner": "nobody@example.com"}
        {"externalId": "j-6", "title": "Six", "url": "https://example.com", "mood": "good"}
        {"externalId": "j-7", "title": "Seven"}
        """;

    JsonNode dry = imported(JSON_LINES, bytes(lines), "?dryRun=true");
    assertThat(dry.get("dryRun").asBoolean()).isTrue();
    assertThat(dry.get("rows")).isEqualTo(counts(7, Map.of("created", 2, "failed", 5)));
    assertThat(items("j-1")).isEmpty();

    JsonNode done = imported(JSON_LINES, bytes(lines));
    assertThat(done.get("rows")).isEqualTo(dry.get("rows"));
    assertThat(texts(done.get("ignored"))).containsExactly("mood");
    assertThat(rows(done, "?outcome=failed"))
        .extracting(row -> row.get("line").asInt() + " " + row.at("/errors/0/pointer").asText())
        .containsExactly("2 ", "4 /kind", "5 /externalId", "6 /owner", "8 ");
    assertThat(item("j-1").get("title").asText()).isEqualTo("One");
  }

  @Test
  void anExternalIdThatStandsTwiceIsRefusedTheSecondTimeInADryRunAsInARealOne() {
    String table =
        """
        externalId,title,kind,text
        t-1,One,other,First.
        t-2,Two,other,Second.
        t-1,Another,other,Third.
        t-3,No such kind,poster,Fourth.
        t-3,Three,other,Fifth.
        """;
    JsonNode dry = imported(CSV, bytes(table), "?dryRun=true");
    assertThat(dry.get("rows")).isEqualTo(counts(5, Map.of("created", 2, "failed", 3)));
    JsonNode done = imported(CSV, bytes(table));
    assertThat(done.get("rows")).isEqualTo(dry.get("rows"));
    assertThat(rows(done, "?outcome=failed"))
        .extracting(row -> row.get("line").asInt() + " " + row.at("/errors/0/pointer").asText())
        .containsExactly("4 /externalId", "5 /kind", "6 /externalId");
    assertThat(item("t-1").get("title").asText()).isEqualTo("One");
    assertThat(imported(CSV, bytes(table)).get("rows"))
        .isEqualTo(counts(5, Map.of("unchanged", 2, "failed", 3)));
  }

  @Test
  void aTableOfASpreadsheetIsTextAsItStands() {
    String longest = "x".repeat(1_000_000);
    String table =
        "\uFEFFexternalId;title;text;kind;labels;reviewIntervalDays\r\n"
            + "c-1;\"=HYPERLINK(\"\"http://evil\"\")\";\"two\r\nlines; one cell\";other;\"{\"\"industry\"\": []}\";30\r\n"
            + "c-2;Long;"
            + longest
            + ";other;;\r\n"
            + "c-3;Longer;"
            + longest
            + "x;other;;\r\n"
            + "c-4;Many;a;b;c;d;e;f\r\n"
            + "c-5;Often;text;other;;every day\r\n";

    JsonNode done = imported(CSV, bytes(table));
    assertThat(done.get("rows")).isEqualTo(counts(5, Map.of("created", 2, "failed", 3)));
    assertThat(rows(done, "?outcome=failed"))
        .extracting(row -> row.get("line").asInt() + " " + row.at("/errors/0/pointer").asText())
        .containsExactly("5 /text", "6 ", "7 /reviewIntervalDays");
    JsonNode first = marketer.get("/collateral/" + item("c-1").get("id").asText()).json();
    assertThat(first.get("title").asText()).isEqualTo("=HYPERLINK(\"http://evil\")");
    assertThat(first.at("/content/text").asText()).isEqualTo("two\r\nlines; one cell");
    assertThat(first.get("reviewIntervalDays").asInt()).isEqualTo(30);
  }

  @Test
  void anImportThatIsStoppedInTheMiddleGoesOnAndNothingHappensTwice() throws Exception {
    int total = 600;
    String table =
        IntStream.rangeClosed(1, total)
            .mapToObj(i -> "r-" + i + ",Row " + i + ",other,Text of row " + i)
            .collect(Collectors.joining("\n", "externalId,title,kind,text\n", "\n"));
    String id = begun(CSV, bytes(table), "").id();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> marketer.get("/imports/" + id).json().at("/rows/done").asInt() > 20);

    halfdoor.stop();
    halfdoor.start();
    int done = halfdoor.admin().get("/imports/" + id).json().at("/rows/done").asInt();
    assertThat(done).as("it was in the middle").isBetween(20, total - 1);

    JsonNode whole = over(halfdoor.admin(), id);
    assertThat(whole.get("state").asText()).isEqualTo("done");
    assertThat(whole.get("rows")).isEqualTo(counts(total, Map.of("created", total)));
    List<JsonNode> items =
        all(halfdoor.admin(), "/collateral?kind=other").stream()
            .filter(item -> item.get("externalId").asText().startsWith("r-"))
            .toList();
    assertThat(items).hasSize(total);
    assertThat(items).allMatch(item -> item.get("version").asInt() == 1);
    List<JsonNode> created = all(halfdoor.admin(), "/imports/" + id + "/rows?outcome=created");
    assertThat(created).extracting(row -> row.get("number").asInt()).hasSize(total).isSorted();
    assertThat(created).extracting(row -> row.get("item").asText()).doesNotHaveDuplicates();
  }

  @Test
  void onlyWhoStartedAnImportAndAdminsSeeIt() {
    JsonNode done = imported(CSV, bytes("externalId,title,text\no-1,Mine,text\n"));
    String path = "/imports/" + done.get("id").asText();
    halfdoor.as("marketer2").get(path).expect(404);
    halfdoor.as("marketer2").get(path + "/rows").expect(404);
    assertThat(halfdoor.as("marketer2").get("/imports").json().get("items")).isEmpty();
    halfdoor.admin().get(path).expect(200);
    halfdoor.as("rep").get(path).expect(403);
    assertThat(marketer.get("/imports").json().at("/items/0")).isEqualTo(done);
  }

  private JsonNode imported(String mediaType, byte[] body) {
    return imported(mediaType, body, "");
  }

  private JsonNode imported(String mediaType, byte[] body, String parameters) {
    JsonNode done = over(marketer, begun(mediaType, body, parameters).id());
    assertThat(done.get("state").asText()).as(done.toString()).isEqualTo("done");
    return done;
  }

  private Reply begun(String mediaType, byte[] body, String parameters) {
    Reply begun =
        marketer
            .upload("POST", "/imports" + parameters, mediaType, BodyPublishers.ofByteArray(body))
            .expect(202);
    assertThat(begun.header("Location")).endsWith("/api/v1/imports/" + begun.id());
    return begun;
  }

  private static JsonNode over(TestClient who, String id) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> who.get("/imports/" + id).json(),
            present -> !present.get("state").asText().equals("running"));
  }

  private List<JsonNode> rows(JsonNode done, String filter) {
    return all(marketer, "/imports/" + done.get("id").asText() + "/rows" + filter);
  }

  private static List<JsonNode> all(TestClient who, String path) {
    List<JsonNode> all = new ArrayList<>();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=200";
    JsonNode page = who.get(first).expect(200).json();
    page.get("items").forEach(all::add);
    while (page.has("next")) {
      page = who.get(first + "&cursor=" + page.get("next").asText()).expect(200).json();
      page.get("items").forEach(all::add);
    }
    return all;
  }

  private JsonNode item(String externalId) {
    List<JsonNode> items = items(externalId);
    assertThat(items).as(externalId).hasSize(1);
    return items.getFirst();
  }

  private JsonNode whenRead(String externalId) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> item(externalId), item -> !item.get("textState").asText().equals("pending"));
  }

  private List<JsonNode> items(String externalId) {
    return all(marketer, "/collateral?externalId=" + java.net.URLEncoder.encode(externalId, UTF_8));
  }

  private static JsonNode counts(int total, Map<String, Integer> of) {
    Map<String, Integer> counts = new java.util.LinkedHashMap<>();
    counts.put("total", total);
    counts.put("done", of.values().stream().mapToInt(Integer::intValue).sum());
    for (String outcome : List.of("created", "updated", "unchanged", "failed", "skipped")) {
      counts.put(outcome, of.getOrDefault(outcome, 0));
    }
    return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(counts);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
