package io.halfdoor.api.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers are those that the tokenizer gives which the model was trained with. */
class WordPiecesTest {

  private static final int MOST = 512;

  private static WordPieces wordPieces;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream tokenizer =
        WordPiecesTest.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
      wordPieces = WordPieces.read(Objects.requireNonNull(tokenizer));
    }
  }

  @Test
  void punctuationStandsAlone() {
    assertThat(wordPieces.of("It's just too expensive, honestly.", MOST))
        .containsExactly(101, 2009, 1005, 1055, 2074, 2205, 6450, 1010, 9826, 1012, 102);
  }

  @Test
  void accentsAndCaseGo() {
    assertThat(wordPieces.of("Überraschung: Ça coûte 1.234,50 € – naïve?", MOST))
        .containsExactly(
            101, 19169, 8180, 20760, 3070, 1024, 6187, 2522, 10421, 1015, 1012, 22018, 1010, 2753,
            1574, 1516, 15743, 1029, 102)
        .isEqualTo(wordPieces.of("uberraschung: ca coute 1.234,50 € – naive?", MOST));
    assertThat(wordPieces.of("ΣΊΣΥΦΟΣ İstanbul", MOST))
        .containsExactly(101, 1173, 18199, 29733, 29735, 29736, 29730, 29733, 9960, 102);
  }

  @Test
  void longWordsAreCutIntoTheLongestPiecesKnown() {
    assertThat(wordPieces.of("antidisestablishmentarianism SOC2/SOC-2", MOST))
        .containsExactly(
            101, 3424, 10521, 4355, 7875, 13602, 3672, 12199, 2964, 27084, 2475, 1013, 27084, 1011,
            1016, 102);
  }

  @Test
  void everyChineseCharacterIsAWord() {
    assertThat(wordPieces.of("価格が高い 한국어 مرحبا", MOST))
        .containsExactly(
            101, 100, 100, 1651, 1981, 1647, 1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008,
            1295, 17149, 29820, 29816, 25573, 102);
  }

  @Test
  void whatCannotBeSeenIsNotThere() {
    assertThat(wordPieces.of("a\u0000b\u200Bc\uFFFDd\te\u00A0f\uD800g", MOST))
        .containsExactly(101, 5925, 2094, 1041, 1042, 2290, 102);
    assertThat(wordPieces.of(" \n\u3000", MOST)).containsExactly(101, 102);
    assertThat(wordPieces.of("", MOST)).containsExactly(101, 102);
  }

  @Test
  void aWordOfMoreThanAHundredCharactersIsUnknown() {
    long[] numbers = wordPieces.of("x".repeat(100) + " " + "y".repeat(101), MOST);
    assertThat(numbers).hasSize(53).startsWith(101, 22038, 20348).endsWith(20348, 100, 102);
  }

  @Test
  void whatIsWrittenLikeAMarkIsNone() {
    assertThat(LongStream.of(wordPieces.of("a [SEP] b [CLS]", MOST)).filter(number -> number < 103))
        .containsExactly(101L, 102L);
  }

  @Test
  void whatIsTooLongEndsEarly() {
    long[] all = wordPieces.of("value ".repeat(300), MOST);
    assertThat(wordPieces.of("value ".repeat(3_000), 100))
        .hasSize(100)
        .startsWith(Arrays.copyOf(all, 99))
        .endsWith(102);
    assertThat(wordPieces.of("antidisestablishmentarianism", 4))
        .containsExactly(101, 3424, 10521, 102);
  }
}
