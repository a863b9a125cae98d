package io.halfdoor.api.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A demo as somebody has it who has just found Halfdoor: started, tried with curl, ended. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("servers that are processes")
class DemoTest {

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir static Path folder;

  private static Process demo;
  private static String printed;

  @BeforeAll
  static void itStartsAndSaysSo() throws IOException {
    Path out = folder.resolve("out");
    demo = started(Files.createDirectories(scratch()), out);
    await()
        .atMost(PATIENCE)
        .until(() -> !demo.isAlive() || Files.readString(out).contains("Ctrl-C"));
    printed = Files.readString(out);
    assertThat(printed).as(Files.readString(errors())).contains("API at http://127.0.0.1:");
  }

  @AfterAll
  static void itEndsAndNothingOfItIsLeft() throws Exception {
    try (Stream<Path> homes = Files.list(scratch())) {
      assertThat(homes.map(home -> home.getFileName().toString()))
          .filteredOn(name -> name.startsWith("halfdoor-demo"))
          .hasSize(1);
      demo.destroy();
      assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(Files.readString(errors())).contains("Stopped.");
    try (Stream<Path> left = Files.list(scratch())) {
      assertThat(left).as("a scratch home goes with its demo").isEmpty();
    }
  }

  @Test
  void whatADemoPrintsWorksWhenItIsPasted(@TempDir Path desk) throws Exception {
    List<String> tries = printed.lines().filter(line -> line.startsWith("curl ")).toList();
    assertThat(tries).hasSize(3);
    JsonNode hit = json(pasted(desk, tries.get(0))).at("/hits/0");
    assertThat(hit.get("fileName").asText()).isEqualTo("cost-of-a-second-visit.pdf");
    assertThat(hit.get("place")).isEqualTo(json("{\"part\": \"page\", \"number\": 7}"));
    assertThat(printed).contains("Page 7 of cost-of-a-second-visit.pdf:");
    JsonNode suggestions = json(pasted(desk, tries.get(1))).get("items");
    assertThat(suggestions).isNotEmpty();
    assertThat(printed).contains(suggestions.get(0).get("text").asText());
    assertThat(pasted(desk, tries.get(2))).startsWith("cost-of-a-second-visit.pdf, ");
    assertThat(Files.readString(desk.resolve("cost-of-a-second-visit.pdf"), ISO_8859_1))
        .startsWith("%PDF-");
  }

  /** Its blocks as they stand, one after the other in one shell. */
  @Test
  void theTourOfTheReadmeGoesAsItSays(@TempDir Path desk) throws Exception {
    List<String> blocks = tour();
    assertThat(blocks).hasSize(11);
    List<String> said =
        List.of(pasted(desk, String.join("\nprintf '\\f'\n", blocks)).split("\f", -1));
    assertThat(said.getFirst()).isEmpty();

    List<JsonNode> hits = list(jsons(said.get(1)).getFirst().get("hits"));
    assertThat(hits.getFirst().get("summary").asText())
        .startsWith("A short answer to paste or to say when a buyer finds Wrenfield too expensive");
    assertThat(hits)
        .extracting(hit -> hit.at("/place/part").asText())
        .containsExactly("", "sheet", "slide");

    List<JsonNode> typing = jsons(said.get(2));
    List<JsonNode> suggestions = list(typing.getFirst().get("items"));
    assertThat(suggestions)
        .extracting(suggestion -> suggestion.get("text").asText())
        .contains("security-officer", "Security and data residency at a glance");
    JsonNode filtered = typing.getLast();
    assertThat(list(filtered.get("hits")))
        .hasSize(2)
        .allSatisfy(hit -> assertThat(hit.get("kind").asText()).isEqualTo("collateral"));
    assertThat(filtered.get("facets").size()).isEqualTo(2);
    for (String facet : List.of("type", "industry")) {
      assertThat(list(filtered.at("/facets/" + facet)))
          .isNotEmpty()
          .allSatisfy(value -> assertThat(value.get("count").asInt()).isPositive());
    }

    assertThat(said.get(3)).startsWith("a rep gets 404\n");
    List<JsonNode> writing = jsons(said.get(3).substring(said.get(3).indexOf('\n')));
    JsonNode published = writing.getFirst();
    assertThat(published.get("state").asText()).isEqualTo("published");
    assertThat(writing.getLast().at("/hits/0/id")).isEqualTo(published.get("id"));

    List<JsonNode> sending = jsons(said.get(4));
    assertThat(sending).hasSize(3);
    JsonNode done = sending.get(1).at("/items/0");
    assertThat(done.get("action").asText()).isEqualTo("used");
    assertThat(done.get("detail"))
        .isEqualTo(
            json(
                """
                {"how": "sent", "deal": {"account": "Northwind", "name": "Depots 2027"}}
                """));
    assertThat(list(sending.get(2).get("items")))
        .extracting(change -> change.get("id"), change -> change.get("action").asText())
        .endsWith(tuple(published.get("id"), "used"));

    JsonNode heard = jsons(said.get(5)).getFirst();
    assertThat(heard.at("/match/phrase").asText()).isEqualTo("It is too expensive");
    assertThat(heard.at("/match/confidence").asDouble()).isPositive();
    assertThat(list(heard.get("answers")))
        .isNotEmpty()
        .allSatisfy(answer -> assertThat(answer.get("talkTrack").asText()).isNotBlank());

    String rendering = said.get(6);
    int end = rendering.indexOf("Subject: ");
    JsonNode refused = jsons(rendering.substring(0, end)).getFirst();
    assertThat(refused.get("status").asInt()).isEqualTo(422);
    assertThat(list(refused.get("errors")))
        .extracting(error -> error.get("pointer").asText())
        .contains("/data/company.name", "/data/company.technicians", "/data/sender.name");
    assertThat(rendering.substring(end).strip())
        .isEqualTo("Subject: Two weeks of counting, before we talk about software");
    assertThat(Files.readString(desk.resolve("mail.eml"))).contains("Hannah", "Northwind");

    List<JsonNode> seen = jsons(said.get(7));
    assertThat(seen.getFirst().get("total").asInt()).isGreaterThan(1);
    JsonNode largest = seen.getFirst().at("/groups/0");
    assertThat(largest.get("size").asInt()).isGreaterThanOrEqualTo(7);
    assertThat(list(largest.get("quotes")))
        .extracting(quote -> quote.get("quote").asText())
        .allMatch(quote -> quote.matches("(?i).*(data|swiss|switzerland|server).*"));
    assertThat(list(seen.get(1).get("items")))
        .extracting(row -> row.get("key").asText())
        .contains("security", "price");
    assertThat(seen.get(2).at("/items/0/request/title").asText()).startsWith("An answer to: ");

    List<JsonNode> typed = jsons(said.get(8));
    JsonNode same = typed.getFirst().at("/items/0");
    assertThat(same.get("title").asText())
        .isEqualTo("A one-pager: where our data is kept, for Switzerland");
    assertThat(same.get("state").asText()).isEqualTo("submitted");
    assertThat(typed.get(1).get("dealId").asText()).startsWith("deal_");

    List<JsonNode> filing = jsons(said.get(9));
    assertThat(list(filing.getFirst().get("hits"))).isEmpty();
    JsonNode first = filing.get(1).at("/items/0");
    assertThat(first.get("title")).isEqualTo(same.get("title"));
    assertThat(list(first.at("/rank/because")))
        .extracting(because -> because.get("factor").asText())
        .startsWith("pipeline");

    List<JsonNode> making = jsons(said.get(10));
    assertThat(making.get(2).at("/items/0/reason").asText()).isEqualTo("Which port is it?");
    JsonNode delivered = making.get(4);
    assertThat(delivered.at("/deliverables/0/rank").asInt()).isEqualTo(1);
    assertThat(making.get(5).at("/hits/0/id")).isEqualTo(delivered.at("/deliverables/0/id"));
    assertThat(making.get(6).get("verdict").asText()).isEqualTo("helped");
    assertThat(making.get(7).get("total").asInt()).isEqualTo(31);
    assertThat(list(making.get(7).get("states")))
        .as("there are some in every state")
        .allSatisfy(count -> assertThat(count.asInt()).isPositive());
  }

  /** What the readme says is to be typed on its tour, with what this demo printed in its place. */
  private static List<String> tour() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String tour = readme.substring(readme.indexOf("\n## A tour\n"));
    return Pattern.compile("(?ms)^```(?:sh)?\n(.*?)^```$")
        .matcher(tour)
        .results()
        .map(block -> block.group(1))
        .map(block -> block.replace("http://127.0.0.1:8080", address().toString()))
        .map(block -> block.replace("MARKETER=hd_...", "MARKETER=" + token("marketer")))
        .map(block -> block.replace("REP=hd_...", "REP=" + token("rep")))
        .toList();
  }

