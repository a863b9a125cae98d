package io.halfdoor.bench;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Made-up collateral of about 200 words an item, the same for the same seed whatever is asked for
 * first.
 *
 * <p>Words are as frequent as Zipf's law says. Each item has one of 500 topics, and every third of
 * its words is one of the 60 words of its topic, so that the words of a query meet in some items as
 * they do in real ones.
 */
final class Corpus {

  private static final int VOCABULARY = 60_000;
  private static final int TOPICS = 500;
  private static final int TOPIC_WORDS = 60;

  /** Ranks up to here are words that say nothing by themselves. */
  private static final int FUNCTION_WORDS = 60;

  private static final String[] FREQUENT =
      """
      the of and to a in is for that with on as are it be by this you or from your we at an not can
      have will our their more which when if has all they but how one than who was other about into
      what also most up out do over so no may only any each where between both after
      customer price sales product service cost value team data market deal plan support time
      business company contract security platform demo process risk question answer integration
      onboarding renewal budget discount competitor feature growth report project partner quality
      industry training proof return investment cloud migration roadmap procurement compliance
      """
          .strip()
          .split("\\s+", -1);

  private static final String[] SYLLABLES = {
    "ba", "ber", "ce", "con", "cy", "da", "den", "di", "fa", "fo", "gen", "gi", "ha", "in", "ja",
    "ke", "la", "lin", "lo", "ma", "mi", "na", "nor", "o", "pa", "per", "pri", "qua", "re", "ro",
    "sa", "sel", "so", "ta", "ter", "ti", "tion", "tor", "u", "va", "vel", "vi", "wa", "xi", "zo"
  };

  private static final List<String> KINDS =
      List.of("deck", "onePager", "caseStudy", "whitePaper", "battleCard", "video", "sheet");

  /** What the title of each kind begins with. */
  private static final List<String> TITLES =
      List.of(
          "Overview",
          "One-pager",
          "Case study",
          "White paper",
          "Battle card",
          "Recording",
          "Price sheet");

  /** What labels there are, with their values. */
  static final Map<String, List<String>> LABELS =
      new TreeMap<>(
          Map.of(
              "industry",
              List.of(
                  "banking",
                  "construction",
                  "education",
                  "energy",
                  "healthcare",
                  "insurance",
                  "logistics",
                  "manufacturing",
                  "media",
                  "public sector",
                  "retail",
                  "telecom"),
              "stage",
              List.of("discovery", "evaluation", "negotiation", "onboarding", "renewal"),
              "product",
              List.of("suite", "plan", "go", "stock", "bridge", "insight"),
              "persona",
              List.of("finance", "operations", "security", "procurement", "engineering")));

  private final long seed;
  private final String[] words = new String[VOCABULARY];
  private final double[] cumulated = new double[VOCABULARY];
  private final int[][] topics = new int[TOPICS][TOPIC_WORDS];

  Corpus(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    Set<String> taken = new HashSet<>();
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      String word = rank < FREQUENT.length ? FREQUENT[rank] : coined(random, rank);
      while (!taken.add(word)) {
        word = coined(random, rank);
      }
      words[rank] = word;
      sum += 1 / (rank + 2.7);
      cumulated[rank] = sum;
    }
    for (int[] topic : topics) {
      for (int i = 0; i < TOPIC_WORDS; i++) {
        topic[i] = FUNCTION_WORDS + (int) Math.pow(VOCABULARY / 3.0, random.nextDouble());
      }
    }
  }

  /** An item. Its passages are on pages 1, 2, 3 ... */
  record Item(
      int number,
      String title,
      String summary,
      String kind,
      Map<String, List<String>> labels,
      String audience,
      boolean isPublished,
      long ageMinutes,
      List<String> passages) {

    String text() {
      return String.join("\n\n", passages);
    }
  }

  Item item(int number) {
    Random random = random(number);
    int[] topic = topics[random.nextInt(TOPICS)];
    int kind = random.nextInt(KINDS.size());
    String title =
        TITLES.get(kind) + ": " + capital(words(2 + random.nextInt(4), topic, 0.8, random));
    String summary = sentences(10 + random.nextInt(10), topic, random);
    Map<String, List<String>> labels = new TreeMap<>();
    LABELS.forEach(
        (key, values) -> {
          if (random.nextInt(4) > 0) {
            labels.put(key, List.of(values.get(random.nextInt(values.size()))));
          }
        });
    int audience = random.nextInt(20);
    List<String> passages = new ArrayList<>();
    int pages = 1 + random.nextInt(5);
    int length = Math.max(40, (int) (200 + 60 * random.nextGaussian()));
    for (int page = 0; page < pages; page++) {
      passages.add(sentences(Math.max(10, length / pages), topic, random));
    }
    return new Item(
        number,
        title,
        summary,
        KINDS.get(kind),
        labels,
        audience < 17 ? "everyone" : audience == 17 ? "marketing" : "team:t" + random.nextInt(10),
        random.nextInt(10) > 0,
        random.nextInt(1_500_000),
        passages);
  }

  /** The topic of an item, from 0 up to {@link #topics()}. */
  int topic(int number) {
    return random(number).nextInt(TOPICS);
  }

  static int topics() {
    return TOPICS;
  }

  /** The words of a topic, the most frequent first. */
  String wordsOf(int topic) {
    return Arrays.stream(topics[topic]).mapToObj(rank -> words[rank]).collect(joining(" "));
  }

  /** The seed of one thing, far from that of the next. */
  Random random(long number) {
    long mixed = (seed * 31 + number) * 0x9E3779B97F4A7C15L;
    return new Random(mixed ^ (mixed >>> 32));
  }

  /** Whether it is a word that people type, and not one that only holds others together. */
  static boolean saysSomething(String word) {
    for (int i = 0; i < FUNCTION_WORDS; i++) {
      if (FREQUENT[i].equals(word)) {
        return false;
      }
    }
    return word.length() > 2;
  }

  private String sentences(int count, int[] topic, Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = count; left > 0; ) {
      int length = Math.min(left, 6 + random.nextInt(14));
      text.append(text.isEmpty() ? "" : " ")
          .append(capital(words(length, topic, 0.33, random)))
          .append('.');
      left -= length;
    }
    return text.toString();
  }

  private String words(int count, int[] topic, double onTopic, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int rank =
          random.nextDouble() < onTopic
              ? topic[(int) (TOPIC_WORDS * random.nextDouble() * random.nextDouble())]
              : zipf(random);
      text.append(i == 0 ? "" : " ").append(words[rank]);
    }
    return text.toString();
  }

  private int zipf(Random random) {
    double at = random.nextDouble() * cumulated[VOCABULARY - 1];
    int found = Arrays.binarySearch(cumulated, at);
    return Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
  }

  private static String coined(Random random, int rank) {
    StringBuilder word = new StringBuilder();
    for (int i = 1 + random.nextInt(rank < 2_000 ? 2 : 4); i >= 0; i--) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
