package io.halfdoor.api.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Templates and battle cards brought in as a team keeps them: an archive of files. */
class TextImportTest {

  private static final String ZIP = "application/zip";
  private static final String TEMPLATES = "?kind=template";
  private static final String CARDS = "?kind=objection";

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private TestClient marketer;

  @BeforeEach
  void aMarketer() {
    marketer = halfdoor.as("marketer");
  }

  @Test
  void snippetsComeBeforeWhatIncludesThemWhereverTheyStand() {
    Archive archive =
        new Archive()
            .with("a.md", template("chain", "Hello {{> chain-1}}"))
            .with("z/README.md", "# Ours\n\nHow we write.")
            .with("logo.png", new byte[] {1, 2, 3});
    for (int depth = 1; depth < 5; depth++) {
      String body = "%d {{> chain-%d}}".formatted(depth, depth + 1);
      archive.with("b%d.md".formatted(depth), snippet("chain-" + depth, body));
    }
    archive.with("c.md", snippet("chain-5", "the end"));
    byte[] bytes = archive.bytes();

    JsonNode dry = imported(TEMPLATES + "&publish=true&dryRun=true", bytes);
    assertThat(told(dry))
        .containsExactly(
            "c.md created",
            "logo.png skipped: It is no Markdown: the name does not end in .md.",
            "z/README.md skipped: A README is for people; under another name it would be taken in.",
            "b4.md created",
            "b3.md created",
            "b2.md created",
            "b1.md created",
            "a.md created");
    assertThat(rows(dry)).noneMatch(row -> row.has("item"));
    assertThat(found("/templates", "chain")).isEmpty();

    JsonNode done = imported(TEMPLATES + "&publish=true", bytes);
    assertThat(told(done)).isEqualTo(told(dry));
    assertThat(done.get("publish").asBoolean()).isTrue();
    JsonNode whole = found("/templates", "chain").getFirst();
    assertThat(whole.get("state").asText()).isEqualTo("published");
    assertThat(rows(done).getLast().get("item")).isEqualTo(whole.get("id"));
    assertThat(
            marketer
                .get("/templates/" + whole.get("id").asText() + "/preview")
                .json()
                .get("text")
                .asText())
        .contains("Hello 1 2 3 4 the end");

    JsonNode again = imported(TEMPLATES, bytes);
    assertThat(again.at("/rows/unchanged").asInt()).isEqualTo(6);
    assertThat(again.at("/rows/failed").asInt()).isZero();
    assertThat(found("/templates", "chain").getFirst().get("version"))
        .isEqualTo(whole.get("version"));
  }

  @Test
  void whatStandsInAFileIsAddedChangedOrLeftAsItIsAndDraftsAreNotPublished() {
    byte[] first =
        new Archive()
            .with("one.md", template("t-one", "One."))
            .with("two.md", template("t-two", "Two."))
            .bytes();
    assertThat(told(imported(TEMPLATES, first)))
        .containsExactly("one.md created", "two.md created");
    assertThat(found("/templates", "t-one").getFirst().get("state").asText()).isEqualTo("draft");
    byte[] second =
        new Archive()
            .with("one.md", template("t-one", "Another."))
            .with("two.md", template("t-two", "Two."))
            .bytes();
    assertThat(told(imported(TEMPLATES + "&dryRun=true", second)))
        .containsExactly("one.md updated", "two.md unchanged");
    assertThat(found("/templates", "t-one").getFirst().get("latestVersion").asInt()).isEqualTo(1);
    assertThat(told(imported(TEMPLATES, second)))
        .containsExactly("one.md updated", "two.md unchanged");
    assertThat(found("/templates", "t-one").getFirst().get("latestVersion").asInt()).isEqualTo(2);
    assertThat(told(imported(TEMPLATES + "&publish=true", second)))
        .containsExactly("one.md updated", "two.md updated");
    assertThat(told(imported(TEMPLATES + "&publish=true", second)))
        .containsExactly("one.md unchanged", "two.md unchanged");
  }

  @Test
  void aCardIsAnObjectionWithItsAnswers() {
    byte[] cards =
        new Archive().with("dear.md", card("c-dear", "Too dear")).with("x.txt", "no").bytes();
    assertThat(told(imported(CARDS + "&dryRun=true", cards)).getFirst())
        .isEqualTo("dear.md created");
    assertThat(found("/objections", "c-dear")).isEmpty();
    assertThat(told(imported(CARDS, cards)).getFirst()).isEqualTo("dear.md created");
    JsonNode objection = found("/objections", "c-dear").getFirst();
    JsonNode whole = marketer.get("/objections/" + objection.get("id").asText()).json();
    assertThat(whole.get("phrase").asText()).isEqualTo("Too dear");
    assertThat(whole.at("/answers/0/talkTrack").asText()).isEqualTo("It pays.");
    JsonNode done = imported(CARDS, cards);
    assertThat(told(done).getFirst()).isEqualTo("dear.md unchanged");
    assertThat(rows(done).getFirst().get("item")).isEqualTo(objection.get("id"));
    byte[] worded = new Archive().with("dear.md", card("c-dear", "Far too dear")).bytes();
    assertThat(told(imported(CARDS, worded))).containsExactly("dear.md updated");
  }

