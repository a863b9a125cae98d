package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.halfdoor.demo.DemoContent;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import io.halfdoor.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A labelled set: what there is to be said, and lines that say it.
 *
 * @param entries one for each intent, with its known lines as phrasings
 */
record Labelled(String name, List<Entry> entries, List<Line> lines) {

  static final Set<String> EVERYONE = Set.of("everyone");

  private static final List<String> SETS =
      List.of("banking77", "hint3-sofmattress", "stackfaq-pairs");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was said.
   *
   * @param right ids of the entries that it means: none for a stranger
   */
  record Line(String text, Set<String> right) {}

  /** Those that nobody here wrote, in the folder that {@code HALFDOOR_DATA} names. */
  static List<Labelled> all(Settings settings) throws IOException {
    List<Labelled> all = new ArrayList<>();
    for (String name : SETS) {
      all.add(read(settings.data().resolve(name)));
    }
    return all;
  }

  /** The demo's objections as its cards have them, and what its reps heard. */
  static Labelled demo() throws IOException {
    DemoContent demo = DemoContent.load();
    List<Entry> cards = new ArrayList<>();
    for (String card : demo.objections()) {
      JsonNode head = new YAMLMapper().readTree(card.split("(?m)^---$", -1)[1]);
      List<String> phrasings = new ArrayList<>();
      head.path("phrasings").forEach(phrasing -> phrasings.add(phrasing.asText()));
      Words words = Words.title(head.get("phrase").asText()).phrasings(phrasings);
      cards.add(entry(head.get("externalId").asText(), words, List.of()));
    }
    List<Line> lines =
        demo.hearings().stream()
            .map(
                heard ->
                    new Line(
                        heard.quote(),
                        heard.objection().isEmpty() ? Set.of() : Set.of(heard.objection())))
            .toList();
    return new Labelled("demo", cards, lines);
  }

  /** An entry with a line that was filed under it. */
  static Entry taught(Entry entry, String line) {
    List<String> phrasings = new ArrayList<>(entry.words().phrasings());
    phrasings.add(line);
    return said(entry, phrasings);
  }

  /** An entry that is said in other ways. */
  static Entry said(Entry entry, List<String> phrasings) {
    return entry(entry.id(), entry.words().phrasings(phrasings), entry.passages());
  }

  private static Labelled read(Path folder) throws IOException {
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
    return new Labelled(folder.getFileName().toString(), entries, lines);
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

  static List<JsonNode> objects(Path file) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }
}
