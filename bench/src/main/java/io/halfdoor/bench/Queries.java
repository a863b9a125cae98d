package io.halfdoor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What people would search a {@link Corpus} for, drawn from its items: the same each time. */
record Queries(List<Query> all) {

  /** How a query was made. */
  enum Sort {
    /** One to four words of an item, in any order. */
    WORDS("1-4 words"),
    /** Two or three words in quotes, as they stand in an item. */
    PHRASE("a phrase"),
    /** Words of which one has a letter too few, too many or another. */
    TYPO("with a typo"),
    /** A sentence or more out of an item. */
    LONG("12-25 words");

    private final String words;

    Sort(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  record Query(Sort sort, String text) {}

  Queries {
    all = List.copyOf(all);
  }

  /**
   * Draws queries: of twenty, sixteen of words, two phrases, one with a typo and a long one.
   *
   * @param items of how many items the corpus is
   */
  static Queries of(Corpus corpus, int items, int count) {
    List<Query> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Random random = corpus.random(-1L - i);
      Corpus.Item item = corpus.item(random.nextInt(items));
      all.add(
          switch (i % 20) {
            case 7, 13 -> new Query(Sort.PHRASE, phrase(item, random));
            case 10 -> new Query(Sort.TYPO, mistyped(words(item, random), random));
            case 17 -> new Query(Sort.LONG, passage(item, random));
            default -> new Query(Sort.WORDS, words(item, random));
          });
    }
    return new Queries(all);
  }

  /** Those of this sort alone. */
  Queries only(Sort sort) {
    return new Queries(all.stream().filter(query -> query.sort() == sort).toList());
  }

  List<String> texts() {
    return all.stream().map(Query::text).toList();
  }

  private static String words(Corpus.Item item, Random random) {
    String[] words =
        (item.title() + " " + item.summary() + " " + passage(item, random))
            .toLowerCase(Locale.ROOT)
            .split("[^a-z]+", -1);
    int count = new int[] {1, 1, 1, 2, 2, 2, 2, 3, 3, 4}[random.nextInt(10)];
    StringBuilder text = new StringBuilder();
    for (int tries = 0; count > 0 && tries < 100; tries++) {
      String word = words[random.nextInt(words.length)];
      if (Corpus.saysSomething(word)) {
        text.append(text.isEmpty() ? "" : " ").append(word);
        count--;
      }
    }
    return text.toString();
  }

  private static String phrase(Corpus.Item item, Random random) {
    String[] words = passage(item, random).split("[^A-Za-z]+", -1);
    int from = random.nextInt(Math.max(1, words.length - 3));
    int to = Math.min(words.length, from + 2 + random.nextInt(2));
    return '"' + String.join(" ", List.of(words).subList(from, to)) + '"';
  }

  private static String passage(Corpus.Item item, Random random) {
    String text = item.passages().get(random.nextInt(item.passages().size()));
    String[] words = text.split(" ", -1);
    return String.join(
        " ", List.of(words).subList(0, Math.min(words.length, 12 + random.nextInt(14))));
  }

  private static String mistyped(String words, Random random) {
    StringBuilder text = new StringBuilder(words);
    int at = random.nextInt(Math.max(1, text.length() - 2)) + 1;
    char letter = (char) ('a' + random.nextInt(26));
    if (at >= text.length() || text.charAt(at) == ' ') {
      return text.append(letter).toString();
    }
    switch (random.nextInt(3)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, letter);
      default -> text.setCharAt(at, letter);
    }
    return text.toString();
  }
}
