package io.halfdoor.api.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.search.Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderTest {

  private static final String RETURN_ON_INVESTMENT =
      "The return on investment of a rollout: what customers save each month, and how soon the price"
          + " has paid for itself.";
  private static final String SINGLE_SIGN_ON =
      "How to set up single sign-on: make an application with your identity provider and paste the"
          + " certificate.";

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  @TempDir static Path folder;

  private static List<Path> temporaryBefore;
  private static OnnxEmbedder embedder;

  @BeforeAll
  static void open() throws IOException {
    temporaryBefore = unpacked(TEMPORARY);
    Files.writeString(folder.resolve("libonnxruntime.so"), "half of one that was killed");
    Files.writeString(folder.resolve("model.onnx"), "half of one that was killed");
    embedder = OnnxEmbedder.open(folder);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void whatMeansTheSameIsNearerThanWhatDoesNot() {
    byte[] said = embedder.ofQuery("honestly it's just more than we can spend, too expensive");
    assertThat(product(said, passage(RETURN_ON_INVESTMENT)))
        .isGreaterThan(product(said, passage(SINGLE_SIGN_ON)));
    assertThat(
            product(embedder.ofQuery("log in with the company account"), passage(SINGLE_SIGN_ON)))
        .isGreaterThan(
            product(
                embedder.ofQuery("log in with the company account"),
                passage(RETURN_ON_INVESTMENT)));
  }

  @Test
  void aVectorHasTheLengthThatBytesAreScaledBy() {
    assertThat(embedder.dimensions()).isEqualTo(384);
    byte[] vector = passage(RETURN_ON_INVESTMENT);
    assertThat(vector).hasSize(384);
    assertThat(product(vector, vector)).isBetween(0.98, 1.02);
  }

  @Test
  void aTextHasOneVectorWhoeverAsks() throws Exception {
    byte[] vector = passage("Too expensive");
    assertThat(embedder.ofText("Too expensive")).isEqualTo(vector);
    assertThat(embedder.ofText("  TOO expensive\n")).isEqualTo(vector);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<byte[]>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String other = "Another text, number " + i;
        asked.add(threads.submit(() -> passage("Too expensive")));
        threads.submit(() -> passage(other));
      }
      for (Future<byte[]> answer : asked) {
        assertThat(answer.get()).isEqualTo(vector);
      }
    }
  }

  @Test
  void textsKeepTheirOrder() {
    assertThat(embedder.ofPassages(List.of(SINGLE_SIGN_ON, RETURN_ON_INVESTMENT)))
        .containsExactly(passage(SINGLE_SIGN_ON), passage(RETURN_ON_INVESTMENT));
  }

  @Test
  void anyTextHasAVector() {
    List<String> texts =
        List.of(
            "",
            " \n\t ".repeat(250_000),
            "\u0000".repeat(1_000_000),
            "a".repeat(1_000_000),
            "word ".repeat(200_000),
            "😀".repeat(500_000),
            "👩‍👩‍👧‍👦 ".repeat(1_000),
            "\uD83D".repeat(8_193) + "\uDE00",
            "\u202Eمرحبا بالعالم\u202C שלום",
            "ﷺ".repeat(100_000),
            "e" + "\u0301".repeat(100_000),
            "한국어".repeat(100_000),
            "[CLS][SEP][MASK]");
    assertThat(embedder.ofPassages(texts)).allSatisfy(vector -> assertThat(vector).hasSize(384));
    texts.forEach(text -> assertThat(embedder.ofQuery(text)).hasSize(384));
  }

  @Test
  void nothingIsUnpackedButToTheFolderWhichAnotherStartEmpties() throws IOException {
    List<Path> made = unpacked(TEMPORARY);
    made.removeAll(temporaryBefore);
    assertThat(made).allSatisfy(path -> assertThat(path).isEmptyDirectory());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left)
          .allSatisfy(file -> assertThat(file.getFileName().toString()).contains("onnxruntime"))
          .allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }
  }

  @Test
  void whenClosedItRefusesAndDoesNotCrash(@TempDir Path other) {
    OnnxEmbedder closed = OnnxEmbedder.open(other);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.ofQuery("new")).isInstanceOf(IllegalStateException.class);
    assertThat(passage("still there")).hasSize(384);
  }

  /** Where this fails, the number in the model's name has to be raised. */
  @Test
  void theNameStandsForThisFile() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/bge-small-en-v1.5-q.onnx"))) {
      digest.update(file.readAllBytes());
    }
    assertThat(embedder.model()).isEqualTo("bge-small-en-v1.5-q/1");
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4");
  }

  private static byte[] passage(String text) {
    return Objects.requireNonNull(embedder.ofPassages(Collections.singletonList(text)).getFirst());
  }

  private static double product(byte[] one, byte[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product / (Embedder.SCALE * Embedder.SCALE);
  }

  /** What the library or the model would leave in the system's folder. */
  private static List<Path> unpacked(Path temporary) throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(path -> path.toString().contains("onnx"))
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }
}
