package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a rep hears comes back to them with an answer, or to marketing as what to make next. */
class ObjectionJourneyTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final List<String> OFFLINE =
      List.of(
          "The app has no signal in the basement",
          "no signal in our basement, so no app",
          "in the basement there is no signal for the app",
          "our basement has no signal for an app",
          "what does the app do in a basement with no signal",
          "the app needs a signal and the basement has none",
          "no app without a signal in the basement",
          "does the app work in a basement without signal",
          "we have no signal in the basement, so what is the app for",
          "technicians have no signal for the app in the basement");

  private final TestClient rep = halfdoor.as("rep@enterprise");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatIsHeardIsAnsweredAndWhatHasNoWordYetGetsOne() {
    objection("Our works council will never agree", "authority");
    objection("We have no budget left this year", "timing");
    String dear = objection("It is too expensive", "price");
    marketer
        .post("/objections/" + dear + "/phrasings", Map.of("text", "your price is too high"))
        .expect(201);
    String stale = answer(dear, "List price", 30);
    String fresh = answer(dear, "Cost of a second visit", 365);
    marketer
        .post("/objections/" + dear + "/answers", answer("Not finished yet", false, 365))
        .expect(201);
    String proof =
        marketer
            .post(
                "/collateral",
                Map.of("title", "ROI sheet", "kind", "sheet", "text", "Sums.", "publish", true))
            .expect(201)
            .id();
    String secret =
        marketer
            .post("/collateral", Map.of("title", "Draft", "kind", "sheet", "text", "Not yet."))
            .expect(201)
            .id();
    String mail = template();
    for (String used : List.of(proof, secret)) {
      marketer
          .post("/answers/" + fresh + "/links", Map.of("to", used, "role", "proof"))
          .expect(201);
    }
    marketer
        .post("/answers/" + fresh + "/links", Map.of("to", mail, "role", "companion"))
        .expect(201);
    halfdoor.clock().advance(Duration.ofDays(40));

    JsonNode heard = log(rep, "the CFO says the price is far too high for them");

    assertThat(heard.at("/match/objection").asText()).isEqualTo(dear);
    assertThat(heard.at("/match/saying").asText()).isEqualTo("your price is too high");
    JsonNode answers = heard.get("answers");
    assertThat(answers.findValuesAsText("title"))
        .containsExactly(
            "Cost of a second visit", "What a second visit costs", "ROI sheet", "List price");
    assertThat(answers.at("/0/id").asText()).isEqualTo(fresh);
    assertThat(answers.at("/0/fresh").asBoolean()).isTrue();
    assertThat(answers.at("/0/talkTrack").asText()).isEqualTo("Say it.");
    assertThat(answers.at("/0/mayBeSaid").asBoolean()).isTrue();
    assertThat(answers.at("/0/uses").findValuesAsText("id")).containsExactly(mail, proof);
    assertThat(answers.at("/1/id").asText()).isEqualTo(stale);
    assertThat(answers.at("/1/fresh").asBoolean()).isFalse();
    String hearing = "/hearings/" + heard.at("/hearing/id").asText();
    rep.with("If-Match", rep.get(hearing).header("ETag"))
        .patch(hearing, Map.of("outcome", "answered", "answer", fresh))
        .expect(200);

    String file = rendered(answers.at("/0/uses/0/id").asText());
    assertThat(file)
        .contains("To: hannah@northwind.example\r\n")
        .contains("Subject: A second visit at Northwind\r\n")
        .contains("Hello Hannah,")
        .doesNotContain("{{");

    for (int i = 0; i < OFFLINE.size(); i++) {
      JsonNode unknown = log(halfdoor.as("rep" + i), OFFLINE.get(i));
      assertThat(unknown.has("match")).as(unknown.toString()).isFalse();
    }
    JsonNode group = marketer.get("/hearings/unmatched").expect(200).json().at("/groups/0");
    assertThat(group.get("size").asInt()).as(group.toString()).isEqualTo(OFFLINE.size());
    assertThat(group.get("people").asInt()).isEqualTo(OFFLINE.size());
    assertThat(group.get("quotes").findValuesAsText("quote"))
        .containsExactlyInAnyOrderElementsOf(OFFLINE);

    JsonNode filing =
        marketer
            .post(
                "/filings",
                Map.of(
                    "hearings",
                    group.get("quotes").findValuesAsText("hearing"),
                    "newObjection",
                    Map.of("phrase", "It does not work offline", "category", "product")))
            .expect(201)
            .json();

    JsonNode next = log(rep, "what if there is no signal in the basement?");
    assertThat(next.at("/match/objection")).isEqualTo(filing.get("objectionId"));
    assertThat(next.at("/match/phrase").asText()).isEqualTo("It does not work offline");
    assertThat(marketer.get("/hearings/unmatched").json().get("groups")).isEmpty();

    JsonNode gap = gap(filing.get("objectionId").asText());
    assertThat(gap.get("heard").asInt()).isEqualTo(OFFLINE.size() + 1);
    assertThat(gap.get("there")).isEmpty();
    JsonNode drafted = gap.get("request");
    assertThat(drafted.get("title").asText()).contains("It does not work offline");
    assertThat(drafted.get("details").asText()).startsWith("Heard 11 times by 11 people");
    assertThat(drafted.get("objections")).singleElement().isEqualTo(filing.get("objectionId"));
  }

  /** The gap of an objection, while one that has a fresh answer is none. */
  private JsonNode gap(String objection) {
    JsonNode gaps = marketer.get("/objections/gaps").expect(200).json().get("items");
    assertThat(gaps.findValuesAsText("objection")).containsExactly(objection);
    return gaps.get(0);
  }

  private String template() {
    return marketer
        .post(
            "/templates",
            Map.of(
                "title",
                "What a second visit costs",
                "subject",
                "A second visit at {{company.name}}",
                "body",
                "Hello {{contact.firstName | there}}, this is what it costs.",
                "fields",
                List.of(
                    Map.of("name", "company.name", "type", "text", "example", "Acme"),
                    Map.of("name", "contact.firstName", "type", "text", "example", "Ann")),
                "publish",
                true))
        .expect(201)
        .id();
  }

  private String rendered(String template) {
    Map<String, Object> data = Map.of("contact.firstName", "Hannah", "company.name", "Northwind");
    Map<String, Object> envelope =
        Map.of(
            "from", Map.of("name", "Rohan", "address", "rohan@example.com"),
            "to", List.of(Map.of("address", "hannah@northwind.example")),
            "date", "2026-11-26T09:30:00Z",
            "messageId", "1@halfdoor.example",
            "boundary", "b1");
    return rep.with("Accept", "message/rfc822")
        .post("/templates/" + template + "/render", Map.of("data", data, "envelope", envelope))
        .expect(200)
        .text();
  }

  private String objection(String phrase, String category) {
    return marketer
        .post("/objections", Map.of("phrase", phrase, "category", category))
        .expect(201)
        .id();
  }

  private String answer(String objection, String title, int days) {
    return marketer
        .post("/objections/" + objection + "/answers", answer(title, true, days))
        .expect(201)
        .id();
  }

  private static Map<String, Object> answer(String title, boolean publish, int days) {
    return Map.of(
        "title",
        title,
        "talkTrack",
        "Say it.",
        "mayBeSaid",
        true,
        "publish",
        publish,
        "reviewIntervalDays",
        days);
  }

  private static JsonNode log(TestClient who, String quote) {
    return who.post("/hearings", Map.of("quote", quote)).expect(201).json();
  }
}
