package io.halfdoor.api.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.Halfdoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo as somebody has it who has just found Halfdoor: started, tried with curl, ended. */
class DemoTest {

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir Path folder;

  @Test
  void whatADemoPrintsWorksWhenItIsPasted() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    Process demo = started(scratch, out, err);
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> !demo.isAlive() || Files.readString(out).contains("Ctrl-C"));
      String printed = Files.readString(out);
      assertThat(printed).as(Files.readString(err)).contains("API at http://127.0.0.1:");

      List<String> tries = printed.lines().filter(line -> line.startsWith("curl ")).toList();
      assertThat(tries).hasSize(3);
      JsonNode hit = json(pasted(tries.get(0))).at("/hits/0");
      assertThat(hit.get("fileName").asText()).isEqualTo("cost-of-a-second-visit.pdf");
      assertThat(hit.get("place")).isEqualTo(json("{\"part\": \"page\", \"number\": 7}"));
      assertThat(printed).contains("Page 7 of cost-of-a-second-visit.pdf:");
      JsonNode suggestions = json(pasted(tries.get(1))).get("items");
      assertThat(suggestions).isNotEmpty();
      assertThat(printed).contains(suggestions.get(0).get("text").asText());
      assertThat(pasted(tries.get(2))).startsWith("cost-of-a-second-visit.pdf, ");
      assertThat(Files.readString(folder.resolve("cost-of-a-second-visit.pdf"), ISO))
          .startsWith("%PDF-");

      everyRoleIsWhoItSays(printed);
      try (Stream<Path> homes = Files.list(scratch)) {
        assertThat(homes).hasSize(1);
      }
      demo.destroy();
      assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(Files.readString(err)).contains("Stopped.");
      try (Stream<Path> left = Files.list(scratch)) {
        assertThat(left).as("a scratch home goes with its demo").isEmpty();
      }
    } finally {
      demo.destroyForcibly();
    }
  }

  private static final java.nio.charset.Charset ISO = java.nio.charset.StandardCharsets.ISO_8859_1;

  private Process started(Path scratch, Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx448m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + scratch,
            "-cp",
            System.getProperty("java.class.path"),
            Halfdoor.class.getName(),
            "demo");
    builder.environment().keySet().removeIf(name -> name.startsWith("HALFDOOR_"));
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** What a line prints that is pasted into a shell. */
  private String pasted(String line) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(line).isZero();
    return printed;
  }

  private static void everyRoleIsWhoItSays(String printed) throws Exception {
    List<MatchResult> people =
        Pattern.compile("(?m)^  (\\w+) +(hd_\\S+)  (.+)$").matcher(printed).results().toList();
    assertThat(people)
        .extracting(person -> person.group(1))
        .containsExactly("rep", "marketer", "leader", "admin");
    URI address = URI.create(printed.replaceFirst("(?s).*at (http://[0-9.:]+)[ ,].*", "$1"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (MatchResult person : people) {
        HttpRequest request =
            HttpRequest.newBuilder(address.resolve("/api/v1/me"))
                .header("Authorization", "Bearer " + person.group(2))
                .build();
        JsonNode me = json(http.send(request, BodyHandlers.ofString()).body());
        assertThat(me.path("role").asText()).isEqualTo(person.group(1));
        assertThat(me.path("name").asText()).isEqualTo(person.group(3));
      }
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
