package io.halfdoor.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.demo.DemoContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a team keeps in git: out of one server, unchanged into it again, and into another one. */
class ExportJourneyTest {

  @RegisterExtension static final TestHalfdoor ours = new TestHalfdoor();
  @RegisterExtension static final TestHalfdoor theirs = new TestHalfdoor();

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void theVocabularyOfTheSampleCompany() {
    for (TestHalfdoor server : List.of(ours, theirs)) {
      DemoContent.load()
          .vocabulary()
          .forEach(
              (key, values) ->
                  server
                      .admin()
                      .with("If-Match", "*")
                      .put("/labels/" + key, Map.of("name", key, "values", values))
                      .expect(200));
    }
  }

  @Test
  void whatGoesInComesOutChangesNothingWhereItIsAndIsTheSameElsewhere() throws IOException {
    List<String> templates = DemoContent.load().templates();
    Path in = Files.createDirectories(folder.resolve("in"));
    for (int i = 0; i < templates.size(); i++) { // snippets last
      Files.writeString(in.resolve("t-%02d.md".formatted(99 - i)), templates.get(i));
    }
    assertThat(run(ours, "import", "--starter")).isZero();
    assertThat(said()).endsWith("25 created, 0 updated, 0 unchanged, 0 failed, of 25\n");
    String templatesIn = in.toString();
    assertThat(run(ours, "import", templatesIn, "--kind", "template", "--publish", "--dry-run"))
        .isZero();
    assertThat(said()).contains("Without writing anything: 14 created");
    assertThat(run(ours, "import", templatesIn, "--kind", "template", "--publish")).isZero();
    assertThat(said()).contains("14 created, 0 updated, 0 unchanged, 0 failed, of 14");

    Path first = folder.resolve("first");
    assertThat(run(ours, "export", first.toString())).as(said()).isZero();
    assertThat(said())
        .contains(
            "objections: 25 written, 0 unchanged, 0 removed",
            "templates: 14 written, 0 unchanged, 0 removed");
    Map<String, String> written = files(first);
    assertThat(written).hasSize(40).containsKey("templates/snippets/demo-signature.md");
    assertThat(new HashSet<>(written.values()))
        .containsAll(templates)
        .containsAll(DemoContent.starterPack().values());

    assertThat(run(ours, "import", first.toString())).isZero();
    assertThat(said())
        .contains(
            "objections: 0 created, 0 updated, 25 unchanged, 0 failed, of 25",
            "templates: 0 created, 0 updated, 14 unchanged, 0 failed, of 14");
    assertThat(versions(ours, "/templates")).containsOnly(1);
    assertThat(versions(ours, "/objections")).containsOnly(1);
    assertThat(run(ours, "import", "--starter")).isZero();
    assertThat(said()).contains("25 unchanged");
    assertThat(run(ours, "export", first.toString())).isZero();
    assertThat(said()).contains("objections: 0 written, 25", "templates: 0 written, 14");
    assertThat(files(first)).isEqualTo(written);

    assertThat(run(theirs, "import", first.toString(), "--publish")).isZero();
    assertThat(said())
        .contains("objections: 25 created", "templates: 14 created")
        .doesNotContain("skipped");
    Path second = folder.resolve("second");
    assertThat(run(theirs, "export", second.toString())).isZero();
    assertThat(files(second)).isEqualTo(written);
  }

  private int run(TestHalfdoor server, String... arguments) {
    out.reset();
    PrintStream said = new PrintStream(out, true, UTF_8);
    PrintStream noted = new PrintStream(OutputStream.nullOutputStream());
    Map<String, String> environment =
        Map.of(
            "HALFDOOR_URL", server.address().toString(),
            "HALFDOOR_TOKEN", server.as("marketer").token());
    ServerStart none =
        (config, variables) -> {
          throw new AssertionError("no server is started here");
        };
    Console console = new Console(said, noted, false);
    return new Commands(console, none, InstantSource.system(), environment).run(arguments);
  }

  private String said() {
    return out.toString(UTF_8);
  }

  private static Set<Integer> versions(TestHalfdoor server, String path) {
    Set<Integer> versions = new HashSet<>();
    server
        .admin()
        .get(path + "?limit=200")
        .json()
        .get("items")
        .forEach(item -> versions.add(item.get("version").asInt()));
    return versions;
  }

  /** The files below a folder with what they say. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
