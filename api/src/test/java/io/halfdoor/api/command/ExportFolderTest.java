package io.halfdoor.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an export leaves in a folder: the files that are its own, and all others as they were. */
class ExportFolderTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private TestClient marketer;

  @BeforeEach
  void aMarketer() {
    marketer = halfdoor.as("marketer");
    environment.put("HALFDOOR_URL", halfdoor.address().toString());
    environment.put("HALFDOOR_TOKEN", marketer.token());
  }

  @AfterEach
  void nothingIsThere() {
    for (var template : marketer.get("/templates?limit=200").json().get("items")) {
      marketer
          .with("If-Match", "*")
          .delete("/templates/" + template.get("id").asText() + "?force=true")
          .expect(204);
    }
  }

  @Test
  void namesAreSafeOnAnyFileSystemAndStayTheSame() throws IOException {
    List<String> hostile =
        List.of(
            "../../etc/passwd",
            "/etc/passwd",
            "CON",
            "com1",
            "README",
            "a/b",
            "A B",
            "a-b",
            "Stra\u00dfe \u00c9clair",
            "\u65e5\u672c\u8a9e",
            ".",
            "tab\there",
            "x".repeat(200),
            "x".repeat(199) + "y");
    hostile.forEach(externalId -> template(externalId, "T"));
    Reply nameless = marketer.post("/templates", body("What I heard, & more")).expect(201);

    export();
    List<String> names = names();
    assertThat(names)
        .hasSize(hostile.size() + 1)
        .allMatch(name -> name.matches("templates/[a-z0-9][a-z0-9-]{1,100}\\.md"))
        .contains("templates/etc-passwd.md", "templates/a-b.md", "templates/strasse-eclair.md")
        .contains("templates/what-i-heard-more.md")
        .doesNotContain("templates/con.md", "templates/com1.md", "templates/readme.md");
    assertThat(names).filteredOn(name -> name.startsWith("templates/a-b-")).hasSize(2);
    assertThat(files().get("templates/what-i-heard-more.md"))
        .contains("externalId: " + nameless.id());

    marketer
        .with("If-Match", "*")
        .patch("/templates/" + nameless.id(), Map.of("title", "Another title"))
        .expect(200);
    template("A-B", "One more of that name");
    Map<String, String> before = files();
    export();
    assertThat(said()).contains("templates: 2 written, 14 unchanged, 0 removed");
    assertThat(names()).containsAll(names).hasSize(names.size() + 1);
    assertThat(files().get("templates/what-i-heard-more.md"))
        .isNotEqualTo(before.get("templates/what-i-heard-more.md"))
        .contains("title: Another title");
    assertThat(run("import", folder.toString(), "--kind", "template")).as(noted()).isZero();
    assertThat(said()).contains("0 created, 0 updated, 16 unchanged, 0 failed, of 16");
  }

  @Test
  void aFileWhoseItemIsGoneIsRemovedAndNoOtherIs() throws IOException {
    String gone = template("gone", "Gone");
    template("stays", "Stays");
    write("README.md", "Our words.");
    export();
    write("templates/notes.md", "Not of an export.");
    write("templates/New offer.md", file("'on'", "By hand"));
    String byHand = folder.resolve("templates/New offer.md").toString();
    assertThat(run("import", byHand, "--kind", "template")).as(noted()).isZero();
    template("notes", "Notes, another");
    marketer.with("If-Match", "*").delete("/templates/" + gone).expect(204);

    export();
    assertThat(said()).contains("templates/gone.md: removed, since it is gone");
    assertThat(names())
        .containsExactly(
            "README.md",
            "templates/New offer.md",
            "templates/notes-4358b5009c67.md",
            "templates/notes.md",
            "templates/stays.md");
    assertThat(files())
        .containsEntry("templates/notes.md", "Not of an export.")
        .extractingByKey("templates/New offer.md")
        .asString()
        .contains("externalId: 'on'", "reviewIntervalDays: 180");
    assertThat(run("export", folder.toString(), "--kind", "objection")).isZero();
    assertThat(names()).contains("templates/stays.md");
  }

  @Test
  void aFolderWithOtherFilesIsLeftAloneAndSoIsWhatAListSaysThatNoExportWrote() throws IOException {
    write("templates/mine.md", "Mine.");
    assertThat(run("export", folder.toString())).isEqualTo(1);
    assertThat(noted()).contains("templates has files in it that no export has written.");
    assertThat(files()).containsOnlyKeys("templates/mine.md");

    write("secret.md", "Outside.");
    for (String hostile :
        List.of("templates/../secret.md", "secret.md", "/etc/passwd", "objections/a/b.md")) {
      write(".halfdoor-export", "{\"%s\": \"x\"}".formatted(hostile));
      assertThat(run("export", folder.toString())).isEqualTo(1);
      assertThat(noted()).contains("names what no export has written: " + hostile);
    }
    write(".halfdoor-export", "[]");
    assertThat(run("export", folder.toString())).isEqualTo(1);
    write(".halfdoor-export", "{}");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("objections"), elsewhere);
    assertThat(run("export", folder.toString())).isEqualTo(1);
    assertThat(noted()).contains("objections is a symbolic link.");
    assertThat(files()).containsEntry("secret.md", "Outside.").hasSize(3);
    assertThat(run("export", folder.resolve("secret.md").toString())).isEqualTo(1);
    assertThat(run("export")).isEqualTo(2);
    assertThat(run("export", folder.toString(), "--kind", "deal")).isEqualTo(2);
    assertThat(run("export", folder.toString(), "--all")).isEqualTo(2);
  }

  @Test
  void anExportThatBrokeOffLeavesWholeFilesAndIsGoneOnWith() throws IOException {
    template("a", "A");
    template("b", "B");
    template("c", "C");
    Files.createDirectories(folder.resolve("templates/b.md/in-the-way"));
    write(".halfdoor-export", "{\"templates/b.md\": \"b\"}");
    assertThat(run("export", folder.toString())).isEqualTo(1);
    assertThat(noted()).contains("It cannot be written to");
    assertThat(files().get("templates/a.md")).endsWith("Hello.\n");
    Files.delete(folder.resolve("templates/b.md/in-the-way"));
    Files.delete(folder.resolve("templates/b.md"));
    export();
    assertThat(said()).contains("templates: 2 written, 1 unchanged, 0 removed");
    try (Stream<Path> top = Files.list(folder)) {
      assertThat(top.map(path -> path.getFileName().toString()))
          .contains(".halfdoor-export", "templates")
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void whoSeesLessExportsLessAndWhatMayNotBeSaidCanBeLeftOut() throws IOException {
    template("draft", "Draft");
    marketer
        .send(
            "POST",
            "/objections/cards",
            "text/markdown",
            """
            ---
            externalId: e-card
            phrase: Too dear
            category: price
            ---

            ## Answer: Sum
            audience: mayBeSaid

            It pays.

            ## Answer: Between us
            audience: internal

            It is dear.
            """)
        .expect(201);
    environment.put("HALFDOOR_TOKEN", halfdoor.as("rep").token());
    export();
    assertThat(files()).containsOnlyKeys(".halfdoor-export", "objections/e-card.md");
    assertThat(files().get("objections/e-card.md")).contains("audience: internal", "It is dear.");
    assertThat(run("export", folder.toString(), "--may-be-said")).isZero();
    assertThat(files().get("objections/e-card.md"))
        .contains("It pays.")
        .doesNotContain("internal", "It is dear.");
    assertThat(run("import", folder.toString())).isEqualTo(1);
    assertThat(noted()).contains("403");
  }

  private void export() {
    assertThat(run("export", folder.toString())).as(noted()).isZero();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    Console console = new Console(new PrintStream(out), new PrintStream(err), false);
    ServerStart none =
        (config, variables) -> {
          throw new AssertionError("no server is started here");
        };
    return new Commands(console, none, InstantSource.system(), environment).run(arguments);
  }

  private String said() {
    return out.toString(UTF_8);
  }

  private String noted() {
    return err.toString(UTF_8);
  }

  private String template(String externalId, String title) {
    Map<String, Object> body = new HashMap<>(body(title));
    body.put("externalId", externalId);
    return marketer.post("/templates", body).expect(201).id();
  }

  private static Map<String, Object> body(String title) {
    return Map.of("title", title, "subject", "Hello", "body", "Hello.\n");
  }

  private static String file(String externalId, String title) {
    return "---\nexternalId: %s\nkind: template\ntitle: %s\nsubject: s\n---\n\nHello.\n"
        .formatted(externalId, title);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> names() throws IOException {
    return files().keySet().stream().filter(name -> name.matches("(README|templates/).*")).toList();
  }

  /** The files below the folder with what they say. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
