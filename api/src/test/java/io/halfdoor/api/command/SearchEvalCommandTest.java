package io.halfdoor.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judged folder is searched without a server; for one with, see {@link CommandsTest}. */
class SearchEvalCommandTest {

  private static final String CORPUS = "corpus.jsonl";
  private static final String QUERIES = "queries.jsonl";
  private static final String JUDGEMENTS = "qrels.tsv";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void threeDocumentsAndWhatIsRight() throws IOException {
    write(
        CORPUS,
        """
        {"_id": "roi", "title": "Return on investment", "text": "What customers save each month, and how soon the price has paid for itself."}
        {"_id": "sso", "title": "Single sign-on", "text": "How to set up the certificate."}

        {"_id": "fleet", "text": "Airplanes, and how customers board them."}
        """);
    write(
        QUERIES,
        """
        {"_id": "q1", "text": "certificate"}
        {"_id": "q2", "text": "customers"}
        {"_id": "q3", "text": "is it worth the money"}
        {"_id": "q4", "text": "nobody judged it"}
        """);
    write(
        JUDGEMENTS, "query-id\tcorpus-id\tscore\nq1\tsso\t1\nq2\tsso\t1\nq3\troi\t2\nq4\tsso\t0\n");
  }

  @Test
  void figuresAndTheWorstQueriesAreToldAndNothingIsLeft() throws IOException {
    Set<Path> before = homes();
    assertThat(run("--no-meaning")).as(noted()).isZero();
    assertThat(said())
        .startsWith(
            """
            3 documents, 3 queries, by words alone

              nDCG@10     0.3333
              recall@100  0.3333
              MRR@10      0.3333

            The worst queries, by nDCG@10:

              0.000  customers (q2)
                     right: Single sign-on (sso), not among the first 100
                     first: \
            """)
        .endsWith(
            """

              0.000  is it worth the money (q3)
                     right: Return on investment (roi), not among the first 100
                     first: nothing was found
            """);
    assertThat(noted())
        .contains("Queries left out, since no document is right for them: 1", "documents: 100 %");
    assertThat(homes()).isEqualTo(before);
  }

  @Test
  void meaningFindsWhatSharesNoWord() throws IOException {
    Set<Path> before = homes();
    assertThat(run()).as(noted()).isZero();
    assertThat(said())
        .startsWith("3 documents, 3 queries, 3 of them by words and meaning")
        .contains("recall@100  0.6667", "customers (q2)")
        .doesNotContain("(q3)");
    assertThat(homes()).isEqualTo(before);
  }

  @Test
  void theBestThatIsRightIsOfTheHighestGradeAndThatOnesPlaceIsTold() throws IOException {
    write(
        JUDGEMENTS,
        "query-id\tcorpus-id\tscore\nq1\tsso\t1\nq2\troi\t1\nq2\tfleet\t1\nq2\tgone\t3\n");
    assertThat(run("--no-meaning")).isZero();
    assertThat(said()).contains("right: gone, not among the first 100").doesNotContain("(q1)");
    assertThat(noted())
        .contains("Judgements of documents that are not there, which count as not found: 1");

    write(JUDGEMENTS, "query-id\tcorpus-id\tscore\nq1\tsso\t1\nq2\troi\t1\nq2\tfleet\t1\n");
    assertThat(run("--no-meaning")).isZero();
    assertThat(said())
        .contains("nDCG@10     1.0000")
        .contains("No query could be answered better.");
  }