  @Test
  void whatIsWrongWithAFileIsToldAndHoldsUpNoOther() {
    byte[] bad =
        new Archive()
            .with("big.md", noise(5_000_000))
            .with("circle-1.md", snippet("ring-1", "a {{> ring-2}}"))
            .with("circle-2.md", snippet("ring-2", "b {{> ring-1}}"))
            .with("latin.md", "---\ntitle: Gr\u00fc\u00dfe\n---\n\nx".getBytes(ISO_8859_1))
            .with("missing.md", template("lonely", "{{> nowhere}}"))
            .with(
                "named.md",
                template("named", "x").replace("fields:", "objections: [no-such]\nfields:"))
            .with("needs.md", template("needs", "{{> unlabelled}}"))
            .with("nul.md", "---\n\0\n---\n")
            .with("plain.md", "Hello")
            .with("twice-1.md", template("same", "One."))
            .with("twice-2.md", template("same", "Two."))
            .with("unknown.md", template("odd", "x").replace("title:", "titel:"))
            .with(
                "unlabelled.md",
                snippet("unlabelled", "x").replace("fields:", "labels: {a: [b]}\nfields:"))
            .with("yaml.md", "---\na: [\n---\n\nb")
            .with("well.md", template("well", "All is well."))
            .bytes();

    JsonNode done = imported(TEMPLATES + "&publish=true", bad);
    assertThat(told(done))
        .containsExactly(
            "big.md failed: A file of text has at most 1048576 bytes.",
            "latin.md failed: The file is no text in UTF-8.",
            "missing.md failed: There is no snippet nowhere. (line 1, column 1)",
            "named.md failed: There is no objection with this id.",
            "nul.md failed: The file is no text: there is a NUL in it.",
            "plain.md failed: A template's file begins with front matter between lines of ---.",
            "twice-1.md created",
            "twice-2.md failed: An earlier row has it; each stands once in an import.",
            "unknown.md failed: There is no field titel here.",
            "unlabelled.md failed: There is no label a; GET /labels lists those there are.",
            "well.md created",
            "yaml.md failed: The front matter is no proper YAML, at line 2.",
            "needs.md failed: There is no snippet unlabelled. (line 1, column 1)",
            "circle-1.md failed: What it needs leads in a circle, in which none can be first: ring-2.",
            "circle-2.md failed: What it needs leads in a circle, in which none can be first: ring-1.");
    assertThat(found("/templates", "same")).hasSize(1);
    JsonNode dry = imported(TEMPLATES + "&publish=true&dryRun=true", bad);
    assertThat(told(dry).stream().map(row -> row.replace("unchanged", "created")))
        .containsExactlyElementsOf(told(done));

    byte[] cards =
        new Archive()
            .with("none.md", "---\nphrase: [\n---\n")
            .with("taste.md", card("c-taste", "x").replace("category: price", "category: taste"))
            .bytes();
    assertThat(told(imported(CARDS, cards)))
        .allMatch(row -> row.contains(" failed: "))
        .last()
        .asString()
        .contains("Must be one of price");
  }

  @Test
  void aTemplateStaysWhatItIs() {
    imported(TEMPLATES, new Archive().with("k.md", template("kind", "x")).bytes());
    JsonNode done = imported(TEMPLATES, new Archive().with("k.md", snippet("kind", "x")).bytes());
    assertThat(told(done)).containsExactly("k.md failed: It is the other kind; what it is stays.");
    assertThat(rows(done).getFirst().at("/errors/0/pointer").asText()).isEqualTo("/kind");
  }

