package io.halfdoor.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * Short texts put together by likeness. For the same texts in the same order, and the same index,
 * the groups are the same.
 *
 * <p>Two texts are as like as the words weigh that both have, beside all that a text weighs on
 * average: how long they are does not matter, but that a very long one is like many. A word weighs
 * the more the fewer entries of the index have it, for what many items say already tells little of
 * what is new; how few of the texts have it counts as if some more entries were these. A word of
 * grammar weighs nothing, and neither does one that a single text has.
 *
 * <p>Texts with the same words are one to begin with, so a text that many sent costs no more than
 * one. From then on those two groups become one that are likest to each other, by all their texts
 * and not by single ones, for as long as they are like enough.
 *
 * <p>A text without a letter or digit is in a group only with those that are exactly so.
 */
public final class TextGroups {

  /*
   * Nearest to each other
   *
   * In each round every group knows the one that is nearest to it, and those that are nearest to
   * each other become one. A group is looked at anew only where it has grown or where its nearest
   * is gone. The likeness of two groups is what all pairs of their texts share, so that it can be
   * summed up word by word; whatever else makes a sum over pairs, such as the product of two
   * vectors, can be added to it.
   */

  /** The least likeness of groups that become one. */
  static final double LIKE = 0.38;

  /** For how many entries the texts stand when words are weighed. */
  private static final long STAND_FOR = 10;

  /** How many times the average a text weighs at most, to be as like to others as a short one. */
  private static final double LONG = 2;

  /**
   * How much of the likeness of groups is the mean of their texts': at 1 all, and below it large
   * groups are liker.
   */
  private static final double MEAN = 0.9;

  private static final double ROUNDING = 1e9;

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

  /**
   * Texts that have the same words.
   *
   * @param words the number of each that weighs something
   * @param length how many there are besides
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Same(int[] words, int length, List<Integer> texts) {}

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

  /** Which of all have a word. */
  private final int[][] having;

  /** What each of all counts: the number of its texts, less where it is very long. */
  private final double[] shares;

  /** The group of each of all: its first member. */
  private final int[] groups;

  private final List<List<Integer>> members = new ArrayList<>();

  /** What the likeness to a group is divided by. */
  private final double[] scales;

  private final int[] nearest;
  private final double[] likeness;
  private final double[] counted;
  private final double[] met;
  private long comparisons;

  private TextGroups(List<Text> texts, SayingCounts known) {
    this.texts = texts;
    weights = read(known);
    counted = new double[weights.length];
    having = having();
    shares = shares();
    groups = new int[all.size()];
    scales = new double[all.size()];
    nearest = new int[all.size()];
    likeness = new double[all.size()];
    met = new double[all.size()];
    Arrays.fill(nearest, -1);
    for (int i = 0; i < groups.length; i++) {
      groups[i] = i;
      scales[i] = scale(List.of(i));
      members.add(new ArrayList<>(List.of(i)));
    }
  }

  /**
   * The groups of texts, the largest first, among those as large the one that was begun first.
   * Every text is in one group, many are alone in theirs.
   */
  static List<Group> of(List<Text> texts, SayingCounts known) {
    return new TextGroups(texts, known).grouped();
  }

  /** How often a word of one group is held against a text when these are grouped. */
  static long comparisons(List<Text> texts) {
    TextGroups groups = new TextGroups(texts, SayingCounts.NONE);
    groups.grouped();
    return groups.comparisons;
  }

  /** Finds the texts with the same words; returns what each word weighs. */
  private double[] read(SayingCounts known) {
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
    for (Map.Entry<BytesRef, Integer> one : numbers.entrySet()) {
      int word = one.getValue();
      if (have[word] > 1 && !Measure.isWeak(one.getKey())) {
        long here = Math.max(1, Math.round(STAND_FOR * (double) have[word] / byWords.size()));
        long ofAll = known.entries() + STAND_FOR;
        weighed[word] = Measure.rarity(known.of(one.getKey()) + here, ofAll);
      }
    }
    byWords.forEach(
        (words, same) -> {
          int[] weighty =
              words.stream().mapToInt(word -> word).filter(word -> weighed[word] > 0).toArray();
          all.add(new Same(weighty, words.size(), same));
        });
    return weighed;
  }

  private int[][] having() {
    int[] have = new int[weights.length];
    all.forEach(one -> Arrays.stream(one.words).forEach(word -> have[word]++));
    int[][] having = new int[weights.length][];
    Arrays.setAll(having, word -> new int[have[word]]);
    for (int i = all.size() - 1; i >= 0; i--) {
      for (int word : all.get(i).words) {
        having[word][--have[word]] = i;
      }
    }
    return having;
  }

