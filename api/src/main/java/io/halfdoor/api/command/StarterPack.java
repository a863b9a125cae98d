package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.demo.DemoContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers to what any company hears, as battle cards. Of the stages on them those are left out that
 * a server has no word for: to give it more is for its admins, who may have others.
 */
final class StarterPack {

  static final String KIND = "objection";

  private static final Pattern STAGES = Pattern.compile("(?m)^labels:\n  stage: \\[(.*)]\n");

  private final Console console;
  private final Client client;

  StarterPack(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  /** What is done with a folder of cards. */
  interface Use {
    void of(Path folder) throws CommandFailed, InterruptedException, IOException;
  }

  /** Has them used, in a folder that is gone afterwards. */
  void unpacked(Use use) throws CommandFailed, InterruptedException, IOException {
    Set<String> known = stages();
    Set<String> unknown = new TreeSet<>();
    Path folder = Files.createTempDirectory("halfdoor-starter");
    try {
      for (Map.Entry<String, String> card : DemoContent.starterPack().entrySet()) {
        String text =
            STAGES.matcher(card.getValue()).replaceFirst(found -> labels(found, known, unknown));
        Files.writeString(folder.resolve(card.getKey()), text);
      }
      if (!unknown.isEmpty()) {
        console.note(
            "Without the stages that are no values of the label stage here: %s."
                .formatted(String.join(", ", unknown)));
      }
      use.of(folder);
    } finally {
      remove(folder);
    }
  }

  private Set<String> stages() throws CommandFailed, InterruptedException {
    Set<String> stages = new HashSet<>();
    for (JsonNode label : client.get("/labels").body().path("items")) {
      if (label.path("key").asText().equals("stage")) {
        label.path("values").forEach(value -> stages.add(value.asText()));
      }
    }
    return stages;
  }

  private static String labels(MatchResult found, Set<String> known, Set<String> unknown) {
    List<String> all = List.of(found.group(1).split(", ", -1));
    all.stream().filter(stage -> !known.contains(stage)).forEach(unknown::add);
    List<String> kept = all.stream().filter(known::contains).toList();
    return kept.isEmpty()
        ? ""
        : kept.stream().collect(Collectors.joining(", ", "labels:\n  stage: [", "]\n"));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
