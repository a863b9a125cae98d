package io.halfdoor.api.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.crash.Ledger.Entry;
import io.halfdoor.api.web.Digests;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Holds a server against what its clients were told. */
final class Inspection {

  private static final Duration READING = Duration.ofMinutes(2);

  private final Api api;

  Inspection(Api api) {
    this.api = api;
  }

  /** Every item is there once, as it was last acknowledged, and there is no other one. */
  void items(Map<String, Entry> expected) throws IOException {
    Map<String, Entry> found = new HashMap<>();
    for (JsonNode item : listed()) {
      JsonNode content = item.get("content");
      Entry entry =
          new Entry(
              item.get("id").asText(),
              item.get("version").asLong(),
              item.get("title").asText(),
              text(item, "summary"),
              text(content, "sha256"),
              text(content, "fileName"),
              false);
      assertThat(found.put(entry.id(), entry)).as("listed twice").isNull();
    }
    assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** The texts and files of these items are what was sent. */
  void contents(Collection<Entry> entries) throws IOException {
    for (Entry entry : entries) {
      String path = "collateral/" + entry.id();
      String sha256 =
          entry.fileName() == null
              ? Digests.sha256(api.get(path).expect(200).json().at("/content/text").asText())
              : Writer.sha256(api.get(path + "/file").expect(200).bytes());
      assertThat(sha256).as(path).isEqualTo(entry.sha256());
    }
  }

  /** Every file on the disk that has arrived is what its name says. */
  void files(Path folder) throws IOException {
    try (Stream<Path> files = Files.find(folder, 3, (place, about) -> about.isRegularFile())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.getParent().endsWith("incoming")) {
          assertThat(Writer.sha256(Files.readAllBytes(file)))
              .hasToString(file.getFileName().toString());
        }
      }
    }
  }

  /** The index agrees with the database, and the one item is found by its title. */
  void index(int items, Entry one) throws IOException {
    JsonNode report = api.post("index/verifications", "").expect(200).json();
    assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
    assertThat(report.get("changing").asLong()).as(report.toString()).isZero();
    assertThat(report.get("inDatabase").asInt()).as(report.toString()).isEqualTo(items);
    assertThat(api.get("index").expect(200).json().get("entries").asInt()).isEqualTo(items);

    String title = URLEncoder.encode("\"" + one.title() + "\"", StandardCharsets.UTF_8);
    JsonNode hits = api.get("search?q=" + title).expect(200).json().get("hits");
    assertThat(hits).as(one.title()).isNotEmpty();
    assertThat(hits.get(0).get("id").asText()).as(hits.toString()).isEqualTo(one.id());
    assertThat(hits.get(0).get("version").asLong()).isEqualTo(one.version());
  }

  /** The text of every file has been read, although whoever read it was killed. */
  void textsAreRead() {
    await()
        .atMost(READING)
        .untilAsserted(
            () ->
                assertThat(listed())
                    .allSatisfy(
                        item -> assertThat(item.get("textState").asText()).isEqualTo("ready")));
  }

  private List<JsonNode> listed() throws IOException {
    List<JsonNode> items = new ArrayList<>();
    String next = "collateral?sort=oldest&limit=100";
    while (next != null) {
      JsonNode page = api.get(next).expect(200).json();
      page.get("items").forEach(items::add);
      next =
          page.has("next")
              ? "collateral?sort=oldest&limit=100&cursor="
                  + URLEncoder.encode(page.get("next").asText(), StandardCharsets.UTF_8)
              : null;
    }
    return items;
  }

  /** Null where it is missing. */
  private static String text(JsonNode node, String field) {
    return node.has(field) ? node.get(field).asText() : null;
  }
}