  @Test
  void whatMakesNoSenseOfAKindIsRefusedAtOnce() {
    byte[] one = new Archive().with("one.md", template("r-one", "x")).bytes();
    Reply table = sent(marketer, TEMPLATES, "text/csv", "externalId\na\n".getBytes(UTF_8));
    assertThat(table.expect(415).json().get("detail").asText())
        .isEqualTo(
            "Each template is a file of Markdown: send them as an archive, application/zip.");
    sent(marketer, CARDS, "application/x-ndjson", "{}".getBytes(UTF_8)).expect(415);
    for (String other :
        List.of("?publish=true", CARDS + "&publish=true", "?kind=deal&publish=false")) {
      Reply refused = sent(marketer, other, ZIP, one).expect(400);
      assertThat(refused.json().at("/errors/0/parameter").asText()).isEqualTo("publish");
    }
    sent(marketer, TEMPLATES + "&publish=maybe", ZIP, one).expect(400);
    sent(marketer, TEMPLATES, ZIP, new Archive().with("../a.md", "x").bytes()).expect(422);
    sent(marketer, TEMPLATES, ZIP, new Archive().bytes()).expect(422);
    sent(halfdoor.as("rep"), TEMPLATES, ZIP, one).expect(403);
    sent(halfdoor.as("leader"), CARDS, ZIP, one).expect(403);
    assertThat(found("/templates", "r-one")).isEmpty();
    byte[] manifest = new Archive().with("items.csv", "externalId\na\n").bytes();
    assertThat(told(imported(TEMPLATES, manifest)).getFirst()).startsWith("items.csv skipped: ");
  }

  @Test
  void anImportThatIsStoppedInTheMiddleGoesOnAndNothingHappensTwice() throws Exception {
    int total = 400;
    Archive archive = new Archive();
    for (int i = 0; i < total; i++) {
      String body = i % 2 == 0 ? "x" : "x {{> s-" + (i - 1) + "}}";
      String name = "%s/%03d.md".formatted(i % 2 == 0 ? "z" : "a", i);
      archive.with(name, i % 2 == 0 ? snippet("s-" + i, body) : template("s-" + i, body));
    }
    String path =
        "/imports/"
            + sent(marketer, TEMPLATES + "&publish=true", ZIP, archive.bytes()).expect(202).id();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> marketer.get(path).json().at("/rows/done").asInt() > 20);
    halfdoor.stop();
    halfdoor.start();
    TestClient admin = halfdoor.admin();
    assertThat(admin.get(path).json().at("/rows/done").asInt())
        .as("it was in the middle")
        .isBetween(20, total - 1);

    JsonNode done = over(admin, path);
    assertThat(done.at("/rows/created").asInt()).as(done.toString()).isEqualTo(total);
    List<JsonNode> templates = new ArrayList<>();
    for (JsonNode each : all(admin, "/templates?state=published")) {
      if (each.path("externalId").asText().startsWith("s-")) {
        templates.add(each);
      }
    }
    assertThat(templates).hasSize(total).allMatch(each -> each.get("version").asInt() == 1);
  }

  private static String template(String externalId, String body) {
    return file(externalId, "template", "subject: Hello\n", body);
  }

  private static String snippet(String externalId, String body) {
    return file(externalId, "snippet", "", body);
  }

  private static String file(String externalId, String kind, String subject, String body) {
    return "---\nexternalId: %s\nkind: %s\ntitle: T\n%sfields: []\n---\n\n%s\n"
        .formatted(externalId, kind, subject, body);
  }

  private static String card(String externalId, String phrase) {
    return """
    ---
    externalId: %s
    phrase: %s
    category: price
    ---

    ## Answer: Sum
    audience: mayBeSaid

    It pays.
    """
        .formatted(externalId, phrase);
  }

  /** A text that no archive makes small. */
  private static String noise(int length) {
    return new Random(1)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private JsonNode imported(String parameters, byte[] archive) {
    JsonNode done =
        over(marketer, "/imports/" + sent(marketer, parameters, ZIP, archive).expect(202).id());
    assertThat(done.get("state").asText()).as(done.toString()).isEqualTo("done");
    return done;
  }

  private static Reply sent(TestClient who, String parameters, String type, byte[] body) {
    return who.upload("POST", "/imports" + parameters, type, BodyPublishers.ofByteArray(body));
  }

  private static JsonNode over(TestClient who, String path) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> who.get(path).json(),
            present -> !present.get("state").asText().equals("running"));
  }

  /** What became of each row, in their order. */
  private List<String> told(JsonNode done) {
    return rows(done).stream()
        .map(
            row ->
                row.get("file").asText()
                    + " "
                    + row.get("outcome").asText()
                    + (row.get("errors").isEmpty()
                        ? ""
                        : ": " + row.at("/errors/0/detail").asText()))
        .toList();
  }

  private List<JsonNode> rows(JsonNode done) {
    return all(marketer, "/imports/" + done.get("id").asText() + "/rows");
  }

  private List<JsonNode> found(String path, String externalId) {
    return all(marketer, path + "?externalId=" + externalId);
  }

  private static List<JsonNode> all(TestClient who, String path) {
    List<JsonNode> all = new ArrayList<>();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=200";
    for (String next = first; !next.isEmpty(); ) {
      JsonNode page = who.get(next).expect(200).json();
      page.get("items").forEach(all::add);
      next = page.has("next") ? first + "&cursor=" + page.get("next").asText() : "";
    }
    return all;
  }
}
