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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives and tables that are meant to do harm, or are no such thing, are refused whole. */
class HostileImportTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("maxImport", "4MiB");

  private static final String ZIP = "application/zip";
  private static final String CSV = "text/csv";

  private TestClient marketer;

  @BeforeEach
  void aMarketer() {
    marketer = halfdoor.as("marketer");
  }

  static Stream<Arguments> refused() {
    byte[] plain = new Archive().with("a.txt", "hello").bytes();
    byte[] bomb = new Archive().with("bomb.txt", new byte[64 << 20]).bytes();
    Archive many = new Archive();
    for (int i = 0; i <= 10_000; i++) {
      many.with("f" + i, "");
    }
    byte[] endless = new Archive().with("a.txt", "x".repeat(1_000)).bytes();
    return Stream.of(
        Arguments.of(
            "a path up",
            ZIP,
            new Archive().with("../../etc/passwd", "x").bytes(),
            422,
            "leads out"),
        Arguments.of(
            "an absolute path",
            ZIP,
            new Archive().with("/etc/passwd", "x").bytes(),
            422,
            "leads out"),
        Arguments.of("a drive", ZIP, new Archive().with("C:/x.txt", "x").bytes(), 422, "leads out"),
        Arguments.of(
            "a backslash", ZIP, new Archive().with("..\\x.txt", "x").bytes(), 422, "leads out"),
        Arguments.of(
            "a control character",
            ZIP,
            new Archive().with("a\u0007.txt", "x").bytes(),
            422,
            "no name"),
        Arguments.of("one name twice", ZIP, Archive.ofTwins("a.txt", "x"), 422, "is there twice"),
        Arguments.of("a bomb", ZIP, bomb, 413, "100 times"),
        Arguments.of("too many entries", ZIP, many.bytes(), 413, "10000 entries"),
        Arguments.of(
            "an entry of 3 GB",
            ZIP,
            Archive.altered(endless, 24, 0, 0, 0, 0xC0),
            413,
            "bytes together"),
        Arguments.of("an encrypted entry", ZIP, Archive.altered(plain, 8, 1), 400, "encrypted"),
        Arguments.of("half an archive", ZIP, Arrays.copyOf(plain, plain.length / 2), 400, "no ZIP"),
        Arguments.of(
            "an end that is not the end",
            ZIP,
            Arrays.copyOf(plain, plain.length + 9),
            400,
            "no ZIP"),
        Arguments.of("no archive", ZIP, bytes("hello"), 400, "no ZIP"),
        Arguments.of(
            "two manifests",
            ZIP,
            new Archive().with("items.csv", "externalId\na\n").with("items.jsonl", "{}").bytes(),
            422,
            "two manifests"),
        Arguments.of("an empty archive", ZIP, new Archive().bytes(), 422, "nothing in it"),
        Arguments.of("an empty table", CSV, bytes(""), 400, "is empty"),
        Arguments.of("a header alone", CSV, bytes("externalId,title\n"), 422, "nothing in it"),
        Arguments.of("one column twice", CSV, bytes("a,a\n1,2\n"), 400, "two columns a"),
        Arguments.of("a column without a name", CSV, bytes("a,,b\n1,2,3\n"), 400, "no name"),
        Arguments.of("a stray quotation mark", CSV, bytes("a,b\n\"x\"y,2\n"), 400, "line 2"),
        Arguments.of(
            "a quotation mark never closed",
            CSV,
            bytes("a,b\n\"" + "x,\n".repeat(100_000)),
            400,
            "line 2"),
        Arguments.of(
            "Latin 1",
            CSV,
            "externalId,title\na,Gr\u00fc\u00dfe\n".getBytes(ISO_8859_1),
            400,
            "UTF-8"),
        Arguments.of("too much", CSV, bytes("a\n" + "x".repeat(5 << 20)), 413, "at most"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedInWordsAndNothingIsKept(
      String what, String mediaType, byte[] body, int status, String says) {
    Reply refused =
        marketer
            .upload("POST", "/imports", mediaType, BodyPublishers.ofByteArray(body))
            .expect(status);
    assertThat(refused.json().get("detail").asText()).contains(says);
    assertThat(marketer.get("/imports").json().get("items")).isEmpty();
  }

  @Test
  void anotherFormatIsNotTaken() {
    marketer
        .upload("POST", "/imports", "text/plain", BodyPublishers.ofString("externalId\na\n"))
        .expect(415);
  }

  @Test
  void aFileThatIsDamagedFailsAlone() {
    byte[] archive = new Archive().with("bad.txt", "hello").with("good.txt", "hello").bytes();
    int place = indexOf(archive, bytes("bad.txt")) + "bad.txt".length();
    archive[place + 1] ^= 0x7F;
    String id =
        halfdoor
            .admin()
            .upload("POST", "/imports", ZIP, BodyPublishers.ofByteArray(archive))
            .expect(202)
            .id();
    JsonNode done =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> halfdoor.admin().get("/imports/" + id).json(),
                present -> present.get("state").asText().equals("done"));
    assertThat(done.at("/rows/created").asInt()).isEqualTo(1);
    JsonNode failed = halfdoor.admin().get("/imports/" + id + "/rows?outcome=failed").json();
    assertThat(failed.at("/items/0/file").asText()).isEqualTo("bad.txt");
    assertThat(failed.at("/items/0/errors/0/detail").asText()).contains("damaged");
  }

  private static int indexOf(byte[] in, byte[] what) {
    for (int i = 0; ; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
