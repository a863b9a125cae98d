package io.halfdoor.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * Short texts put together by likeness, as {@link SearchIndex#similar} tells it: words count by how
 * few of the texts have them. Needs no index. For the same texts in the same order the groups are
 * the same.
 *
 * <p>Texts with the same words are one to begin with, so a text that many sent costs no more than
 * one. Each other text joins the likest group whose leader is like enough, or begins one. Then the
 * most central text of each group leads it, groups whose leaders are alike become one, and all
 * texts choose again.
 *
 * <p>A text without a letter or digit is in a group only with those that are exactly so.
 */
public final class TextGroups {

  /** The least likeness to a group's leader. */
  static final double LIKE = 0.45;

  private static final int ROUNDS = 3;
  private static final double ROUNDING = 1e-9;

  /**
   * A text to be grouped, in English or in a language whose words are taken as they stand.
   *
   * @param id any that tells it from the others
   */
  public record Text(String id, String text) {}

  /**
   * Texts that say much the same.
   *
   * @param text the most central of them, as it was given
   * @param ids of all of them, in the order given
   */
  public record Group(String text, List<String> ids) {

    public Group {
      ids = List.copyOf(ids);
    }
  }

  /** Texts that have the same words; of each word the number, in order. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Same(int[] words, List<Integer> texts, double weight) {}

  /** The numbers of texts that make a group, and the number of the most central. */
  private record Together(int central, List<Integer> numbers) {

    static final Comparator<Together> LARGEST_FIRST =
        Comparator.<Together>comparingInt(one -> -one.numbers.size())
            .thenComparing(one -> one.numbers.getFirst());
  }

  private final List<Text> texts;
  private final List<Same> all = new ArrayList<>();
  private final List<List<Integer>> wordless = new ArrayList<>();
  private final double[] weights;
  private long comparisons;

  private TextGroups(List<Text> texts) {
    this.texts = texts;
    weights = read();
  }

  /**
   * The groups of texts, the largest first, among those as large the one that was begun first.
   * Every text is in one group, many are alone in theirs.
   */
  public static List<Group> of(List<Text> texts) {
    return new TextGroups(texts).groups();
  }

  /** How often a word of one text is held against a text when these are grouped. */
  static long comparisons(List<Text> texts) {
    TextGroups groups = new TextGroups(texts);
    groups.groups();
    return groups.comparisons;
  }

  /** Finds the texts with the same words; returns what each word weighs. */
  private double[] read() {
    Map<List<Integer>, List<Integer>> byWords = new LinkedHashMap<>();
    Map<String, List<Integer>> byText = new LinkedHashMap<>();
    Map<BytesRef, Integer> numbers = new LinkedHashMap<>();
    Stems.OneLanguage stems = new Stems(1 << 13).in(Stems.ENGLISH);
    WordReader reader = new WordReader();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).text();
      Set<Integer> words = new LinkedHashSet<>();
      boolean isSaid = false;
      reader.on(text);
      while (words.size() < Measure.MOST_WORDS && reader.next()) {
        isSaid |= Character.isLetterOrDigit(Character.codePointAt(reader.form(), 0));
        BytesRef stem = stems.of(reader.form(), reader.length());
        words.add(numbers.computeIfAbsent(stem, unseen -> numbers.size()));
      }
      if (isSaid) {
        byWords.computeIfAbsent(words.stream().sorted().toList(), none -> new ArrayList<>()).add(i);
      } else {
        byText.computeIfAbsent(text.strip(), none -> new ArrayList<>()).add(i);
      }
    }
    wordless.addAll(byText.values());
    int[] have = new int[numbers.size()];
    byWords.keySet().forEach(words -> words.forEach(word -> have[word]++));
    double[] weighed = new double[have.length];
    numbers.forEach(
        (stem, word) -> {
          double rarity = Measure.rarity(Math.max(1, have[word]), byWords.size());
          weighed[word] = Measure.weight(rarity, Measure.isWeak(stem));
        });
    byWords.forEach(
        (words, same) ->
            all.add(
                new Same(
                    words.stream().mapToInt(word -> word).toArray(),
                    same,
                    words.stream().mapToDouble(word -> weighed[word]).sum())));
    return weighed;
  }

  private List<Group> groups() {
    List<List<Same>> gathered = gathered(List.of());
    for (int round = 1; round < ROUNDS; round++) {
      gathered = gathered(centers(gathered));
    }
    List<Together> together = new ArrayList<>();
    for (List<Same> members : gathered) {
      List<Integer> numbers =
          members.stream().flatMap(same -> same.texts.stream()).sorted().toList();
      together.add(new Together(center(members).texts.getFirst(), numbers));
    }
    wordless.forEach(numbers -> together.add(new Together(numbers.getFirst(), numbers)));
    return together.stream().sorted(Together.LARGEST_FIRST).map(this::group).toList();
  }

  private Group group(Together one) {
    return new Group(
        texts.get(one.central).text(),
        one.numbers.stream().map(number -> texts.get(number).id()).toList());
  }

  /** The most central text of each group, but for one that is like that of a larger group. */
  private List<Same> centers(List<List<Same>> gathered) {
    Leaders known = new Leaders();
    gathered.stream()
        .sorted(Comparator.comparingInt(TextGroups::size).reversed())
        .map(this::center)
        .filter(center -> known.likest(center) < 0)
        .forEach(known::add);
    return known.leaders;
  }

  private static int size(List<Same> members) {
    return members.stream().mapToInt(same -> same.texts.size()).sum();
  }

  /** All texts, each with the likest of the leaders, or the first of those that none is like. */
  private List<List<Same>> gathered(List<Same> leaders) {
    Leaders known = new Leaders();
    leaders.forEach(known::add);
    for (Same one : all) {
      int likest = known.likest(one);
      known.members.get(likest < 0 ? known.add(one) : likest).add(one);
    }
    return known.members.stream().filter(members -> !members.isEmpty()).toList();
  }

  /** The one that is likest to all the others together; of several, the first. */
  private Same center(List<Same> members) {
    Map<Integer, Double> shares = new HashMap<>();
    for (Same one : members) {
      for (int word : one.words) {
        shares.merge(word, one.texts.size() / Math.sqrt(one.weight), Double::sum);
      }
    }
    Same best = members.getFirst();
    double most = 0;
    for (Same one : members) {
      double sum = 0;
      for (int word : one.words) {
        sum += weights[word] * shares.getOrDefault(word, 0.0);
      }
      double central = sum / Math.sqrt(one.weight);
      if (central > most + ROUNDING) {
        most = central;
        best = one;
      }
    }
    return best;
  }

  /** What groups gather around, found by its words. */
  private final class Leaders {

    private final List<Same> leaders = new ArrayList<>();
    private final List<List<Same>> members = new ArrayList<>();
    private final int[][] byWord = new int[weights.length][0];
    private final int[] have = new int[weights.length];
    private final double[] shared = new double[all.size()];
    private final int[] met = new int[all.size()];

    int add(Same leader) {
      int number = leaders.size();
      leaders.add(leader);
      members.add(new ArrayList<>());
      for (int word : leader.words) {
        byWord[word] = ArrayUtil.grow(byWord[word], have[word] + 1);
        byWord[word][have[word]++] = number;
      }
      return number;
    }

    /** The likest that is like enough, of several the first; -1 for none. */
    int likest(Same one) {
      int size = 0;
      for (int word : one.words) {
        for (int i = 0; i < have[word]; i++) {
          int leader = byWord[word][i];
          if (shared[leader] == 0) {
            met[size++] = leader;
          }
          shared[leader] += weights[word];
        }
        comparisons += have[word];
      }
      int best = -1;
      double most = LIKE;
      for (int i = 0; i < size; i++) {
        int leader = met[i];
        double likeness = Measure.likeness(shared[leader], one.weight, leaders.get(leader).weight);
        shared[leader] = 0;
        boolean isFirst = best < 0 || leader < best;
        if (likeness > most || (likeness == most && isFirst)) {
          most = likeness;
          best = leader;
        }
      }
      return best;
    }
  }
}
