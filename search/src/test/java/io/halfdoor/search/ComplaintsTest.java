package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users of search boxes complain about most, over articles that nobody here wrote: whoever
 * knows a title, or nearly, finds what it is the title of. Asked for are titles that no other
 * article has, each time the same.
 *
 * <p>Figures are the mean reciprocal rank among the first ten.
 */
@EnabledIfEnvironmentVariable(named = "HALFDOOR_DATA", matches = ".+")
class ComplaintsTest {

  private static final int BY_WORDS = 300;
  private static final int BY_MEANING = 100;
  private static final int SAMPLES = 100;

  private static final Pattern LETTERS = Pattern.compile("\\p{L}{5,}");
  private static final Pattern WORD = Pattern.compile("[a-z]{4,}");

  @TempDir static Path home;

  private static final Concepts CONCEPTS = new Concepts();
  private static final List<Entry> ENTRIES = new ArrayList<>();

  /** Unique titles by the ids of their articles. */
  private static final Map<String, String> ASKED = new LinkedHashMap<>();

  private static SearchIndex index;

  @BeforeAll
  static void open() throws IOException {
    Path corpus = Path.of(System.getenv("HALFDOOR_DATA"), "nfcorpus", "corpus.jsonl");
    Map<String, String> ids = new LinkedHashMap<>();
    JudgedTest.read(corpus)
        .forEach(
            (id, fields) -> {
              String title = fields.getOrDefault("title", "");
              ENTRIES.add(Shelf.item(id, title, fields.get("text")).entry());
              ids.merge(title.toLowerCase(Locale.ROOT).strip(), id, (one, other) -> "");
            });
    List<Entry> unique =
        new ArrayList<>(ENTRIES.stream().filter(entry -> ids.containsValue(entry.id())).toList());
    Collections.shuffle(unique, new Random(1));
    unique.forEach(entry -> ASKED.put(entry.id(), entry.words().title()));
    index = SearchIndex.open(home, Shelf.OPTIONS.timeout(Duration.ofMinutes(1)).embedder(CONCEPTS));
    index.apply(ENTRIES, List.of(), "1");
  }

  @AfterAll
  static void close() {
    index.close();
  }

  @ParameterizedTest
  @CsvSource({"false, 0.97", "true, 0.97"})
  void aTitleFindsItsArticleFirst(boolean isByMeaning, double floor) {
    assertReached(isByMeaning, floor, (title, random) -> title);
  }

  @ParameterizedTest
  @CsvSource({"false, 0.90", "true, 0.90"})
  void aTitleWithATypoFindsItsArticle(boolean isByMeaning, double floor) {
    assertReached(isByMeaning, floor, ComplaintsTest::mistyped);
  }

  @ParameterizedTest
  @CsvSource({"false, 0.95", "true, 0.95"})
  void theWordsOfATitleInAnyOrderFindItsArticle(boolean isByMeaning, double floor) {
    assertReached(
        isByMeaning,
        floor,
        (title, random) -> {
          List<String> words = Arrays.asList(title.split("\\s+"));
          Collections.shuffle(words, random);
          return String.join(" ", words);
        });
  }

  /** One letter within a word, and not its first, is another, missing, swapped or too many. */
  private static String mistyped(String title, Random random) {
    List<int[]> words = new ArrayList<>();
    Matcher each = LETTERS.matcher(title);
    while (each.find()) {
      words.add(new int[] {each.start(), each.end()});
    }
    if (words.isEmpty()) {
      return title;
    }
    int[] word = words.get(random.nextInt(words.size()));
    int at = word[0] + 1 + random.nextInt(word[1] - word[0] - 2);
    char letter = (char) ('a' + random.nextInt(26));
    StringBuilder text = new StringBuilder(title);
    switch (random.nextInt(4)) {
      case 0 -> text.setCharAt(at, letter);
      case 1 -> text.deleteCharAt(at);
      case 2 -> text.insert(at, text.charAt(at + 1)).deleteCharAt(at + 2);
      default -> text.insert(at, letter);
    }
    return text.toString();
  }

