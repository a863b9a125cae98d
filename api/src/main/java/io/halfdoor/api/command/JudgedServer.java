package io.halfdoor.api.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The judgements of a server beside those that a folder keeps from the last time, in {@code
 * judgements.jsonl}: a line each, as {@code GET /search/judgements} has them.
 *
 * <p>What has lost its rank keeps the one that it had in the file, so that it is told until it is
 * found again or nobody judges it so any more.
 */
final class JudgedServer {

  private static final String FILE = "judgements.jsonl";
  private static final String RANK = "rank";
  private static final List<String> SEARCH = List.of("query", "filters", "item", "judgedBy");
  private static final JsonMapper JSON = new JsonMapper();

  private final Console console;
  private final Client client;

  JudgedServer(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  /** Tells the rank of each today, and keeps them for the next time. */
  void compare(Path folder) throws CommandFailed, InterruptedException, IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailed(folder + " is no folder.");
    }
    Path file = folder.resolve(FILE);
    Map<String, JsonNode> before = before(file);
    Map<String, JsonNode> today = new LinkedHashMap<>();
    client.each(
        "/search/judgements", judgement -> today.put(judgement.path("id").asText(), judgement));
    int lost = 0;
    List<String> kept = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : today.entrySet()) {
      JsonNode judgement = each.getValue();
      JsonNode earlier = before.getOrDefault(each.getKey(), JSON.missingNode());
      if (!isSameSearch(judgement, earlier)) {
        earlier = JSON.missingNode();
      }
      boolean isLost = earlier.has(RANK) && !judgement.has(RANK);
      lost += isLost ? 1 : 0;
      kept.add((isLost ? earlier : judgement).toString());
      console.say(line(judgement, earlier));
    }
    long gone = before.keySet().stream().filter(id -> !today.containsKey(id)).count();
    if (gone > 0) {
      console.note(
          "Judgements of the last time that are gone, or whose items are out of your sight: %,d"
              .formatted(gone));
    }
    write(file, kept);
    if (lost > 0) {
      throw new CommandFailed(
          "Judgements that had a rank and have none: %,d of %,d".formatted(lost, today.size()));
    }
    console.say("Judgements: %,d, and none has lost its rank.".formatted(today.size()));
  }

  /** Whether a judgement is of the search that it was of, and not judged anew in other words. */
  private static boolean isSameSearch(JsonNode judgement, JsonNode earlier) {
    return SEARCH.stream().allMatch(field -> judgement.path(field).equals(earlier.path(field)));
  }

  private static String line(JsonNode judgement, JsonNode earlier) {
    String now = rank(judgement);
    boolean isSame = earlier.isMissingNode() || rank(earlier).equals(now);
    return "%4s%s  %s: %s (%s)"
        .formatted(
            now,
            isSame ? "" : " (was " + rank(earlier) + ")",
            SearchEvalCommand.line(judgement.path("query").asText()),
            SearchEvalCommand.line(judgement.path("title").asText()),
            judgement.path("item").asText());
  }

  private static String rank(JsonNode judgement) {
    return judgement.has(RANK) ? judgement.path(RANK).asText() : "none";
  }

  /** By id; nothing where this is the first time. */
  private static Map<String, JsonNode> before(Path file) throws IOException, CommandFailed {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (CharacterCodingException e) {
      throw new CommandFailed(file + " is no UTF-8.", e);
    }
    Map<String, JsonNode> before = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        JsonNode judgement = JSON.readTree(lines.get(i));
        if (!judgement.path("id").isTextual()) {
          throw new CommandFailed("%s, line %d: it has no id.".formatted(file, i + 1));
        }
        before.put(judgement.path("id").asText(), judgement);
      } catch (JsonProcessingException e) {
        throw new CommandFailed(
            "%s, line %d: it is no JSON: %s".formatted(file, i + 1, e.getOriginalMessage()), e);
      }
    }
    return before;
  }

  /** Whole or not at all, whatever interrupts it. */
  private static void write(Path file, List<String> lines) throws IOException {
    Path whole = Files.createDirectories(file.toAbsolutePath().getParent()).resolve(FILE + ".new");
    Files.write(whole, lines);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
