package io.halfdoor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusTest {

  private static final int ITEMS = 2_000;

  private final Corpus corpus = new Corpus(42);

  @Test
  void anItemIsTheSameForTheSameSeedWhateverWasAskedForBefore() {
    Corpus other = new Corpus(42);
    other.item(99);
    assertThat(other.item(7)).isEqualTo(corpus.item(7)).isNotEqualTo(new Corpus(43).item(7));
    assertThat(corpus.item(7).title()).isEqualTo("Battle card: Cost xilin resala");
  }

  @Test
  void itemsHaveAboutTwoHundredWordsOnSeveralPages() {
    IntSummaryStatistics words =
        IntStream.range(0, ITEMS)
            .map(number -> corpus.item(number).text().split("\\s+").length)
            .summaryStatistics();
    assertThat(words.getAverage()).isBetween(190.0, 210.0);
    assertThat(IntStream.range(0, ITEMS).map(number -> corpus.item(number).passages().size()))
        .contains(1, 2, 3, 4, 5)
        .allMatch(pages -> pages >= 1 && pages <= 5);
  }

  /** Zipf's law: the word of ten times the rank is about a tenth as frequent. */
  @Test
  void fewWordsAreFrequentAndManyRare() {
    Map<String, Integer> counts = new HashMap<>();
    for (int number = 0; number < ITEMS; number++) {
      for (String word : corpus.item(number).text().toLowerCase(Locale.ROOT).split("[^a-z]+")) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    List<Integer> sorted = counts.values().stream().sorted((a, b) -> b - a).toList();
    assertThat(sorted.size()).isGreaterThan(20_000);
    assertThat(sorted.get(9) / (double) sorted.get(99)).isBetween(4.0, 14.0);
    assertThat(sorted.get(99) / (double) sorted.get(999)).isBetween(4.0, 14.0);
  }

  @Test
  void queriesAreTheSameEachTimeAndOfEverySort() {
    Queries queries = Queries.of(corpus, ITEMS, 400);
    assertThat(Queries.of(new Corpus(42), ITEMS, 400)).isEqualTo(queries);
    assertThat(queries.only(Queries.Sort.WORDS).texts())
        .hasSize(320)
        .allSatisfy(text -> assertThat(text.split(" ")).hasSizeBetween(1, 4));
    assertThat(queries.only(Queries.Sort.PHRASE).texts())
        .hasSize(40)
        .allMatch(text -> text.matches("\"[A-Za-z ]+\""));
    assertThat(queries.only(Queries.Sort.TYPO).texts()).hasSize(20);
    assertThat(queries.only(Queries.Sort.LONG).texts())
        .hasSize(20)
        .allSatisfy(text -> assertThat(text.split(" ").length).isGreaterThanOrEqualTo(8));
  }
}
