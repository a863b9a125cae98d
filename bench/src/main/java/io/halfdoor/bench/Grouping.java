package io.halfdoor.bench;

import io.halfdoor.search.Entry;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.TextGroups;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How well lines that nobody has a word for are put together, over labelled sets that nobody here
 * wrote.
 *
 * <p>The intents of a set are split into two halves. Of one half samples are drawn as they come in
 * reality: some intents are said often and many hardly ever, and there are lines that belong to
 * none of them. The other half is what is known already. What there is to be tuned in {@link
 * TextGroups} was tuned on samples of the first half; the second was only looked at.
 *
 * <p>The figures are B-cubed (A. Bagga and B. Baldwin, Algorithms for Scoring Coreference Chains,
 * LREC 1998): of each line, the share of its group that is of its intent (precision) and the share
 * of its intent that is in its group (recall), on average.
 */
final class Grouping {

  private static final int SAMPLES = 20;
  private static final int FEWEST_INTENTS = 15;
  private static final int MOST_INTENTS = 40;
  private static final int FEWEST_LINES = 100;
  private static final int MOST_LINES = 400;

  /** The share of a half that is drawn from: of the others there is one line each. */
  private static final double DRAWN = 0.7;

  /** For how many lines there is a stranger, in a set that has such. */
  private static final int A_STRANGER = 3;

  /** What a marketer looks at first. */
  private static final int LARGE = 5;

  /** Which of the demo's quotes ask for national hosting. */
  private static final Pattern NATIONAL =
      Pattern.compile("Switzerland|Swiss|Norway|Zürich|Denmark|national data centre");

  /** A line to be grouped, and what it says: something of its own where it is a stranger. */
  private record Said(String text, String intent) {}

  /**
   * How well groups fit.
   *
   * @param large of how many of the lines in large groups the intent is that of most in it
   */
  private record Fit(double precision, double recall, double f1, double large) {

    static Fit of(List<Said> lines, List<TextGroups.Group> groups) {
      Map<String, Long> sizes = counts(lines.stream());
      double precision = 0;
      double recall = 0;
      long inLarge = 0;
      long ofMost = 0;
      for (TextGroups.Group group : groups) {
        int size = group.ids().size();
        Map<String, Long> its =
            counts(group.ids().stream().map(id -> lines.get(Integer.parseInt(id))));
        for (Map.Entry<String, Long> one : its.entrySet()) {
          double squared = (double) one.getValue() * one.getValue();
          precision += squared / size;
          recall += squared / sizes.getOrDefault(one.getKey(), 1L);
        }
        if (size >= LARGE) {
          inLarge += size;
          ofMost += Collections.max(its.values());
        }
      }
      precision /= lines.size();
      recall /= lines.size();
      double f1 = 2 * precision * recall / (precision + recall);
      return new Fit(precision, recall, f1, inLarge == 0 ? 1 : (double) ofMost / inLarge);
    }

    static Fit mean(List<Fit> all) {
      return new Fit(
          all.stream().mapToDouble(Fit::precision).average().orElse(0),
          all.stream().mapToDouble(Fit::recall).average().orElse(0),
          all.stream().mapToDouble(Fit::f1).average().orElse(0),
          all.stream().mapToDouble(Fit::large).average().orElse(0));
    }

    private static Map<String, Long> counts(Stream<Said> lines) {
      return lines.collect(Collectors.groupingBy(Said::intent, Collectors.counting()));
    }
  }

  private final Settings settings;

  Grouping(Settings settings) {
    this.settings = settings;
  }

  void measure(PrintStream out) throws IOException {
    out.printf("%nMeans of %d samples of each half:%n%n", SAMPLES);
    out.println(
        "| set | half | precision | recall | F1 | in groups of 5 and more, of one intent |");
    out.println("| --- | --- | ---: | ---: | ---: | ---: |");
    List<List<Fit>> byHalf = List.of(new ArrayList<>(), new ArrayList<>());
    for (Labelled set : Labelled.all(settings)) {
      for (int half = 0; half < 2; half++) {
        Fit fit = fit(set, half);
        byHalf.get(half).add(fit);
        print(set.name(), half, fit, out);
      }
    }
    for (int half = 0; half < 2; half++) {
      print("mean", half, Fit.mean(byHalf.get(half)), out);
    }
    out.println();
    look(out);
  }

