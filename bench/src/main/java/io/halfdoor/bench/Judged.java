package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import io.halfdoor.search.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A judged collection in the layout of BEIR.
 *
 * @param queries by id, those that anything was judged for
 * @param grades of documents, by query
 */
record Judged(
    String name,
    List<Entry> entries,
    Map<String, String> queries,
    Map<String, Map<String, Integer>> grades) {

  private static final int SHOWN = 10;
  private static final int FOUND = 100;

  static Judged read(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode document : Labelled.objects(folder.resolve("corpus.jsonl"))) {
      entries.add(
          entry(
              document.get("_id").asText(),
              document.path("title").asText(""),
              List.of(Passage.of(document.get("text").asText()))));
    }
    return read(folder, entries);
  }

  /** The same queries and grades over entries that were read otherwise. */
  static Judged read(Path folder, List<Entry> entries) throws IOException {
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("qrels.tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t", -1);
      grades
          .computeIfAbsent(parts[0], none -> new HashMap<>())
          .put(parts[1], Integer.parseInt(parts[2]));
    }
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode query : Labelled.objects(folder.resolve("queries.jsonl"))) {
      String id = query.get("_id").asText();
      if (grades.containsKey(id)) {
        queries.put(id, query.get("text").asText());
      }
    }
    return new Judged(folder.getFileName().toString(), entries, queries, grades);
  }

  static Entry entry(String id, String title, List<Passage> passages) {
    Activity none = new Activity(Instant.EPOCH, Instant.EPOCH, 0, false);
    return new Entry(
        id,
        "document",
        1,
        Words.title(title),
        Map.of(),
        Map.of(),
        Labelled.EVERYONE,
        none,
        passages);
  }

  /** The mean normalised discounted cumulative gain of the first ten: 0 to 1. */
  double ndcg(Map<String, List<String>> found) {
    return mean(
        query -> {
          Map<String, Integer> its = grades.getOrDefault(query, Map.of());
          List<Integer> best = its.values().stream().sorted(Comparator.reverseOrder()).toList();
          List<Integer> reached =
              found.getOrDefault(query, List.of()).stream()
                  .map(id -> its.getOrDefault(id, 0))
                  .toList();
          return gain(best) == 0 ? 0 : gain(reached) / gain(best);
        });
  }

  /** The mean share of what is right that is among the first hundred. */
  double recall(Map<String, List<String>> found) {
    return mean(
        query -> {
          Map<String, Integer> its = grades.getOrDefault(query, Map.of());
          List<String> ids = found.getOrDefault(query, List.of());
          long right = its.values().stream().filter(grade -> grade > 0).count();
          long reached =
              ids.stream().limit(FOUND).filter(id -> its.getOrDefault(id, 0) > 0).count();
          return right == 0 ? 0 : reached / (double) right;
        });
  }

  /** The mean of one through the place of the first that is right, among the first ten. */
  double reciprocalRank(Map<String, List<String>> found) {
    return mean(
        query -> {
          Map<String, Integer> its = grades.getOrDefault(query, Map.of());
          List<String> ids = found.getOrDefault(query, List.of());
          return IntStream.range(0, Math.min(SHOWN, ids.size()))
              .filter(i -> its.getOrDefault(ids.get(i), 0) > 0)
              .mapToDouble(i -> 1.0 / (i + 1))
              .findFirst()
              .orElse(0);
        });
  }

  private double mean(ToDoubleFunction<String> of) {
    return queries.keySet().stream().mapToDouble(of).average().orElse(0);
  }

  private static double gain(List<Integer> ranked) {
    return IntStream.range(0, Math.min(SHOWN, ranked.size()))
        .mapToDouble(i -> ranked.get(i) / (Math.log(i + 2) / Math.log(2)))
        .sum();
  }
}
