package io.halfdoor.api.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.halfdoor.search.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Documents, and queries with the documents that are right for them, in the layout of BEIR: {@code
 * corpus.jsonl} ({@code _id}, {@code title}, {@code text}), {@code queries.jsonl} ({@code _id},
 * {@code text}) and {@code qrels.tsv}, below its header a query's id, a document's and the grade.
 *
 * @param documents by id
 * @param queries by id, those that some document is right for
 * @param unjudged how many queries there are besides
 * @param strays how many judgements are of documents that are not there, which nothing finds
 */
record JudgedFolder(
    Map<String, Document> documents, Map<String, Query> queries, int unjudged, int strays) {

  private static final String CORPUS = "corpus.jsonl";
  private static final String QUERIES = "queries.jsonl";
  private static final String JUDGEMENTS = "qrels.tsv";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  record Document(String id, String title, String text) {}

  record Query(String id, String text, Grades grades) {}

  static JudgedFolder read(Path folder) throws IOException, CommandFailed {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed("There is no folder " + folder + ".");
    }
    Map<String, Document> documents = new LinkedHashMap<>();
    objects(
        folder.resolve(CORPUS),
        (object, line) -> {
          String id = line.id(object, documents);
          documents.put(
              id,
              new Document(id, line.text(object, "title", true), line.text(object, "text", false)));
        });
    Map<String, String> texts = new LinkedHashMap<>();
    objects(
        folder.resolve(QUERIES),
        (object, line) -> texts.put(line.id(object, texts), line.text(object, "text", false)));
    Map<String, Map<String, Integer>> grades = grades(folder.resolve(JUDGEMENTS), texts);
    Map<String, Query> queries = new LinkedHashMap<>();
    texts.forEach(
        (id, text) -> {
          Grades its = new Grades(grades.getOrDefault(id, Map.of()));
          if (its.isRightForAny()) {
            queries.put(id, new Query(id, text, its));
          }
        });
    if (queries.isEmpty()) {
      throw new CommandFailed(
          "No query of %s has a document that is right for it in %s."
              .formatted(folder.resolve(QUERIES), JUDGEMENTS));
    }
    long strays =
        grades.values().stream()
            .flatMap(its -> its.keySet().stream())
            .filter(id -> !documents.containsKey(id))
            .count();
    return new JudgedFolder(documents, queries, texts.size() - queries.size(), (int) strays);
  }

  private static Map<String, Map<String, Integer>> grades(Path file, Map<String, String> queries)
      throws IOException, CommandFailed {
    Map<String, Map<String, Integer>> grades = new HashMap<>();
    lines(
        file,
        line -> {
          String[] cells = line.text().split("\t", -1);
          if (line.number() == 1 && cells.length == 3 && !isGrade(cells[2])) {
            return; // the header
          }
          line.require(
              line.number() > 1, "there is to be a header, and no judgement in the first line");
          line.require(
              cells.length == 3 && isGrade(cells[2]),
              "there is to be a query's id, a document's and a whole number from 0 up, with tabs"
                  + " between");
          line.require(
              queries.containsKey(cells[0]), "there is no query " + cells[0] + " in " + QUERIES);
          line.require(
              grades
                      .computeIfAbsent(cells[0], none -> new HashMap<>())
                      .put(cells[1], Integer.valueOf(cells[2]))
                  == null,
              "%s is judged for %s a second time".formatted(cells[1], cells[0]));
        });
    return grades;
  }

  private static boolean isGrade(String cell) {
    return cell.matches("\\d{1,9}");
  }

  /** A line of a file, counted from 1. */
  private record Line(Path file, int number, String text) {

    void require(boolean isSo, String otherwise) throws CommandFailed {
      if (!isSo) {
        throw new CommandFailed("%s, line %d: %s.".formatted(file, number, otherwise));
      }
    }

    String id(JsonNode object, Map<String, ?> present) throws CommandFailed {
      String id = text(object, "_id", false);
      require(
          !id.isEmpty() && id.length() <= Entry.LONGEST_NAME,
          "_id is to have 1 to %,d characters".formatted(Entry.LONGEST_NAME));
      require(!present.containsKey(id), "the _id " + id + " is there a second time");
      return id;
    }

    String text(JsonNode object, String field, boolean isOptional) throws CommandFailed {
      JsonNode value = object.path(field);
      require(
          value.isTextual() || (isOptional && (value.isMissingNode() || value.isNull())),
          field + " is to be a string");
      return value.asText("");
    }
  }

  private interface LineReading {
    void of(Line line) throws CommandFailed;
  }

  private interface ObjectReading {
    void of(JsonNode object, Line line) throws CommandFailed;
  }

  private static void objects(Path file, ObjectReading reading) throws IOException, CommandFailed {
    lines(
        file,
        line -> {
          try {
            JsonNode object = JSON.readTree(line.text());
            line.require(object.isObject(), "it is no JSON object");
            reading.of(object, line);
          } catch (JsonProcessingException e) {
            line.require(false, "it is no JSON: " + e.getOriginalMessage());
          }
        });
  }

  /** Reads all lines that are not blank. */
  private static void lines(Path file, LineReading reading) throws IOException, CommandFailed {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailed("There is no file " + file + ".");
    }
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reading.of(new Line(file, number, line));
        }
      }
    } catch (CharacterCodingException e) {
      throw new CommandFailed("%s is no UTF-8 after line %d.".formatted(file, number), e);
    }
  }
}
