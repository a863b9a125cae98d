package io.halfdoor.bench;

import io.halfdoor.search.Embedder;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Likeness;
import io.halfdoor.search.SearchIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well the index tells what somebody means by a sentence, over labelled sets that nobody here
 * wrote. What is sure enough to be filed is learnt from one half of each set and told of the other.
 */
final class Matching {

  private static final int SHOWN = 3;

  /** In how many parts the known lines are held against the others. */
  private static final int FOLDS = 5;

  /** How many right ones a wrong one undoes. */
  private static final int WRONG = 2;

  /**
   * What became of a line.
   *
   * @param place of the first that is right, from 1; 0 where it is not among those shown
   * @param lead of the first over the second
   */
  private record Outcome(boolean isStranger, int place, double likeness, double lead) {

    boolean isSure(Sure sure) {
      return likeness >= sure.like && lead >= sure.ahead;
    }
  }

  /**
   * When the first is sure to be meant.
   *
   * @param like the least likeness
   * @param ahead the least lead over the second
   */
  private record Sure(double like, double ahead) {}

  private final Settings settings;

  Matching(Settings settings) {
    this.settings = settings;
  }

  void measure(PrintStream out) throws IOException {
    out.println("By words alone:");
    measure(null, out);
    out.println("By words and meaning:");
    try (Remembered model = Remembered.open(settings)) {
      measure(model, out);
    }
  }

  private void measure(@Nullable Embedder embedder, PrintStream out) throws IOException {
    Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    for (Labelled set : Labelled.all(settings)) {
      outcomes.put(set.name(), outcomes(set, embedder));
    }
    Sure sure = learnt(outcomes.values().stream().map(all -> half(all, 0)).toList());
    out.printf(
        Locale.ROOT,
        "%nSure from a likeness of %.2f and a lead of %.2f, learnt from the other half of each"
            + " set:%n%n",
        sure.like,
        sure.ahead);
    out.println("| set | lines | first | in three | sure | of those right | strangers taken |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    outcomes.forEach((name, all) -> print(name, half(all, 1), sure, out));
    print("the demo, beside its cards alone", heard(false, embedder), sure, out);
    print("the demo, each filed when it was heard", heard(true, embedder), sure, out);
    out.println();
    for (Labelled set : Labelled.all(settings)) {
      if (outcomes.getOrDefault(set.name(), List.of()).stream().anyMatch(Outcome::isStranger)) {
        printRefused(set, outcomes.getOrDefault(set.name(), List.of()), embedder, out);
      }
    }
    out.println();
  }

  /** How many strangers a bound refuses that keeps nine of ten of the lines that are known. */
  private void printRefused(
      Labelled set, List<Outcome> outcomes, @Nullable Embedder embedder, PrintStream out)
      throws IOException {
    List<Double> known = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      known.addAll(heldOut(set, fold, embedder));
    }
    known.sort(null);
    double bound = known.get(known.size() / 10);
    List<Outcome> lines = outcomes.stream().filter(one -> !one.isStranger).toList();
    List<Outcome> strangers = outcomes.stream().filter(Outcome::isStranger).toList();
    out.printf(
        Locale.ROOT,
        "%s, all %,d lines: first %s, in three %s. A bound of %.2f, learnt from its known lines"
            + " alone, keeps %s of them and refuses %s of %d strangers.%n",
        set.name(),
        lines.size(),
        share(lines, one -> one.place == 1),
        share(lines, one -> one.place > 0),
        bound,
        share(lines, one -> one.likeness >= bound),
        share(strangers, one -> one.likeness < bound),
        strangers.size());
  }

