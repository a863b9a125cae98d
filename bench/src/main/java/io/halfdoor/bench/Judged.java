package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.command.Grades;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

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

  /** The mean of {@link Grades#ndcg} of what was found, by query. */
  double ndcg(Map<String, List<String>> found) {
    return mean(found, Grades::ndcg);
  }

  /** The mean of {@link Grades#recall}. */
  double recall(Map<String, List<String>> found) {
    return mean(found, Grades::recall);
  }

  /** The mean of {@link Grades#reciprocalRank}. */
  double reciprocalRank(Map<String, List<String>> found) {
    return mean(found, Grades::reciprocalRank);
  }

  private double mean(
      Map<String, List<String>> found, ToDoubleBiFunction<Grades, List<String>> figure) {
    return queries.keySet().stream()
        .mapToDouble(
            query ->
                figure.applyAsDouble(
                    new Grades(grades.getOrDefault(query, Map.of())),
                    found.getOrDefault(query, List.of())))
        .average()
        .orElse(0);
  }
}
