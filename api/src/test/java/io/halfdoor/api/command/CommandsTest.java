package io.halfdoor.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a running server, as they are typed. */
class CommandsTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void anAdminOfThatServer() {
    environment.put("HALFDOOR_URL", halfdoor.address() + "/");
    environment.put("HALFDOOR_TOKEN", halfdoor.admin().token());
  }

  @Test
  void helpListsEveryCommandInALine() {
    assertThat(run("help")).isZero();
    assertThat(said().lines().filter(line -> line.startsWith("  ")).toList())
        .extracting(line -> line.strip().split(" ")[0])
        .containsExactly("demo", "server", "import", "export", "index", "token", "search-eval");
    assertThat(said().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void whatIsNoCommandOrCalledTheWrongWayIsMisuse() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("bake")).isEqualTo(2);
    assertThat(noted()).contains("There is no command bake.", "import PATH");
    assertThat(run("token", "rep")).isEqualTo(2);
    assertThat(run("token", "king", "k@example.com")).isEqualTo(2);
    assertThat(run("index", "burn")).isEqualTo(2);
    assertThat(run("import", "--dry-run")).isEqualTo(2);
    environment.put("HALFDOOR_URL", "halfdoor.example.com");
    assertThat(run("index", "verify")).isEqualTo(2);
    environment.remove("HALFDOOR_TOKEN");
    assertThat(run("index", "verify")).isEqualTo(2);
    assertThat(said()).isEmpty();
  }

  @Test
  void aRefusalIsToldWithItsRequest() {
    environment.put("HALFDOOR_TOKEN", "hd_" + "x".repeat(43));
    assertThat(run("index", "verify")).isEqualTo(1);
    assertThat(noted())
        .contains("The token is unknown, expired or revoked.")
        .containsPattern("\\(401 .*, request [-0-9a-f]{36}\\)");
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    environment.put("HALFDOOR_URL", "http://127.0.0.1:1");
    assertThat(run("index", "verify")).isEqualTo(1);
    assertThat(noted()).contains("There is no server at http://127.0.0.1:1.");
  }

  @Test
  void aTokenIsAllThatIsPrintedAndItWorks() {
    assertThat(run("token", "marketer", "mia.maker@example.com")).isZero();
    String secret = said().strip();
    JsonNode me = halfdoor.withToken(secret).get("/me").expect(200).json();
    assertThat(me.get("name").asText()).isEqualTo("Mia Maker");
    assertThat(me.get("role").asText()).isEqualTo("marketer");
    assertThat(me.get("side").asText()).isEqualTo("marketing");

    assertThat(run("token", "marketer", "Mia.Maker@example.com")).isZero();
    assertThat(said().strip()).isNotEqualTo(secret);
    assertThat(halfdoor.withToken(said().strip()).get("/me").json().get("id"))
        .isEqualTo(me.get("id"));
    assertThat(run("token", "rep", "mia.maker@example.com")).isEqualTo(1);
    assertThat(noted()).contains("is marketer, and a token does not change that");
  }

  @Test
  void theIndexIsBuiltAnewAndAgreesWithTheDatabase() {
    assertThat(run("index", "rebuild")).as(noted()).isZero();
    assertThat(said()).contains("The index is built anew");
    assertThat(run("index", "verify")).as(noted()).isZero();
    assertThat(said()).contains("Index and database agree");
  }

  @Test
  void aFolderIsImportedWithWhatItsManifestSays() throws IOException {
    write("items.csv", "externalId,title,file\nf-1,The paper,papers/one.txt\nf-2,Gone,two.txt\n");
    write("papers/one.txt", "One.");
    write("papers/.hidden", "Not me.");
    write(".git/config", "Nor me.");
    write("left.txt", "Left.");

    assertThat(run("import", folder.toString(), "--dry-run")).isEqualTo(1);
    assertThat(said()).contains("Without writing anything: 1 created");
    assertThat(titles("f-1")).isEmpty();

    assertThat(run("import", folder.toString())).isEqualTo(1);
    assertThat(said())
        .contains(
            "line 3 (f-2): /file: No such file was sent",
            "left.txt: no row of the manifest names it",
            "1 created, 0 updated, 0 unchanged, 1 failed, of 3")
        .doesNotContain("hidden", "config");
    assertThat(titles("f-1")).containsExactly("The paper");

    write("two.txt", "Two.");
    assertThat(run("import", folder.toString())).as(noted()).isZero();
    assertThat(said()).contains("1 created, 0 updated, 1 unchanged, 0 failed, of 3");
  }

  @Test
  void theStarterPackGoesIntoAnyServerAsOftenAsOneLikes() {
    assertThat(run("import", "--starter", "--dry-run")).as(noted()).isZero();
    assertThat(said()).contains("Without writing anything: 25 created");
    assertThat(noted())
        .contains("Without the stages that are no values of the label stage here: discovery, eval");
    assertThat(run("import", "--starter")).as(noted()).isZero();
    assertThat(said()).contains("25 created, 0 updated, 0 unchanged, 0 failed, of 25");

    halfdoor
        .admin()
        .with("If-Match", "*")
        .put("/labels/stage", Map.of("name", "Stage", "values", List.of("discovery")))
        .expect(200);
    assertThat(run("import", "--starter")).as(noted()).isZero();
    assertThat(said()).contains("0 created, 9 updated, 16 unchanged");
    assertThat(noted()).contains("here: evaluation, negotiation.");
    assertThat(run("import", "--starter")).as(noted()).isZero();
    assertThat(said()).contains("0 created, 0 updated, 25 unchanged");
    for (String[] wrong :
        new String[][] {
          {"import", "--starter", "x"},
          {"import", "--starter", "--kind", "objection"},
          {"import", "x", "--kind"},
          {"import", "x", "--kind", "deal", "--kind", "template"},
          {"import", "x", "--all"},
          {"export"}
        }) {
      assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
    }
  }

  @Test
  void aSingleFileGoesInToo() throws IOException {
    String file = "---\nexternalId: single\nkind: snippet\ntitle: S\nfields: []\n---\n\nBye.\n";
    write("single.md", file);
    String path = folder.resolve("single.md").toString();
    assertThat(run("import", path, "--kind", "template")).as(noted()).isZero();
    assertThat(said()).contains("1 created");
    assertThat(run("import", path, "--kind", "objection")).isEqualTo(1);
    assertThat(said()).contains("single.md: /phrase: Must be there.", "1 failed, of 1");
    assertThat(run("import", path, "--kind", "poem")).isEqualTo(1);
    assertThat(noted()).contains("collateral, deal, objection, request, template");
    write("list.csv", "externalId\na\n");
    String table = folder.resolve("list.csv").toString();
    assertThat(run("import", table, "--kind", "template")).isEqualTo(1);
    assertThat(noted()).contains("send them as an archive", "415");
    assertThat(run("import", folder.toString(), "--kind", "template")).isZero();
    assertThat(said())
        .contains(
            "list.csv: It is no Markdown", "0 created, 0 updated, 1 unchanged, 0 failed, of 2");
  }

  @Test
  void aTableBringsTheFilesThatItNamesAndNoOthers() throws IOException {
    write("secret.txt", "Outside.");
    write(
        "in/list.jsonl",
        """
        {"externalId": "t-1", "title": "One", "file": "one.txt"}
        {"externalId": "t-2", "title": "Two", "file": "../secret.txt"}
        """);
    write("in/one.txt", "One.");
    write("in/two.txt", "Two.");

    assertThat(run("import", folder.resolve("in/list.jsonl").toString())).isEqualTo(1);
    assertThat(said())
        .contains("line 2 (t-2): /file: No such file was sent", "1 created", "1 failed, of 2");
    assertThat(run("import", folder.resolve("in/one.txt").toString())).isEqualTo(2);
    assertThat(run("import", folder.resolve("nowhere").toString())).isEqualTo(1);
  }

  @Test
  void aSymbolicLinkIsSkippedAndSaidToBe() throws IOException {
    write("secret.txt", "Outside.");
    write("in/one.txt", "One.");
    write("in/list.csv", "externalId,title,file\nl-1,One,one.txt\nl-2,Two,inner/secret.txt\n");
    Files.createSymbolicLink(folder.resolve("in/out.txt"), Path.of("../secret.txt"));
    Files.createSymbolicLink(folder.resolve("in/same.txt"), Path.of("one.txt"));
    Files.createSymbolicLink(folder.resolve("in/inner"), folder);
    Files.createSymbolicLink(folder.resolve("in/.hidden"), folder);

    assertThat(run("import", folder.resolve("in").toString(), "--dry-run")).isZero();
    assertThat(said())
        .contains(
            "inner: skipped, since symbolic links are not followed",
            "out.txt: skipped, since symbolic links are not followed",
            "same.txt: skipped, since symbolic links are not followed",
            "2 created, 0 updated, 0 unchanged, 0 failed, of 2")
        .doesNotContain("hidden");

    assertThat(run("import", folder.resolve("in/list.csv").toString(), "--dry-run")).isEqualTo(1);
    assertThat(said())
        .contains(
            "inner/secret.txt: skipped, since symbolic links are not followed",
            "line 3 (l-2): /file: No such file was sent",
            "1 created, 0 updated, 0 unchanged, 1 failed, of 2");

    Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("links/a"), folder.resolve("secret.txt"));
    assertThat(run("import", folder.resolve("links").toString())).isEqualTo(1);
    assertThat(noted()).contains("There are no files in ", "links but behind links: a.");

    Path named = Files.createSymbolicLink(folder.resolve("named"), folder.resolve("in"));
    assertThat(run("import", named.toString(), "--dry-run")).isZero();
    assertThat(said()).contains("2 created");
  }

  @Test
  void whatIsJudgedOnAServerIsRankedAndWhatIsFoundNoMoreIsToldUntilItIsFoundAgain()
      throws IOException {
    TestClient marketer = halfdoor.as("marketer");
    Map<String, Object> story =
        Map.of("title", "Montgolfier story", "kind", "sheet", "text", "Up.", "publish", true);
    Reply added = marketer.post("/collateral", story).expect(201);
    marketer.get("/search?q=&limit=0&after=" + added.header("Halfdoor-Position")).expect(200);
    Map<String, Object> right = Map.of("query", "Montgolfier", "item", added.id());
    Reply judged = marketer.post("/search/judgements", right).expect(201);
    String kept = folder.resolve("judged").toString();
    Path file = folder.resolve("judged/judgements.jsonl");

    assertThat(run("search-eval", kept, "--server")).as(noted()).isZero();
    assertThat(said())
        .isEqualTo(
            "   1  Montgolfier: Montgolfier story (%s)%nJudgements: 1, and none has lost its rank.%n"
                .formatted(added.id()));
    assertThat(Files.readString(file)).contains("\"rank\":1").endsWith("}\n");

    retitle(added.id(), "Of two brothers");
    for (int i = 0; i < 2; i++) {
      assertThat(run("search-eval", kept, "--server")).isEqualTo(1);
      assertThat(said())
          .isEqualTo("none (was 1)  Montgolfier: Of two brothers (%s)%n".formatted(added.id()));
      assertThat(noted()).contains("Judgements that had a rank and have none: 1 of 1");
      assertThat(Files.readString(file)).contains("\"rank\":1");
    }
    retitle(added.id(), "Two called Montgolfier");
    assertThat(run("search-eval", kept, "--server")).as(noted()).isZero();

    retitle(added.id(), "Of two brothers");
    Map<String, Object> elsewhere =
        Map.of("query", "montgolfier", "item", added.id(), "filters", Map.of("kind", List.of("x")));
    marketer.post("/search/judgements", elsewhere).expect(200);
    assertThat(run("search-eval", kept, "--server")).as("another search").isZero();
    marketer.delete("/search/judgements/" + judged.id()).expect(204);
    assertThat(run("search-eval", kept, "--server")).isZero();
    assertThat(noted())
        .contains(
            "Judgements of the last time that are gone, or whose items are out of your sight: 1");
    assertThat(file).isEmptyFile();

    Files.writeString(file, "{}\n");
    assertThat(run("search-eval", kept, "--server")).isEqualTo(1);
    assertThat(noted()).contains("judgements.jsonl, line 1: it has no id.");
    Files.writeString(file, "{\"id\": \"jud_1\"}\n{");
    assertThat(run("search-eval", kept, "--server")).isEqualTo(1);
    assertThat(noted()).contains("judgements.jsonl, line 2: it is no JSON");
    assertThat(run("search-eval", file.toString(), "--server")).isEqualTo(1);
    assertThat(noted()).contains("is no folder.");
  }

  private static void retitle(String id, String title) {
    Reply changed =
        halfdoor
            .admin()
            .with("If-Match", "*")
            .patch("/collateral/" + id, Map.of("title", title))
            .expect(200);
    halfdoor
        .admin()
        .get("/search?q=&limit=0&after=" + changed.header("Halfdoor-Position"))
        .expect(200);
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

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> titles(String externalId) {
    List<String> titles = new ArrayList<>();
    halfdoor
        .admin()
        .get("/collateral?externalId=" + externalId)
        .json()
        .get("items")
        .forEach(item -> titles.add(item.get("title").asText()));
    return titles;
  }
}