  private static void print(String name, int half, Fit fit, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %.3f | %.3f | %.3f | %.3f |%n",
        name,
        half == 0 ? "tuned on" : "the other",
        fit.precision,
        fit.recall,
        fit.f1,
        fit.large);
  }

  private Fit fit(Labelled set, int half) throws IOException {
    List<Entry> entries = new ArrayList<>(set.entries());
    Collections.shuffle(entries, new Random(settings.seed()));
    int middle = entries.size() / 2;
    List<Entry> first = entries.subList(0, middle);
    List<Entry> second = entries.subList(middle, entries.size());
    List<String> mine = (half == 0 ? first : second).stream().map(Entry::id).toList();
    try (SearchIndex index = index(set.name() + half, half == 0 ? second : first)) {
      return Fit.mean(
          IntStream.range(0, SAMPLES)
              .mapToObj(number -> sample(set, mine, half, number))
              .map(lines -> Fit.of(lines, groups(lines, index)))
              .toList());
    }
  }

  private SearchIndex index(String name, List<Entry> known) throws IOException {
    Path folder = Files.createDirectories(settings.folder("grouping-" + name));
    SearchIndex index = Search.open(folder);
    Search.rebuild(index, known);
    return index;
  }

  private static List<TextGroups.Group> groups(List<Said> lines, SearchIndex index) {
    return index.groups(
        IntStream.range(0, lines.size())
            .mapToObj(i -> new TextGroups.Text(Integer.toString(i), lines.get(i).text))
            .toList(),
        Set.of());
  }

  /** Some lines of some of the intents, as many of each as Zipf's law says. */
  private List<Said> sample(Labelled set, List<String> intents, int half, int number) {
    Random random = new Random(settings.seed() * 1_000 + number);
    Map<String, List<String>> byIntent = new HashMap<>();
    List<String> strangers = new ArrayList<>();
    for (Labelled.Line line : set.lines()) {
      if (line.right().isEmpty()) {
        strangers.add(line.text());
      }
      for (String intent : line.right()) {
        byIntent.computeIfAbsent(intent, none -> new ArrayList<>()).add(line.text());
      }
    }
    List<String> mine = new ArrayList<>(intents.stream().filter(byIntent::containsKey).toList());
    Collections.shuffle(mine, random);
    int most = strangers.isEmpty() ? (int) (DRAWN * mine.size()) : mine.size();
    int drawn = Math.min(random.nextInt(FEWEST_INTENTS, MOST_INTENTS + 1), most);
    int wanted = random.nextInt(FEWEST_LINES, MOST_LINES + 1);
    double ofFirst = wanted / IntStream.rangeClosed(1, drawn).mapToDouble(i -> 1.0 / i).sum();
    List<Said> lines = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      long some = i < drawn ? Math.max(1, Math.round(ofFirst / (i + 1))) : 1;
      String intent = mine.get(i);
      List<String> its = new ArrayList<>(byIntent.getOrDefault(intent, List.of()));
      Collections.shuffle(its, random);
      its.stream().limit(some).map(text -> new Said(text, intent)).forEach(lines::add);
    }
    List<String> others =
        IntStream.range(0, strangers.size())
            .filter(i -> i % 2 == half)
            .mapToObj(strangers::get)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(others, random);
    others.stream()
        .limit(lines.size() / A_STRANGER)
        .map(text -> new Said(text, "only: " + text))
        .forEach(lines::add);
    Collections.shuffle(lines, random);
    return lines;
  }

  /** What becomes of the demo's quotes that nobody has filed; these have no labels. */
  private void look(PrintStream out) throws IOException {
    Labelled demo = Labelled.demo();
    List<Said> lines =
        demo.lines().stream()
            .filter(line -> line.right().isEmpty())
            .map(line -> new Said(line.text(), ""))
            .toList();
    for (boolean isTaught : List.of(false, true)) {
      List<Entry> known = isTaught ? taught(demo) : demo.entries();
      try (SearchIndex index = index("demo" + isTaught, known)) {
        List<TextGroups.Group> groups = groups(lines, index);
        Predicate<String> isNational =
            id -> NATIONAL.matcher(lines.get(Integer.parseInt(id)).text).find();
        List<TextGroups.Group> national =
            groups.stream().filter(group -> group.ids().stream().anyMatch(isNational)).toList();
        long asked =
            national.stream().flatMap(group -> group.ids().stream()).filter(isNational).count();
        out.printf(
            Locale.ROOT,
            "The demo's %d quotes about national hosting, %s: groups of %s, with %d others among"
                + " them; the largest group without any has %d.%n",
            asked,
            isTaught ? "when all filed quotes are phrasings" : "beside the cards alone",
            national.stream()
                .map(group -> Integer.toString(group.ids().size()))
                .collect(Collectors.joining(", ")),
            national.stream().mapToInt(group -> group.ids().size()).sum() - asked,
            groups.stream()
                .filter(group -> !national.contains(group))
                .map(group -> group.ids().size())
                .max(Comparator.naturalOrder())
                .orElse(0));
      }
    }
    out.println();
  }

  private static List<Entry> taught(Labelled set) {
    List<Entry> taught = new ArrayList<>(set.entries());
    for (Labelled.Line line : set.lines()) {
      taught.replaceAll(
          entry -> line.right().contains(entry.id()) ? Labelled.taught(entry, line.text()) : entry);
    }
    return taught;
  }
}