  @Test
  void theFirstThreeWordsOfATitleOfWhichTheLastHasOnlyBegunSuggestIt() {
    Figure figure = new Figure();
    ASKED.forEach(
        (id, title) -> {
          String[] words = title.split("\\s+");
          if (words.length >= 3) {
            String begun = words[2].substring(0, Math.min(4, words[2].length()));
            String typed = words[0] + ' ' + words[1] + ' ' + begun;
            figure.add(
                typed,
                index.suggest(typed, EVERYONE, 10).stream()
                    .map(Suggestion::id)
                    .toList()
                    .indexOf(id));
          }
        });
    figure.assertAtLeast(0.85);
  }

  @Test
  void noArticleWithoutTheThirdWordComesBeforeOneThatHasIt() {
    CONCEPTS.isAway = true;
    Random random = new Random(2);
    for (int sample = 0; sample < SAMPLES; sample++) {
      Entry entry = ENTRIES.get(random.nextInt(ENTRIES.size()));
      List<String> words = words(entry);
      if (words.size() < 3) {
        continue;
      }
      Collections.shuffle(words, random);
      String third = words.get(2);
      String typed = words.get(0) + ' ' + words.get(1) + ' ' + third;
      SearchRequest request = SearchRequest.of(typed, EVERYONE).limit(SearchRequest.MAX_LIMIT);
      Set<String> having = index.all(SearchRequest.of(third, EVERYONE));
      SearchResult found = index.search(request);
      int rank = rank(found, entry.id());
      assertThat(rank).as(typed).isNotNegative();
      assertThat(having).as(typed).containsAll(Shelf.ids(found).subList(0, rank));
    }
  }

  private static List<String> words(Entry entry) {
    String text = entry.words().title() + ' ' + entry.passages().getFirst().text();
    return new ArrayList<>(
        WORD.matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .map(found -> found.group())
            .filter(word -> !Typed.WEAK.contains(word))
            .distinct()
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theFirstTwoPagesAreTheFirstTwentyInTheSameOrder(boolean isByMeaning) {
    CONCEPTS.isAway = !isByMeaning;
    Random random = new Random(3);
    int twenty = 0;
    for (String title : ASKED.values().stream().limit(BY_MEANING).toList()) {
      String[] words = title.split("\\s+");
      String typed =
          random.nextBoolean() ? title : words[random.nextInt(words.length)] + ' ' + words[0];
      SearchRequest request = SearchRequest.of(typed, EVERYONE);
      SearchResult first = index.search(request);
      List<String> pages = new ArrayList<>(Shelf.ids(first));
      if (first.next() != null) {
        pages.addAll(Shelf.ids(index.search(request.after(first.next()))));
      }
      assertThat(pages).as(typed).isEqualTo(Shelf.ids(index.search(request.limit(20))));
      twenty += pages.size() == 20 ? 1 : 0;
    }
    assertThat(twenty).isGreaterThan(BY_MEANING / 2);
  }

  private static void assertReached(
      boolean isByMeaning, double floor, BiFunction<String, Random, String> typing) {
    CONCEPTS.isAway = !isByMeaning;
    Random random = new Random(4);
    Figure figure = new Figure();
    ASKED.entrySet().stream()
        .limit(isByMeaning ? BY_MEANING : BY_WORDS)
        .forEach(
            article -> {
              String typed = typing.apply(article.getValue(), random);
              SearchResult found = index.search(SearchRequest.of(typed, EVERYONE));
              figure.add(typed, rank(found, article.getKey()));
            });
    figure.assertAtLeast(floor);
  }

  /** From 0; -1 where it is not found. What stands for an article of the same text is it too. */
  private static int rank(SearchResult result, String id) {
    for (int rank = 0; rank < result.hits().size(); rank++) {
      Hit hit = result.hits().get(rank);
      if (hit.id().equals(id) || hit.same().contains(id)) {
        return rank;
      }
    }
    return -1;
  }

  /** A mean reciprocal rank, and what was not found first. */
  private static final class Figure {

    private final List<String> missed = new ArrayList<>();
    private double sum;
    private int count;

    void add(String typed, int rank) {
      sum += rank < 0 ? 0 : 1.0 / (rank + 1);
      count++;
      if (rank != 0) {
        missed.add(rank + ": " + typed);
      }
    }

    void assertAtLeast(double floor) {
      System.out.printf("%.4f of %d, at least %.2f%n", sum / count, count, floor);
      assertThat(count).isGreaterThanOrEqualTo(BY_MEANING);
      assertThat(sum / count).as(String.join("\n", missed)).isGreaterThanOrEqualTo(floor);
    }
  }
}
