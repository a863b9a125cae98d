package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Likeness;
import io.halfdoor.search.Passage;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How well the index tells what somebody means by a sentence, over labelled sets that nobody here
 * wrote. What is sure enough to be filed is learnt from one half of each set and told of the other.
 */
final class Matching {

  private static final List<String> SETS =
      List.of("banking77", "hint3-sofmattress", "stackfaq-pairs");
  private static final Set<String> EVERYONE = Set.of("everyone");
  private static final int SHOWN = 3;

  /** How many right ones a wrong one undoes. */
  private static final int WRONG = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A labelled set.
   *
   * @param lines what was said, and which entries are right: none for a stranger
   */
  private record Labelled(String name, List<Entry> entries, List<Line> lines) {}

  private record Line(String text, Set<String> right) {}

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
  private final Path data;

  Matching(Settings settings) {
    this.settings = settings;
    String named = System.getenv("HALFDOOR_DATA");
    data = named == null ? settings.root().resolve("../shared/data").normalize() : Path.of(named);
  }

  void measure(PrintStream out) throws IOException {
    Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    for (String name : SETS) {
      outcomes.put(name, outcomes(read(name)));
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
    out.println();
  }

  private static void print(String name, List<Outcome> all, Sure sure, PrintStream out) {
    List<Outcome> known = all.stream().filter(one -> !one.isStranger).toList();
    List<Outcome> strangers = all.stream().filter(Outcome::isStranger).toList();
    List<Outcome> filed = known.stream().filter(one -> one.isSure(sure)).toList();
    String taken =
        strangers.isEmpty()
            ? "none there"
            : "%s of %d".formatted(share(strangers, one -> one.isSure(sure)), strangers.size());
    out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s | %s | %s |%n",
        name,
        known.size(),
        share(known, one -> one.place == 1),
        share(known, one -> one.place > 0),
        share(known, one -> one.isSure(sure)),
        share(filed, one -> one.place == 1),
        taken);
  }

  private static String share(List<Outcome> of, Predicate<Outcome> which) {
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
    for (int like = 10; like <= 80; like += 2) {
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

  private List<Outcome> outcomes(Labelled set) throws IOException {
    Path folder = settings.folder("matching-" + set.name);
    Files.createDirectories(folder);
    try (SearchIndex index = Search.open(folder)) {
      Search.rebuild(index, set.entries);
      return set.lines.stream().map(line -> outcome(line, index)).toList();
    }
  }

  private static Outcome outcome(Line line, SearchIndex index) {
    List<Likeness> found = index.similar(line.text, EVERYONE, Set.of(), SHOWN);
    int place = 0;
    for (int i = found.size(); i > 0; i--) {
      place = line.right.contains(found.get(i - 1).id()) ? i : place;
    }
    double first = found.isEmpty() ? 0 : found.getFirst().likeness();
    double second = found.size() < 2 ? 0 : found.get(1).likeness();
    return new Outcome(line.right.isEmpty(), place, first, first - second);
  }

  private Labelled read(String name) throws IOException {
    Path folder = data.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new IOException("no labelled set in " + folder + ": HALFDOOR_DATA names their folder");
    }
    Map<String, String> entryOf = new HashMap<>();
    List<Entry> entries = entries(folder, entryOf);
    Map<String, Set<String>> right = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("qrels.tsv"))) {
      String[] parts = line.split("\t", -1);
      if (entryOf.containsKey(parts[1])) {
        right
            .computeIfAbsent(parts[0], none -> new HashSet<>())
            .add(entryOf.getOrDefault(parts[1], ""));
      }
    }
    List<Line> lines = new ArrayList<>();
    for (JsonNode query : objects(folder.resolve("queries.jsonl"))) {
      Set<String> its = right.get(query.get("_id").asText());
      if (its != null) {
        lines.add(new Line(query.get("text").asText(), its));
      }
    }
    Path strangers = folder.resolve("queries_oos.jsonl");
    if (Files.exists(strangers)) {
      for (JsonNode query : objects(strangers)) {
        lines.add(new Line(query.get("text").asText(), Set.of()));
      }
    }
    return new Labelled(name, entries, lines);
  }

  /**
   * The entries of a set: of several documents with one title a single one, whose passages are
   * their texts; otherwise the lines of a document's text are its phrasings.
   *
   * @param entryOf filled with the entry of each document
   */
  private static List<Entry> entries(Path folder, Map<String, String> entryOf) throws IOException {
    Map<String, List<JsonNode>> byTitle = new LinkedHashMap<>();
    for (JsonNode document : objects(folder.resolve("corpus.jsonl"))) {
      byTitle
          .computeIfAbsent(document.get("title").asText(), none -> new ArrayList<>())
          .add(document);
    }
    boolean isAnswered = byTitle.values().stream().anyMatch(documents -> documents.size() > 1);
    List<Entry> entries = new ArrayList<>();
    byTitle.forEach(
        (title, documents) -> {
          String id = documents.getFirst().get("_id").asText();
          documents.forEach(document -> entryOf.put(document.get("_id").asText(), id));
          List<String> texts =
              documents.stream().map(document -> document.get("text").asText()).toList();
          entries.add(isAnswered ? answered(id, title, texts) : said(id, title, texts.getFirst()));
        });
    return entries;
  }

  private static Entry answered(String id, String title, List<String> answers) {
    return entry(id, Words.title(title), answers.stream().map(Passage::of).toList());
  }

  private static Entry said(String id, String title, String lines) {
    List<String> phrasings = lines.lines().filter(line -> !line.isBlank()).toList();
    return entry(id, Words.title(title).phrasings(phrasings), List.of());
  }

  private static Entry entry(String id, Words words, List<Passage> passages) {
    Activity none = new Activity(Instant.EPOCH, Instant.EPOCH, 0, false);
    return new Entry(id, "labelled", 1, words, Map.of(), Map.of(), EVERYONE, none, passages);
  }

  private static List<JsonNode> objects(Path file) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }
}
