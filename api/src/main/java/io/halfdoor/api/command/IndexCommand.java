package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Looks after the search index of the node that answers. */
final class IndexCommand {

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Console console;
  private final Client client;

  IndexCommand(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  void run(String what) throws CommandFailed, InterruptedException {
    switch (what) {
      case "rebuild" -> rebuild();
      case "verify" -> verify();
      default -> throw CommandFailed.misused("Usage: ./halfdoor index rebuild|verify");
    }
  }

  private void rebuild() throws CommandFailed, InterruptedException {
    long expected = client.get("/index").body().path("entries").asLong();
    Answer rebuild = client.post("/index/rebuilds");
    String path = rebuild.location().orElse("/index/rebuilds/" + rebuild.id());
    while (rebuild.text("state").equals("running")) {
      console.progress("entries", rebuild.body().path("entries").asLong(), expected);
      Thread.sleep(PAUSE);
      rebuild = client.get(path);
    }
    if (!rebuild.text("state").equals("done")) {
      throw new CommandFailed("The index was not built: " + rebuild.text("failure"));
    }
    console.say(
        "The index is built anew, of %,d entries."
            .formatted(rebuild.body().path("entries").asLong()));
  }

  private void verify() throws CommandFailed, InterruptedException {
    console.note("Comparing the index with the database ...");
    JsonNode report = client.post("/index/verifications").body();
    for (String sort : new String[] {"missing", "extra", "stale"}) {
      JsonNode differences = report.path(sort);
      if (differences.path("count").asLong() > 0) {
        console.say(
            "%s: %,d, such as %s"
                .formatted(
                    sort,
                    differences.path("count").asLong(),
                    String.join(
                        ", ",
                        differences
                            .path("ids")
                            .valueStream()
                            .limit(5)
                            .map(JsonNode::asText)
                            .toList())));
      }
    }
    String counts =
        "%,d entries of %,d items, compared in %,d ms"
            .formatted(
                report.path("inIndex").asLong(),
                report.path("inDatabase").asLong(),
                report.path("tookMs").asLong());
    if (!report.path("agrees").asBoolean()) {
      throw new CommandFailed(
          "Index and database differ (" + counts + "); ./halfdoor index rebuild puts it right.");
    }
    console.say("Index and database agree: " + counts + ".");
  }
}