  @Test
  void whatCannotBeReadIsNamedWithItsLine() throws IOException {
    Set<Path> before = homes();
    refuses(CORPUS, "{\"_id\": \"a\", \"text\": \"\"}\n{", "corpus.jsonl, line 2: it is no JSON: ");
    refuses(CORPUS, "{\"_id\": \"a\", \"text\": \"\"} {}", "corpus.jsonl, line 1: it is no JSON: ");
    refuses(CORPUS, "[]", "corpus.jsonl, line 1: it is no JSON object.");
    refuses(CORPUS, "{\"_id\": 1, \"text\": \"\"}", "corpus.jsonl, line 1: _id is to be a string.");
    refuses(CORPUS, "{\"_id\": \"a\"}", "corpus.jsonl, line 1: text is to be a string.");
    refuses(
        CORPUS,
        "{\"_id\": \"%s\", \"text\": \"\"}".formatted("a".repeat(1_001)),
        "corpus.jsonl, line 1: _id is to have 1 to 1,000 characters.");
    refuses(
        CORPUS,
        "{\"_id\": \"a\", \"text\": \"\"}\n\n{\"_id\": \"a\", \"text\": \"b\"}",
        "corpus.jsonl, line 3: the _id a is there a second time.");
    refuses(
        QUERIES,
        "{\"_id\": \"q1\", \"text\": \"a\"}\n{\"_id\": \"q1\", \"text\": \"b\"}",
        "queries.jsonl, line 2: the _id q1 is there a second time.");
    refuses(
        QUERIES,
        "{\"_id\": \"q1\", \"text\": \"a\"}",
        "qrels.tsv, line 3: there is no query q2 in queries.jsonl.");
    refuses(JUDGEMENTS, "q1\tsso\t1\n", "qrels.tsv, line 1: there is to be a header");
    refuses(JUDGEMENTS, "a\tb\tc\nq1\tsso\n", "qrels.tsv, line 2: there is to be a query's id");
    refuses(JUDGEMENTS, "a\tb\tc\nq1\tsso\t-1\n", "qrels.tsv, line 2: there is to be a query's");
    refuses(
        JUDGEMENTS,
        "a\tb\tc\nq1\tsso\t1\nq1\tsso\t2\n",
        "qrels.tsv, line 3: sso is judged for q1 a second time.");
    refuses(JUDGEMENTS, "a\tb\tc\nq1\tsso\t0\n", "No query of ");
    Files.write(folder.resolve(QUERIES), new byte[] {'{', (byte) 0xff});
    assertThat(run("--no-meaning")).isEqualTo(1);
    assertThat(noted()).contains("queries.jsonl is no UTF-8 after line 0.");
    Files.delete(folder.resolve(QUERIES));
    assertThat(run("--no-meaning")).isEqualTo(1);
    assertThat(noted()).contains("There is no file ", "queries.jsonl.");
    assertThat(homes()).as("nothing was begun").isEqualTo(before);
  }

  @Test
  void aFolderThatIsNotThereIsToldAndWhatIsTypedWrongIsMisuse() {
    assertThat(search(folder.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(noted()).contains("There is no folder ", "nowhere.");
    assertThat(search()).isEqualTo(2);
    assertThat(search("--no-meaning")).isEqualTo(2);
    assertThat(search("a", "b")).isEqualTo(2);
    assertThat(search("a", "--fast")).isEqualTo(2);
    assertThat(search("a", "--no-meaning", "--server")).isEqualTo(2);
    assertThat(search("a", "--server")).as("no token").isEqualTo(2);
    assertThat(said()).isEmpty();
  }

  private void refuses(String name, String text, String why) throws IOException {
    String before = Files.readString(folder.resolve(name));
    write(name, text);
    assertThat(run("--no-meaning")).as(why).isEqualTo(1);
    assertThat(noted()).contains(why);
    assertThat(said()).isEmpty();
    write(name, before);
  }

  private int run(String... options) {
    return search(
        Stream.concat(Stream.of(folder.toString()), Stream.of(options)).toArray(String[]::new));
  }

  private int search(String... arguments) {
    out.reset();
    err.reset();
    Console console = new Console(new PrintStream(out), new PrintStream(err), false);
    ServerStart none =
        (config, variables) -> {
          throw new AssertionError("no server is started here");
        };
    return new Commands(console, none, InstantSource.system(), Map.of())
        .run(Stream.concat(Stream.of("search-eval"), Stream.of(arguments)).toArray(String[]::new));
  }

  private String said() {
    return out.toString(UTF_8);
  }

  private String noted() {
    return err.toString(UTF_8);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** The scratch homes that there are of this process. */
  private static Set<Path> homes() throws IOException {
    String prefix = "halfdoor-search-eval-%d-".formatted(ProcessHandle.current().pid());
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith(prefix))
          .collect(Collectors.toSet());
    }
  }
}
