package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends many items to a server, and tells what became of each. */
final class ImportCommand {

  private static final Duration PAUSE = Duration.ofMillis(300);

  /** How often to look for a server that has gone away: two minutes. */
  private static final int AWAY_TRIES = 120;

  private static final Duration AWAY_PAUSE = Duration.ofSeconds(1);
  private static final String DRY_RUN = "--dry-run";

  private final Console console;
  private final Client client;

  ImportCommand(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  void run(List<String> arguments) throws CommandFailed, InterruptedException, IOException {
    boolean dryRun = arguments.contains(DRY_RUN);
    List<String> paths = arguments.stream().filter(word -> !word.equals(DRY_RUN)).toList();
    if (paths.size() != 1 || paths.getFirst().startsWith("-")) {
      throw CommandFailed.misused("Usage: ./halfdoor import PATH [--dry-run]");
    }
    client.get("/me"); // before much is sent to who does not know us
    Parcel parcel = Parcel.of(Path.of(paths.getFirst()));
    parcel
        .links()
        .forEach(name -> console.say(name + ": skipped, since symbolic links are not followed"));
    Answer begun = send(parcel, dryRun);
    JsonNode done = watch("/imports/" + begun.id());
    report(done);
  }

  private Answer send(Parcel parcel, boolean dryRun)
      throws CommandFailed, InterruptedException, IOException {
    Sending sending = new Sending(parcel, console);
    try {
      return client.postOnce(
          UUID.randomUUID().toString(),
          "/imports" + (dryRun ? "?dryRun=true" : ""),
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

  private void report(JsonNode done) throws CommandFailed, InterruptedException {
    String path = "/imports/" + done.path("id").asText() + "/rows?outcome=";
    client.each(path + "failed", row -> console.say(line(row)));
    client.each(
        path + "skipped",
        row -> console.say(row.path("file").asText() + ": no row of the manifest names it"));
    if (!done.path("ignored").isEmpty()) {
      List<String> names = done.path("ignored").valueStream().map(JsonNode::asText).toList();
      console.say("Nothing was made of " + String.join(", ", names) + ".");
    }
    JsonNode rows = done.path("rows");
    console.say(
        "%s%,d created, %,d updated, %,d unchanged, %,d failed, of %,d"
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
    if (rows.path("failed").asLong() > 0) {
      throw new CommandFailed("Put right what failed and do the same again.");
    }
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
