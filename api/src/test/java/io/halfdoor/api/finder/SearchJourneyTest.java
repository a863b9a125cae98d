package io.halfdoor.api.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rep finds what helps in whatever words; what nobody finds, marketing hears of. */
class SearchJourneyTest {

  private static final String WRITTEN = "honestly it's just more than we can spend before April";

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("search.meaning", "true");

  private final TestClient rep = halfdoor.as("rep@enterprise");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void aBuyersWordsAMisspeltNameAndWhatIsNotThere() {
    String roi =
        publish(
            "ROI one-pager",
            "onePager",
            "The budget is too small this spring. Pay less now and the rest in May, June and July:"
                + " costs by month, savings by month, return on investment.");
    publish("Release notes", "sheet", "What is new in April: dark mode and a faster map.");
    publish("Security at a glance", "whitePaper", "Encryption, backups, access, certificates.");
    publish("Working without a network", "sheet", "Reports are kept on the phone in a tunnel.");
    String card = publish("Battle card: Quillspark", "battleCard", "Quillspark sells by the seat.");

    // What the buyer wrote shares no word with the page that answers it.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> search(rep, WRITTEN).at("/hits/0/id").asText().equals(roi));
    JsonNode found = search(rep, WRITTEN);
    JsonNode first = found.at("/hits/0");
    assertThat(first.get("title").asText()).isEqualTo("ROI one-pager");
    assertThat(found.get("byMeaning").asBoolean()).isTrue();
    assertThat(first.at("/why/matchedOn")).isEmpty();
    assertThat(first.at("/why/meaning").asDouble()).isBetween(0.2, 1.0);
    assertThat(first.at("/why/fresh").asBoolean()).isTrue();
    assertThat(first.get("snippet").asText()).startsWith("The budget is too small");
    rep.post(
            "/search/" + found.get("id").asText() + "/clicks",
            Map.of("item", first.get("id").asText(), "rank", 1))
        .expect(204);
    rep.get(first.get("href").asText().replace("/api/v1", "")).expect(200);

    JsonNode misspelt = search(rep, "Quilspark");
    assertThat(misspelt.at("/hits/0/id").asText()).isEqualTo(card);
    assertThat(misspelt.at("/corrections/0/meant").asText()).isEqualTo("quillspark");

    JsonNode nothing = search(rep, "HIPAA");
    assertThat(nothing.get("hits")).isEmpty();
    await()
        .untilAsserted(
            () -> {
              JsonNode gaps = marketer.get("/search/gaps?reason=noResult").expect(200).json();
              assertThat(gaps.get("items")).hasSize(1);
            });
    JsonNode gap = marketer.get("/search/gaps?reason=noResult").json().at("/items/0");
    assertThat(gap.get("query").asText()).isEqualTo("HIPAA");
    JsonNode asked = marketer.post("/requests", gap.get("request")).expect(201).json();
    assertThat(asked.get("title").asText()).isEqualTo("Something on: HIPAA");
  }

  private String publish(String title, String kind, String text) {
    return marketer
        .post("/collateral", Map.of("title", title, "kind", kind, "text", text, "publish", true))
        .expect(201)
        .id();
  }

  private static JsonNode search(TestClient who, String q) {
    return who.get("/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8)).expect(200).json();
  }
}
