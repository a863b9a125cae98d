package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.command.ExportFolder.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes what somebody may see into a folder: as files that an import takes. */
final class ExportCommand {

  private static final String MAY_BE_SAID = "--may-be-said";
  private static final Pattern ID = Pattern.compile("(obj|tpl)_[0-9a-z]{26}");
  private static final String USAGE =
      "./halfdoor export DIR [--kind template|objection]... [--may-be-said]";

  private final Console console;
  private final Client client;

  ExportCommand(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  void run(List<String> given) throws CommandFailed, InterruptedException {
    Arguments arguments = Arguments.of(given, Set.of(MAY_BE_SAID), USAGE);
    Set<String> kinds =
        arguments.kinds().isEmpty() ? ExportFolder.FOLDERS.keySet() : arguments.kinds();
    if (arguments.words().size() != 1 || !ExportFolder.FOLDERS.keySet().containsAll(kinds)) {
      throw CommandFailed.misused("Usage: " + USAGE);
    }
    Path path = Path.of(arguments.words().getFirst());
    try {
      ExportFolder folder = ExportFolder.open(path);
      boolean sayable = arguments.has(MAY_BE_SAID);
      for (Map.Entry<String, String> each : ExportFolder.FOLDERS.entrySet()) {
        String kind = each.getKey();
        if (kinds.contains(kind)) {
          List<Piece> pieces = kind.equals("template") ? templates() : cards(sayable);
          write(folder, each.getValue(), pieces);
        }
      }
    } catch (IOException e) {
      throw new CommandFailed("It cannot be written to %s: %s".formatted(path, e), e);
    }
  }

  private void write(ExportFolder folder, String inner, List<Piece> pieces)
      throws CommandFailed, InterruptedException, IOException {
    ExportFolder.Written written =
        folder.write(
            inner, pieces, done -> console.progress("files of " + inner, done, pieces.size()));
    written
        .removed()
        .forEach(file -> console.say(file + ": removed, since it is gone or not for you to see"));
    console.say(
        "%s: %,d written, %,d unchanged, %,d removed"
            .formatted(
                inner,
                written.changed(),
                pieces.size() - written.changed(),
                written.removed().size()));
  }

  /** What its file is called after: its id says nothing to people, be it that of another server. */
  private static String name(JsonNode item, String title) {
    String externalId = item.path("externalId").asText();
    return externalId.isEmpty() || ID.matcher(externalId).matches()
        ? item.path(title).asText()
        : externalId;
  }

  /** But for those that are archived, which no file would say. */
  private List<Piece> templates() throws CommandFailed, InterruptedException {
    List<Piece> pieces = new ArrayList<>();
    client.each(
        "/templates?sort=oldest",
        template -> {
          String id = template.path("id").asText();
          if (!template.path("state").asText().equals("archived")) {
            boolean isSnippet = template.path("kind").asText().equals("snippet");
            pieces.add(
                new Piece(
                    isSnippet ? "templates/snippets" : "templates",
                    template.path("externalId").asText(id),
                    name(template, "title"),
                    () -> client.markdown("/templates/" + id)));
          }
        });
    return pieces;
  }

  /** But for those that were merged into others. */
  private List<Piece> cards(boolean sayable) throws CommandFailed, InterruptedException {
    List<Piece> pieces = new ArrayList<>();
    client.each(
        "/objections",
        objection -> {
          String id = objection.path("id").asText();
          if (!objection.has("mergedInto")) {
            pieces.add(
                new Piece(
                    "objections",
                    objection.path("externalId").asText(id),
                    name(objection, "phrase"),
                    () ->
                        client.markdown("/objections/" + id + (sayable ? "?mayBeSaid=true" : ""))));
          }
        });
    return pieces;
  }
}
