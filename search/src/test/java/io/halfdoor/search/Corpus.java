package io.halfdoor.search;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Made-up entries of about 200 words, the same for the same seed: words as frequent as Zipf's law
 * says, a title, labels, an audience.
 */
final class Corpus {

  private static final int VOCABULARY = 60_000;
  private static final String[] SYLLABLES = {
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta",
    "ve", "wi", "xo", "zu", "ster", "tion", "ment", "pri", "cing", "al"
  };

  private final String[] words = new String[VOCABULARY];
  private final double[] upTo = new double[VOCABULARY];
  private final long seed;

  Corpus(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    Set<String> taken = new HashSet<>();
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      String word;
      do {
        StringBuilder made = new StringBuilder();
        for (int j = 1 + random.nextInt(i < 200 ? 2 : 4); j >= 0; j--) {
          made.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        word = made.toString();
      } while (!taken.add(word));
      words[i] = word;
      sum += 1 / Math.pow(i + 2.7, 1.0);
      upTo[i] = sum;
    }
  }

  String word(Random random) {
    double at = random.nextDouble() * upTo[VOCABULARY - 1];
    int low = 0;
    int high = VOCABULARY - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (upTo[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return words[low];
  }

  /** The word of a rank, 0 the most frequent. */
  String word(int rank) {
    return words[rank];
  }

  private String words(int count, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : i % 13 == 0 ? ". " : " ").append(word(random));
    }
    return text.toString();
  }

  Entry entry(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    List<Passage> passages = new ArrayList<>();
    passages.add(new Passage(List.of(), Place.page(1), words(120 + random.nextInt(120), random)));
    Instant updated = Shelf.NOON.minus(Duration.ofMinutes(random.nextInt(1_000_000)));
    return new Entry(
        "col_%08d".formatted(number),
        random.nextInt(3) == 0 ? "deck" : "caseStudy",
        1,
        new Words(words(5, random), words(12, random), "file-" + number + ".pdf", List.of(), "en"),
        Map.of(
            "industry",
            List.of("industry " + random.nextInt(12)),
            "stage",
            List.of("stage " + random.nextInt(5))),
        Map.of("state", List.of(random.nextInt(10) == 0 ? "draft" : "published")),
        Set.of(random.nextInt(10) == 0 ? "team:" + random.nextInt(5) : "everyone"),
        new Activity(updated, updated, random.nextInt(50), false),
        passages);
  }

  /** Queries of one to three words, none of the most frequent fifty. */
  List<String> queries(int count) {
    Random random = new Random(seed + 1);
    List<String> queries = new ArrayList<>();
    while (queries.size() < count) {
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(3); i >= 0; i--) {
        query.append(query.isEmpty() ? "" : " ").append(words[50 + random.nextInt(3_000)]);
      }
      queries.add(query.toString());
    }
    return queries;
  }
}
