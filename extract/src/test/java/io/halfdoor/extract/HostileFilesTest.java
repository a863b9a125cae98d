package io.halfdoor.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are out to do harm: each is answered, costs its own worker at most, and no other. */
class HostileFilesTest {

  private static final Duration CLOCK = Duration.ofSeconds(6);

  private static Extractor extractor;
  private static Path outside;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    outside = folder.resolve("scratch");
    extractor =
        new Extractor(
            Extractor.Options.defaults()
                .withScratch(outside.resolve("of the workers"))
                .withLimits(Limits.defaults().withTime(CLOCK)));
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  static Stream<HostileFiles.Sort> sorts() {
    return HostileFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void isAnsweredInTimeAndHarmsNobodyElse(HostileFiles.Sort sort) throws Exception {
    Path file = Files.write(folder.resolve("hostile"), sort.maker().make());
    long heap = usedHeap();

    long begun = System.nanoTime();
    Extraction extraction = extractor.extract(file, sort.fileName());
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);

    // Its time for the file, and what it takes to start a worker afresh on a busy machine.
    assertThat(taken).isLessThan(CLOCK.plusSeconds(10));
    if (extraction.reason() == null) {
      assertThat(sort.wholeText()).as("%s has no reason", extraction.state()).isTrue();
    } else {
      assertThat(extraction.reason()).isIn(sort.expected());
      assertThat(extraction.state())
          .isEqualTo(
              !extraction.passages().isEmpty()
                  ? State.READY
                  : extraction.reason() == Reason.NO_TEXT
                          || extraction.reason() == Reason.UNSUPPORTED
                      ? State.NONE
                      : State.FAILED);
    }
    assertThat(extraction.passages().stream().mapToInt(passage -> passage.text().length()).sum())
        .isLessThanOrEqualTo(Limits.defaults().characters());
    extraction = null;
    assertThat(usedHeap() - heap).isLessThan(24L << 20);
    servesAGoodFile();
  }

  @Test
  void namesThatClimbOutOfAnArchiveWriteNothingAnywhere() throws Exception {
    RawZip zip = new RawZip();
    for (String name :
        List.of(
            "../../../../../../tmp/halfdoor-climbed.txt",
            "/tmp/halfdoor-climbed.txt",
            "..\\..\\halfdoor-climbed.txt",
            "C:\\halfdoor-climbed.txt",
            "a/../../halfdoor-climbed.txt",
            "bell\u0007\u202Egnp.halfdoor-climbed.txt")) {
      zip.add(name, GoodFiles.NEEDLE);
    }
    Path file = Files.write(folder.resolve("hostile"), zip.toBytes());

    Extraction extraction = extractor.extract(file, "names.zip");

    assertThat(extraction.state()).isEqualTo(State.READY);
    assertThat(extraction.passages()).hasSize(6);
    assertThat(extraction.passages())
        .allSatisfy(
            passage ->
                assertThat(String.valueOf(passage.place().name()))
                    .endsWith("halfdoor-climbed.txt")
                    .doesNotContain("/", "\\", "..", "\u0007", "\u202E"));
    assertThat(Path.of("/tmp/halfdoor-climbed.txt")).doesNotExist();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(path -> path.toString().contains("climbed"))).isEmpty();
    }
  }

  @Test
  void truncatedFilesAreAnsweredAtEverySize() throws Exception {
    for (Map.Entry<String, byte[]> good : goodFiles().entrySet()) {
      byte[] whole = good.getValue();
      // Every size on demand: -Dthorough=true.
      int step = Boolean.getBoolean("thorough") ? 1 : Math.max(1, whole.length / 25 | 1);
      for (int size = 0; size < whole.length; size += step) {
        answers(good.getKey(), Arrays.copyOf(whole, size), "truncated at " + size);
      }
    }
    servesAGoodFile();
  }

  @Test
  void filesWithRandomDamageAreAnswered() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<Map.Entry<String, byte[]>> good = new ArrayList<>(goodFiles().entrySet());
    for (int round = 0; round < 180; round++) {
      Map.Entry<String, byte[]> file = good.get(round % good.size());
      byte[] damaged = file.getValue().clone();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      answers(file.getKey(), damaged, "round " + round + " of -Dseed=" + seed);
    }
    servesAGoodFile();
  }

  @Test
  void nothingIsLeftInTheScratchFolderOfAWorkerAtRest() throws Exception {
    servesAGoodFile();
    try (Stream<Path> all = Files.walk(outside)) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static void answers(String name, byte[] bytes, String how) throws Exception {
    Path file = Files.write(folder.resolve("hostile"), bytes);
    Extraction extraction = extractor.extract(file, name);
    assertThat(extraction.reason())
        .as("%s %s", name, how)
        .isNotIn(Reason.TIMED_OUT, Reason.CRASHED);
    assertThat(extraction.passages().isEmpty())
        .as("%s %s: %s", name, how, extraction.state())
        .isEqualTo(extraction.state() != State.READY);
  }

  private static Map<String, byte[]> goodFiles() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a.pdf", GoodFiles.pdf(GoodFiles.pagesWithNeedleOn(7)));
    files.put("a.docx", GoodFiles.docx());
    files.put("a.pptx", GoodFiles.pptx(List.of("a", "b", "c"), "notes"));
    files.put("a.ppt", GoodFiles.ppt(List.of("a", "b", "c")));
    files.put("a.xlsx", GoodFiles.xlsx());
    files.put("a.xls", GoodFiles.xls());
    files.put("a.odt", GoodFiles.odt());
    files.put("a.odp", GoodFiles.odp());
    files.put("a.epub", GoodFiles.epub("", "text"));
    files.put("a.rtf", GoodFiles.rtf());
    files.put("a.eml", GoodFiles.email());
    files.put("a.html", GoodFiles.html());
    return files;
  }

  private static void servesAGoodFile() throws Exception {
    Path good = Files.write(folder.resolve("good"), GoodFiles.pdf(GoodFiles.pagesWithNeedleOn(7)));
    Extraction extraction = extractor.extract(good, "good.pdf");
    assertThat(extraction.state()).isEqualTo(State.READY);
    assertThat(extraction.passages().get(6).text()).contains(GoodFiles.NEEDLE);
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