  private double[] shares() {
    double[] weight = new double[all.size()];
    Arrays.setAll(
        weight, i -> Arrays.stream(all.get(i).words).mapToDouble(word -> weights[word]).sum());
    double average = Arrays.stream(weight).filter(some -> some > 0).average().orElse(1);
    double[] counts = new double[all.size()];
    Arrays.setAll(
        counts, i -> all.get(i).texts.size() / Math.sqrt(Math.max(average, weight[i] / LONG)));
    return counts;
  }

  private List<Group> grouped() {
    List<Integer> changed = new ArrayList<>(members.stream().map(List::getFirst).toList());
    while (!changed.isEmpty()) {
      changed.forEach(this::look);
      changed = merged();
    }
    List<Together> together = new ArrayList<>();
    for (List<Integer> its : members) {
      if (!its.isEmpty()) {
        List<Integer> numbers =
            its.stream().flatMap(one -> all.get(one).texts.stream()).sorted().toList();
        together.add(new Together(all.get(center(its)).texts.getFirst(), numbers));
      }
    }
    wordless.forEach(numbers -> together.add(new Together(numbers.getFirst(), numbers)));
    return together.stream().sorted(Together.LARGEST_FIRST).map(this::group).toList();
  }

  private Group group(Together one) {
    return new Group(
        texts.get(one.central).text(),
        one.numbers.stream().map(number -> texts.get(number).id()).toList());
  }

  /** Finds the nearest of a group, which may be the nearest of others now. */
  private void look(int group) {
    int[] words = count(members.get(group));
    List<Integer> others = new ArrayList<>();
    for (int word : words) {
      double counts = counted[word] * weights[word];
      counted[word] = 0;
      for (int one : having[word]) {
        int other = groups[one];
        if (met[other] == 0) {
          others.add(other);
        }
        met[other] += counts * shares[one];
      }
      comparisons += having[word].length;
    }
    nearest[group] = -1;
    likeness[group] = LIKE;
    for (int other : others) {
      if (other != group) {
        double mean = met[other] / (scales[group] * scales[other]);
        double like = Math.rint(mean * ROUNDING) / ROUNDING;
        keep(group, other, like);
        keep(other, group, like);
      }
      met[other] = 0;
    }
  }

  private double scale(List<Integer> its) {
    return Math.pow(its.stream().mapToInt(one -> all.get(one).texts.size()).sum(), MEAN);
  }

  private void keep(int group, int other, double like) {
    boolean isFirst = nearest[group] < 0 || other < nearest[group];
    if (like > likeness[group] || (like == likeness[group] && isFirst)) {
      likeness[group] = like;
      nearest[group] = other;
    }
  }

  /** Counts the words of texts, each by what its texts count; returns which those are. */
  private int[] count(List<Integer> some) {
    List<Integer> words = new ArrayList<>();
    for (int one : some) {
      for (int word : all.get(one).words) {
        if (counted[word] == 0) {
          words.add(word);
        }
        counted[word] += shares[one];
      }
    }
    return words.stream().mapToInt(word -> word).toArray();
  }

  /** Makes one of those that are nearest to each other; returns whose nearest is not known now. */
  private List<Integer> merged() {
    Set<Integer> changed = new LinkedHashSet<>();
    boolean[] isGone = new boolean[all.size()];
    for (int one = 0; one < nearest.length; one++) {
      int other = nearest[one];
      if (other > one && nearest[other] == one && !isGone[one]) {
        for (int member : members.get(other)) {
          groups[member] = one;
        }
        members.get(one).addAll(members.get(other));
        members.get(other).clear();
        scales[one] = scale(members.get(one));
        nearest[other] = -1;
        isGone[one] = true;
        isGone[other] = true;
        changed.add(one);
      }
    }
    for (int one = 0; one < nearest.length; one++) {
      if (nearest[one] >= 0 && isGone[nearest[one]] && !members.get(one).isEmpty()) {
        changed.add(one);
      }
    }
    changed.forEach(one -> nearest[one] = -1);
    changed.forEach(one -> likeness[one] = LIKE);
    return List.copyOf(changed);
  }

  /** The one that has most of what all have, for its length; of several, the first. */
  private int center(List<Integer> its) {
    its.sort(Comparator.naturalOrder());
    int[] words = count(its);
    int best = its.getFirst();
    double most = 0;
    for (int one : its) {
      double sum = 0;
      for (int word : all.get(one).words) {
        sum += counted[word] * weights[word];
      }
      double central = Math.rint(sum / Math.sqrt(all.get(one).length) * ROUNDING);
      if (central > most) {
        most = central;
        best = one;
      }
    }
    for (int word : words) {
      counted[word] = 0;
    }
    return best;
  }
}