  private static Process started(Path scratch, Path out) throws IOException {
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
    // How far the vectors are while the tour goes on depends on the machine.
    builder.environment().put("HALFDOOR_SEARCH_MEANING", "false");
    return builder.redirectOutput(out.toFile()).redirectError(errors().toFile()).start();
  }

  private static Path scratch() {
    return folder.resolve("scratch");
  }

  private static Path errors() {
    return folder.resolve("err");
  }

  /** What a shell in this folder prints that the lines are pasted into; none of them may fail. */
  private static String pasted(Path desk, String lines) throws Exception {
    Path complaints = folder.resolve("complaints");
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", lines)
            .directory(desk.toFile())
            .redirectError(complaints.toFile())
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(lines + Files.readString(complaints)).isZero();
    return said;
  }

  @Test
  void everyTokenIsOfTheRoleThatItStandsBeside() throws Exception {
    List<MatchResult> people = people();
    assertThat(people)
        .extracting(person -> person.group(1))
        .containsExactly("rep", "marketer", "leader", "admin");
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (MatchResult person : people) {
        HttpRequest request =
            HttpRequest.newBuilder(address().resolve("/api/v1/me"))
                .header("Authorization", "Bearer " + person.group(2))
                .build();
        JsonNode me = json(http.send(request, BodyHandlers.ofString()).body());
        assertThat(me.path("role").asText()).isEqualTo(person.group(1));
        assertThat(me.path("name").asText()).isEqualTo(person.group(3));
      }
    }
  }

  /** Role, token and name of each. */
  private static List<MatchResult> people() {
    return Pattern.compile("(?m)^  (\\w+) +(hd_\\S+)  (.+)$").matcher(printed).results().toList();
  }

  private static String token(String role) {
    return people().stream()
        .filter(person -> person.group(1).equals(role))
        .map(person -> person.group(2))
        .findFirst()
        .orElseThrow();
  }

  private static URI address() {
    return URI.create(printed.replaceFirst("(?s).*at (http://[0-9.:]+)[ ,].*", "$1"));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  /** Answers that stand one after the other. */
  private static List<JsonNode> jsons(String text) throws IOException {
    return new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