  /** How like every fifth of the known lines is to what is nearest, of an index without it. */
  private List<Double> heldOut(Labelled set, int fold, @Nullable Embedder embedder)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (Entry entry : set.entries()) {
      List<String> kept = new ArrayList<>();
      for (String line : entry.words().phrasings()) {
        (Math.floorMod(line.hashCode(), FOLDS) == fold ? left : kept).add(line);
      }
      entries.add(Labelled.said(entry, kept));
    }
    Path folder = Files.createDirectories(settings.folder("held-out-" + set.name()));
    try (SearchIndex index = Search.open(folder, embedder)) {
      Search.rebuild(index, entries);
      return left.stream()
          .map(line -> outcome(new Labelled.Line(line, Set.of()), index).likeness)
          .toList();
    }
  }

  private static void print(String name, List<Outcome> all, Sure sure, PrintStream out) {
    List<Outcome> known = all.stream().filter(one -> !one.isStranger).toList();
    List<Outcome> strangers = all.stream().filter(Outcome::isStranger).toList();
    List<Outcome> filed = known.stream().filter(one -> one.isSure(sure)).toList();
    String taken = share(strangers, one -> one.isSure(sure));
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s | %s | %s |%n",
        name,
        known.size(),
        share(known, one -> one.place == 1),
        share(known, one -> one.place > 0),
        share(known, one -> one.isSure(sure)),
        share(filed, one -> one.place == 1),
        strangers.isEmpty() ? taken : taken + " of " + strangers.size());
  }

  private static String share(List<Outcome> of, Predicate<Outcome> which) {
    if (of.isEmpty()) {
      return "none there";
    }
    return String.format(
        Locale.ROOT, "%.3f", of.stream().filter(which).count() / (double) of.size());
  }

  /** Every second line, known ones and strangers apart so that both halves have as many. */
  private static List<Outcome> half(List<Outcome> all, int which) {
    List<Outcome> half = new ArrayList<>();
    for (boolean isStranger : List.of(false, true)) {
      List<Outcome> some = all.stream().filter(one -> one.isStranger == isStranger).toList();
      IntStream.range(0, some.size())
          .filter(i -> i % 2 == which)
          .mapToObj(some::get)
          .forEach(half::add);
    }
    return half;
  }

  /** The bounds at which filing does most good, each set counting as much as another. */
  private static Sure learnt(List<List<Outcome>> sets) {
    Sure best = new Sure(1, 0);
    double most = 0;
    for (int like = 10; like <= 90; like += 2) {
      for (int ahead = 0; ahead <= 20; ahead++) {
        Sure sure = new Sure(like / 100.0, ahead / 100.0);
        double good = sets.stream().mapToDouble(set -> good(set, sure)).sum();
        if (good > most) {
          most = good;
          best = sure;
        }
      }
    }
    return best;
  }

  private static double good(List<Outcome> set, Sure sure) {
    return set.stream()
            .filter(one -> one.isSure(sure))
            .mapToInt(one -> one.place == 1 ? 1 : -WRONG)
            .sum()
        / (double) set.size();
  }

  /** What becomes of the demo's quotes, one after the other. */
  private List<Outcome> heard(boolean isFiled, @Nullable Embedder embedder) throws IOException {
    Labelled demo = Labelled.demo();
    Map<String, Entry> entries = new HashMap<>();
    demo.entries().forEach(entry -> entries.put(entry.id(), entry));
    Path folder = Files.createDirectories(settings.folder("matching-demo"));
    try (SearchIndex index = Search.open(folder, embedder)) {
      Search.rebuild(index, demo.entries());
      List<Outcome> outcomes = new ArrayList<>();
      for (Labelled.Line line : demo.lines()) {
        outcomes.add(outcome(line, index));
        if (isFiled) {
          line.right()
              .forEach(
                  id ->
                      entries.computeIfPresent(
                          id, (same, one) -> Labelled.taught(one, line.text())));
          index.apply(
              line.right().stream().map(entries::get).filter(Objects::nonNull).toList(),
              List.of(),
              "2");
        }
      }
      return outcomes;
    }
  }

  private List<Outcome> outcomes(Labelled set, @Nullable Embedder embedder) throws IOException {
    Path folder = Files.createDirectories(settings.folder("matching-" + set.name()));
    try (SearchIndex index = Search.open(folder, embedder)) {
      Search.rebuild(index, set.entries());
      return set.lines().stream().map(line -> outcome(line, index)).toList();
    }
  }

  private static Outcome outcome(Labelled.Line line, SearchIndex index) {
    List<Likeness> found = index.similar(line.text(), "", Labelled.EVERYONE, Map.of(), SHOWN);
    int place = 0;
    for (int i = found.size(); i > 0; i--) {
      place = line.right().contains(found.get(i - 1).id()) ? i : place;
    }
    double first = found.isEmpty() ? 0 : found.getFirst().likeness();
    double second = found.size() < 2 ? 0 : found.get(1).likeness();
    return new Outcome(line.right().isEmpty(), place, first, first - second);
  }
}
