package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends many items to a server, and tells what became of each. */
final class ImportCommand {

  private static final Duration PAUSE = Duration.ofMillis(300);

  /** How often to look for a server that has gone away: two minutes. */
  private static final int AWAY_TRIES = 120;

  private static final Duration AWAY_PAUSE = Duration.ofSeconds(1);
  private static final String DRY_RUN = "--dry-run";
  private static final String PUBLISH = "--publish";
  private static final String STARTER = "--starter";
  private static final String USAGE =
      "./halfdoor import PATH [--kind KIND] [--publish] [--dry-run], or import --starter [--dry-run]";

  private final Console console;
  private final Client client;

  ImportCommand(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  /** What is sent at once. */
  private record Part(String kind, Path path) {

    boolean isOfTemplates() {
      return kind.equals("template");
    }
  }

  void run(List<String> given) throws CommandFailed, InterruptedException, IOException {
    Arguments arguments = Arguments.of(given, Set.of(DRY_RUN, PUBLISH, STARTER), USAGE);
    boolean starts = arguments.has(STARTER);
    if (arguments.words().size() != (starts ? 0 : 1)
        || arguments.kinds().size() > (starts ? 0 : 1)) {
      throw CommandFailed.misused("Usage: " + USAGE);
    }
    client.get("/me"); // before much is sent to who does not know us
    if (starts) {
      new StarterPack(console, client)
          .unpacked(folder -> send(List.of(new Part(StarterPack.KIND, folder)), arguments));
    } else {
      Path path = Path.of(arguments.words().getFirst());
      send(parts(path, arguments.kinds().stream().findFirst().orElse(null)), arguments);
    }
  }

  /** Of what an export has written each kind by itself; else all of it as one kind. */
  private static List<Part> parts(Path path, @Nullable String kind)
      throws IOException, CommandFailed {
    if (!ExportFolder.isAt(path) || (kind != null && !ExportFolder.FOLDERS.containsKey(kind))) {
      return List.of(new Part(kind == null ? "collateral" : kind, path));
    }
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, String> folder : ExportFolder.FOLDERS.entrySet()) {
      Path inner = path.resolve(folder.getValue());
      boolean isAsked = kind == null || kind.equals(folder.getKey());
      if (isAsked && Files.isDirectory(inner) && holdsFiles(inner)) {
        parts.add(new Part(folder.getKey(), inner));
      }
    }
    if (parts.isEmpty()) {
      throw new CommandFailed("There are no files in " + path + ".");
    }
    return parts;
  }

  private static boolean holdsFiles(Path folder) throws IOException {
    try (Stream<Path> inner = Files.walk(folder)) {
      return inner.anyMatch(Files::isRegularFile);
    }
  }

  private void send(List<Part> parts, Arguments arguments)
      throws CommandFailed, InterruptedException, IOException {
    boolean isWell = true;
    for (Part part : parts) {
      Parcel parcel = Parcel.of(part.path());
      parcel
          .links()
          .forEach(name -> console.say(name + ": skipped, since symbolic links are not followed"));
      boolean publishes = arguments.has(PUBLISH) && (parts.size() == 1 || part.isOfTemplates());
      Answer begun =
          send(
              parcel,
              "?kind="
                  + Client.encoded(part.kind())
                  + (arguments.has(DRY_RUN) ? "&dryRun=true" : "")
                  + (publishes ? "&publish=true" : ""));
      JsonNode done = watch("/imports/" + begun.id());
      isWell &= report(done, parts.size() == 1 ? "" : part.path().getFileName() + ": ");
    }
    if (!isWell) {
      throw new CommandFailed("Put right what failed and do the same again.");
    }
  }

  private Answer send(Parcel parcel, String parameters)
      throws CommandFailed, InterruptedException, IOException {
    Sending sending = new Sending(parcel, console);
    try {
      return client.postOnce(
          UUID.randomUUID().toString(),
          "/imports" + parameters,
          parcel.format().mediaType(),
          BodyPublishers.ofInputStream(sending::begin));
    } catch (Unreachable gone) {
      sending.requireRead();
      throw gone;
    }
  }

  /** Waits until it is over, also for a server that is away for a while. */
  private JsonNode watch(String path) throws CommandFailed, InterruptedException {
    int away = 0;
    while (true) {
      try {
        JsonNode present = client.get(path).body();
        away = 0;
        JsonNode rows = present.path("rows");
        console.progress("rows", rows.path("done").asLong(), rows.path("total").asLong());
        if (!present.path("state").asText().equals("running")) {
          return present;
        }
        Thread.sleep(PAUSE);
      } catch (Unreachable gone) {
        away++;
        if (away == AWAY_TRIES) {
          throw new CommandFailed(
              gone.text() + " What was sent goes on by itself; or do the same again.", gone);
        }
        if (away == 1) {
          console.note("The server is away; waiting for it ...");
        }
        Thread.sleep(AWAY_PAUSE);
      }
    }
  }

  /** Whether nothing failed. */
  private boolean report(JsonNode done, String of) throws CommandFailed, InterruptedException {
    String path = "/imports/" + done.path("id").asText() + "/rows?outcome=";
    client.each(path + "failed", row -> console.say(line(row)));
    client.each(
        path + "skipped",
        row ->
            console.say(
                row.path("errors").isEmpty()
                    ? row.path("file").asText() + ": no row of the manifest names it"
                    : line(row)));
    if (!done.path("ignored").isEmpty()) {
      List<String> names = done.path("ignored").valueStream().map(JsonNode::asText).toList();
      console.say("Nothing was made of " + String.join(", ", names) + ".");
    }
    JsonNode rows = done.path("rows");
    console.say(
        of
            + "%s%,d created, %,d updated, %,d unchanged, %,d failed, of %,d"
                .formatted(
                    done.path("dryRun").asBoolean() ? "Without writing anything: " : "",
                    rows.path("created").asLong(),
                    rows.path("updated").asLong(),
                    rows.path("unchanged").asLong(),
                    rows.path("failed").asLong(),
                    rows.path("total").asLong()));
    if (done.path("state").asText().equals("failed")) {
      throw new CommandFailed("It could not go on: " + done.path("reason").asText());
    }
    return rows.path("failed").asLong() == 0;
  }

  private static String line(JsonNode row) {
    String place =
        row.has("line") ? "line " + row.path("line").asLong() : row.path("file").asText();
    List<String> errors = new ArrayList<>();
    for (JsonNode error : row.path("errors")) {
      String pointer = error.path("pointer").asText();
      errors.add((pointer.isEmpty() ? "" : pointer + ": ") + error.path("detail").asText());
    }
    String externalId = row.path("externalId").asText();
    return place
        + (externalId.isEmpty() || externalId.equals(place) ? "" : " (" + externalId + ")")
        + ": "
        + String.join(" ", errors);
  }
}
