package io.halfdoor.api.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An import whose server is killed in the middle of it goes on once another takes it up. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("servers that are processes")
class ImportCrashTest {

  private static final int ROWS = 1_000;
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void everyRowIsThereOnceAndTheReportIsComplete() throws Exception {
    String table =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(i -> "r-" + i + ",Row " + i + ",other,Text of row " + i)
            .collect(Collectors.joining("\n", "externalId,title,kind,text\n", "\n"));
    try (ServerProcess server = ServerProcess.in(folder)) {
      Api api = server.start();
      Api.Answer begun = api.post("imports", "text/csv", table).expect(202);
      String path = "imports/" + begun.json().get("id").asText();
      await().atMost(SOON).pollInterval(Duration.ofMillis(2)).until(() -> done(api, path) > 20);
      server.kill();
      server.start();
      assertThat(done(api, path)).as("it was in the middle").isBetween(20, ROWS - 1);
      await().atMost(SOON).until(() -> !state(api, path).equals("running"));

      JsonNode report = api.get(path).expect(200).json();
      assertThat(report.get("state").asText()).isEqualTo("done");
      assertThat(report.at("/rows/total").asInt()).isEqualTo(ROWS);
      assertThat(report.at("/rows/created").asInt()).as(report.toString()).isEqualTo(ROWS);
      List<JsonNode> rows = all(api, path + "/rows");
      assertThat(rows)
          .extracting(row -> row.get("number").asInt())
          .isEqualTo(IntStream.rangeClosed(1, ROWS).boxed().toList());
      List<JsonNode> items = all(api, "collateral");
      assertThat(items)
          .extracting(item -> item.get("id").asText())
          .containsExactlyInAnyOrderElementsOf(
              rows.stream().map(row -> row.get("item").asText()).toList());
      assertThat(items).extracting(item -> item.get("externalId").asText()).doesNotHaveDuplicates();
      assertThat(items).allMatch(item -> item.get("version").asInt() == 1);
    }
  }

  private static int done(Api api, String path) throws IOException {
    return api.get(path).expect(200).json().at("/rows/done").asInt();
  }

  private static String state(Api api, String path) throws IOException {
    return api.get(path).expect(200).json().get("state").asText();
  }

  private static List<JsonNode> all(Api api, String path) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = api.get(path + "?limit=200").expect(200).json();
    page.get("items").forEach(all::add);
    while (page.has("next")) {
      String cursor = page.get("next").asText();
      page = api.get(path + "?limit=200&cursor=" + cursor).expect(200).json();
      page.get("items").forEach(all::add);
    }
    return all;
  }
}
