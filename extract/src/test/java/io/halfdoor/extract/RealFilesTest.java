package io.halfdoor.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Real files that nobody here wrote, encrypted, damaged and hostile ones among them. */
@EnabledIfEnvironmentVariable(named = "HALFDOOR_DATA", matches = ".+")
class RealFilesTest {

  /**
   * Marked as encrypted and yet open to everybody: with the password that Excel tries by itself,
   * with an owner's password only, with one encrypted entry beside one that is not.
   */
  private static final Set<String> OPEN_TO_ALL =
      Set.of("xlsx/protect.xlsx", "pdf/testPDF_protected.pdf");

  private static final String PARTLY_OPEN = "zip/testZipEncrypted.zip";

  private static final Pattern FILE =
      Pattern.compile("\"file\": \"([^\"]+)\",\\s*\"bytes\": \\d+,\\s*\"tags\": \\[([^\\]]*)\\]");

  private final Path data = Path.of(String.valueOf(System.getenv("HALFDOOR_DATA")));

  @Test
  void everyOfficeFileIsAnsweredAndEncryptedOnesSaySo() throws Exception {
    Map<State, List<String>> states = new EnumMap<>(State.class);
    try (Extractor extractor = new Extractor(Extractor.Options.defaults())) {
      Matcher file = FILE.matcher(Files.readString(data.resolve("officefiles/MANIFEST.json")));
      while (file.find()) {
        String name = file.group(1);
        Extraction extraction =
            extractor.extract(
                data.resolve("officefiles").resolve(name), name.substring(name.indexOf('/') + 1));
        states.computeIfAbsent(extraction.state(), any -> new ArrayList<>()).add(name);

        assertThat(extraction.reason())
            .as(name)
            .isNotIn(Reason.TIMED_OUT, Reason.OUT_OF_MEMORY, Reason.CRASHED, Reason.UNSUPPORTED);
        if (extraction.state() != State.READY) {
          assertThat(extraction.reason()).as(name).isNotNull();
        }
        if (file.group(2).contains("encrypted") && !OPEN_TO_ALL.contains(name)) {
          assertThat(extraction.reason()).as(name).isEqualTo(Reason.ENCRYPTED);
          assertThat(extraction.state())
              .as(name)
              .isEqualTo(name.equals(PARTLY_OPEN) ? State.READY : State.FAILED);
        }
      }
    }
    assertThat(states.values().stream().mapToInt(List::size).sum()).isEqualTo(156);
    assertThat(states.get(State.READY)).hasSizeGreaterThan(128);
  }

  @Test
  void companyDocumentsGiveTheirTextInEveryFormat() throws Exception {
    Path files = data.resolve("cloudway-formats/files");
    try (Extractor extractor = new Extractor(Extractor.Options.defaults());
        Stream<Path> originals = Files.list(files.resolve("md"))) {
      List<Path> all = originals.sorted().toList();
      assertThat(all).hasSize(37);
      for (Path original : all) {
        String name = original.getFileName().toString().replaceAll("\\.md$", "");
        Set<String> words = words(Files.readString(original, StandardCharsets.UTF_8));
        for (String format : List.of("docx", "html", "md", "pdf", "pptx")) {
          Path file = files.resolve(format).resolve(name + "." + format);
          Extraction extraction = extractor.extract(file, name + "." + format);
          assertThat(extraction.state()).as(file.toString()).isEqualTo(State.READY);
          assertThat(extraction.reason()).as(file.toString()).isNull();
          Set<String> found = words(text(extraction));
          long missing = words.stream().filter(word -> !found.contains(word)).count();
          // Words broken at a line's end and addresses of links are all that may be missing.
          assertThat(missing).as("%s misses words", file).isLessThanOrEqualTo(words.size() / 20);
        }
      }
    }
  }

  private static Set<String> words(String text) throws IOException {
    return Pattern.compile("\\p{L}{4,}")
        .matcher(text)
        .results()
        .map(result -> result.group().toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static String text(Extraction extraction) {
    return extraction.passages().stream().map(Passage::text).collect(Collectors.joining("\n"));
  }
}
