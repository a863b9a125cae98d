package io.halfdoor.api.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.demo.DemoContent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TemplateFileTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final String SMALL =
      """
      ---
      externalId: small
      kind: template
      title: Small
      subject: Hello
      format: markdown
      language: en
      audience: everyone
      reviewIntervalDays: 180
      fields: []
      ---

      Hello.
      """;

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep@enterprise");

  @Test
  void theFilesOfTheSampleCompanyGoInArePublishedAndComeOutTheSame() throws IOException {
    Map<String, String> files = files();
    assertThat(files).hasSize(14);
    prepare(files.values());
    for (String file : files.values()) {
      put(file, "").expect(201);
    }
    for (String snippet : List.of("demo-signature", "demo-about-wrenfield")) {
      Bodies.move(marketer, "/templates/" + id(snippet), "published").expect(200);
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Reply again = put(file.getValue(), "?publish=true").expect(200);
      assertThat(again.json().get("state").asText()).isEqualTo("published");
      assertThat(again.json().get("latestVersion").asInt()).isEqualTo(1);
      String path = "/templates/" + again.id();
      assertThat(exported(rep, path)).as(file.getKey()).isEqualTo(file.getValue());
      if (again.json().get("kind").asText().equals("template")) {
        JsonNode mail = rep.get(path + "/preview").expect(200).json();
        assertThat(mail.get("text").asText()).doesNotContain("{{").contains("Wrenfield");
      }
      Reply same = put(file.getValue(), "").expect(200);
      assertThat(same.json()).isEqualTo(again.json());
    }
  }

  @Test
  void aFileSaysWhatThereIsAndNothingIsWrittenWhereItSaysNothingNew() {
    Reply made = put(SMALL, "").expect(201);
    String path = "/templates/" + made.id();
    assertThat(put(SMALL, "").expect(200).header("ETag")).isEqualTo(made.header("ETag"));
    Reply worded = put(SMALL.replace("Hello.", "Good morning."), "").expect(200);
    assertThat(worded.json().get("latestVersion").asInt()).isEqualTo(2);
    assertThat(worded.json().get("state").asText()).isEqualTo("draft");
    Reply titled = put(SMALL.replace("title: Small", "title: Smaller"), "").expect(200);
    assertThat(titled.json().get("title").asText()).isEqualTo("Smaller");
    assertThat(titled.json().get("latestVersion").asInt()).isEqualTo(3);
    assertThat(marketer.get(path + "/versions/1").json().get("body").asText())
        .isEqualTo("Hello.\n");
    put(SMALL.replace("kind: template", "kind: snippet").replace("subject: Hello\n", ""), "")
        .expect(422);
  }

  @Test
  void aFileThatReadersSeeSaysNothingNewWhateverDraftsThereAre() {
    String file = SMALL.replace("externalId: small", "externalId: drafted");
    put(file, "?publish=true").expect(201);
    String draft = file.replace("Hello.", "Draft.");
    Reply drafted = put(draft, "?publish=false").expect(200);
    assertThat(drafted.json().get("latestVersion").asInt()).isEqualTo(2);
    String path = "/templates/" + drafted.id();
    assertThat(exported(marketer, path)).isEqualTo(file);
    for (String same : List.of(file, draft)) {
      assertThat(put(same, "").expect(200).header("ETag")).isEqualTo(drafted.header("ETag"));
    }
    Reply published = put(draft, "?publish=true").expect(200);
    assertThat(exported(marketer, path)).isEqualTo(draft);
    assertThat(put(draft, "?publish=true").expect(200).json()).isEqualTo(published.json());
  }

  @Test
  void whatIsHardToWriteComesOutTheSame() {
    String sheet =
        marketer
            .post(
                "/collateral",
                Map.of(
                    "title", "Sheet",
                    "kind", "sheet",
                    "text", "t",
                    "externalId", "sheet: 1",
                    "mayBeSent", true,
                    "publish", true))
            .expect(201)
            .id();
    Map<String, Object> hard = new LinkedHashMap<>();
    hard.put("title", "- yes: \"no\" # 'x' \u00e9 \ud83d\ude00");
    hard.put("subject", "  {{a | b}} @ `c`\n\nd: ");
    hard.put("preheader", "no");
    hard.put("body", "\n---\n\n a\r\n\u2028b");
    hard.put("externalId", "1e3");
    hard.put("attachments", List.of(Map.of("id", sheet, "version", 1)));
    hard.put(
        "fields",
        List.of(
            Map.of("name", "a", "type", "text", "example", "2026-01-01", "askMe", false),
            Map.of(
                "name",
                "l",
                "type",
                "list",
                "example",
                List.of(Map.of("m", new BigDecimal("1.50"))))));
    Reply made = marketer.post("/templates", hard).expect(201);
    String path = "/templates/" + made.id();
    String file = exported(marketer, path);
    assertThat(file).contains("id: 'sheet: 1'").contains("m: 1.50");
    String copy = file.replace("externalId: '1e3'", "externalId: copy");
    assertThat(copy).isNotEqualTo(file);
    Reply in = put(copy, "").expect(201);
    assertThat(in.json().get("title")).isEqualTo(made.json().get("title"));
    assertThat(in.json().at("/content/fields")).isEqualTo(made.json().at("/content/fields"));
    assertThat(in.json().at("/content/subject")).isEqualTo(made.json().at("/content/subject"));
    assertThat(exported(marketer, "/templates/" + in.id())).isEqualTo(copy);
  }

  @Test
  void aFileWithTheLineEndsOfWindowsIsTheSame() {
    String file = SMALL.replace("externalId: small", "externalId: windows");
    Reply made = put(file.replace("\n", "\r\n"), "").expect(201);
    assertThat(exported(marketer, "/templates/" + made.id())).isEqualTo(file);
  }

  @Test
  void aTemplateWithoutAnExternalIdIsNamedByItsId() {
    Reply made = marketer.post("/templates", Bodies.mail(Map.of())).expect(201);
    String file = exported(marketer, "/templates/" + made.id());
    Reply same = put(file, "").expect(200);
    assertThat(same.json()).isEqualTo(made.json());
  }

  @Test
  void aFileOfSomebodyElsesIsRefused() {
    Reply theirs =
        marketer
            .post("/templates", Bodies.mail(Map.of("externalId", "theirs", "publish", true)))
            .expect(201);
    String file = exported(rep, "/templates/" + theirs.id());
    rep.send("POST", "/templates/files", "text/markdown", file.replace("thank", "no thank"))
        .expect(403);
    marketer
        .post("/templates", Bodies.mail(Map.of("externalId", "hidden", "audience", "marketing")))
        .expect(201);
    Reply taken =
        rep.send(
                "POST",
                "/templates/files",
                "text/markdown",
                SMALL.replace("externalId: small", "externalId: hidden"))
            .expect(422);
    assertThat(Bodies.pointers(taken)).containsExactly("/externalId");
  }

  @Test
  void whatIsNoFileOfATemplateIsToldInASentence() {
    put("Hello", "").expect(400);
    put("---\na: [\n---\n\nb", "").expect(400);
    put("---\n- a\n---\n\nb", "").expect(422);
    put("---\n---\n\nb", "").expect(400);
    assertThat(Bodies.pointers(put(SMALL.replace("kind: template", "kind: poem"), "").expect(422)))
        .containsExactly("/kind");
    assertThat(Bodies.pointers(put(SMALL.replace("title: Small", "titel: Small"), "").expect(422)))
        .isNotEmpty();
    put(SMALL + "\0", "").expect(400);
    put("---\na: &a [*a, *a]\n---\n\nb", "").expect(422);
    put("---\na: 1\na: 2\n---\n\nb", "").expect(422);
    put("---\nfields: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n---\n\nb", "").expect(400);
    put("---\n" + "x".repeat(2 << 20), "").expect(413);
  }

  private Reply put(String file, String query) {
    return marketer.send("POST", "/templates/files" + query, "text/markdown", file);
  }

  private static String exported(TestClient who, String path) {
    Reply file = who.with("Accept", "text/markdown").get(path).expect(200);
    assertThat(file.header("Content-Type")).isEqualTo("text/markdown;charset=utf-8");
    return file.text();
  }

  private String id(String externalId) {
    return marketer
        .get("/templates?externalId=" + externalId)
        .expect(200)
        .json()
        .at("/items/0/id")
        .asText();
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : resource("templates.txt").lines().toList()) {
      files.put(name, resource("templates/" + name + (name.endsWith(".md") ? "" : ".md")));
    }
    return files;
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = DemoContent.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /** The labels and objections that the files name. */
  private void prepare(Iterable<String> files) throws IOException {
    Map<String, Set<String>> labels = new TreeMap<>();
    Set<String> objections = new TreeSet<>();
    for (String file : files) {
      JsonNode head = new YAMLMapper().readTree(file.substring(4, file.indexOf("\n---\n")));
      head.path("labels")
          .properties()
          .forEach(
              label ->
                  label
                      .getValue()
                      .forEach(
                          value ->
                              labels
                                  .computeIfAbsent(label.getKey(), none -> new TreeSet<>())
                                  .add(value.asText())));
      head.path("objections").forEach(name -> objections.add(name.asText()));
    }
    labels.forEach(
        (key, values) -> {
          Reply there = halfdoor.admin().get("/labels/" + key);
          TestClient admin =
              there.status() == 200
                  ? halfdoor.admin().with("If-Match", there.header("ETag"))
                  : halfdoor.admin();
          Map<String, Object> label = Map.of("name", key, "values", List.copyOf(values));
          assertThat(admin.put("/labels/" + key, label).status()).isIn(200, 201);
        });
    objections.forEach(name -> Objections.add(halfdoor.database().jdbi(), name));
    assertThat(objections.stream().collect(Collectors.joining())).contains("starter-no-need");
  }
}
