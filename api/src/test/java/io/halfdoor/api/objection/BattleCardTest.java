package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.demo.DemoContent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class BattleCardTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final String SMALL =
      """
      ---
      externalId: small
      phrase: It is too small
      category: product
      state: active
      phrasings:
        - a toy
      ---

      ## Answer: Size
      audience: mayBeSaid

      Size is not the measure.

      ## Answer: Between us
      audience: internal

      It is small.
      """;

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @BeforeAll
  static void theVocabularyOfTheCards() {
    TestClient admin = halfdoor.admin();
    admin
        .with("If-Match", admin.get("/labels/stage").header("ETag"))
        .put(
            "/labels/stage",
            Map.of("name", "Stage", "values", List.of("discovery", "evaluation", "negotiation")))
        .expect(200);
  }

  @TestFactory
  Stream<DynamicTest> aStarterCardComesOutAsItWentIn() {
    List<String> cards = DemoContent.load().objections();
    assertThat(cards).hasSize(25);
    return cards.stream()
        .map(
            card ->
                DynamicTest.dynamicTest(
                    card.lines().skip(1).findFirst().orElseThrow(),
                    () -> {
                      Reply added = put(card).expect(201);
                      assertThat(card(marketer, added, "")).isEqualTo(card);
                      Reply again = put(card).expect(200);
                      assertThat(again.json().get("changes")).isEmpty();
                      assertThat(again.json().at("/objection/version").asInt()).isEqualTo(1);
                    }));
  }

  @Test
  void whateverTextAnObjectionHasComesOutAndIsTheSameWhenItGoesIn() {
    List<String> hard =
        List.of(
            "yes",
            "2026-11-26",
            "0x1F",
            "~",
            "- a dash",
            "a: b",
            "a #comment",
            "# comment",
            "\"quoted\" 'twice'",
            "back\\slash",
            "{curly} [square]",
            "a, b",
            "*alias &anchor !tag",
            "%percent @at `tick`",
            "|",
            ">",
            "? key",
            "---",
            "\uD83E\uDD14",
            "\u202Eright to left",
            "\uFFFEodd\uE000",
            "gr\u00FC\u00DFe");
    String text =
        "First line\n\n## Answer: no answer\n### Long form\n\\## Answer: none\n---\naudience: x\n  in";
    Reply made =
        marketer
            .post(
                "/objections",
                Map.of(
                    "phrase",
                    "a: b, [c] # d",
                    "category",
                    "other",
                    "labels",
                    Map.of("stage", List.of("negotiation", "discovery")),
                    "phrasings",
                    hard))
            .expect(201);
    marketer
        .post(
            "/objections/" + made.id() + "/answers",
            Map.of(
                "title",
                "Title: ## Answer: x",
                "talkTrack",
                text,
                "longForm",
                text + "\n\n### Long form",
                "reviewIntervalDays",
                30))
        .expect(201);
    String card = card(marketer, made, "");
    assertThat(card).contains("externalId: " + made.id(), "state: draft", "reviewIntervalDays: 30");
    Reply same = put(card).expect(200);
    assertThat(same.json().get("changes")).isEmpty();

    Reply copy = put(card.replace(made.id(), "a copy")).expect(201);
    JsonNode copied = copy.json().get("objection");
    assertThat(copied.get("phrase").asText()).isEqualTo("a: b, [c] # d");
    assertThat(copied.at("/answers/0/talkTrack").asText()).isEqualTo(text);
    assertThat(copied.at("/answers/0/longForm").asText()).isEqualTo(text + "\n\n### Long form");
    assertThat(copied.at("/answers/0/state").asText()).isEqualTo("draft");
    assertThat(texts(copied.get("id").asText())).isEqualTo(hard);
    assertThat(card(marketer, copied.get("id").asText(), ""))
        .isEqualTo(card.replace(made.id(), "a copy"));
  }

  @Test
  void aCardChangesWhatIsOnItAndLeavesTheRest() {
    String card = SMALL.replace("small", "grows");
    Reply added = put(card).expect(201);
    assertThat(added.header("Location")).endsWith("/objections/" + id(added));
    String changed =
        card.replace("phrase: It is too grows", "phrase: It is tiny")
            .replace("  - a toy\n", "  - a gadget\n")
            .replace("Size is not the measure.", "Size is a number.")
            .replaceFirst(
                "(?s)\n## Answer: Between us.*", "\n## Answer: New\naudience: internal\n\nHm.\n");
    Reply put = put(changed).expect(200);
    assertThat(put.json().get("changes"))
        .extracting(JsonNode::asText)
        .containsExactly("answers", "phrase", "phrasings");
    JsonNode now = put.json().get("objection");
    assertThat(now.get("answers").findValuesAsText("title"))
        .containsExactly("Size", "New", "Between us");
    assertThat(now.at("/answers/0/talkTrack").asText()).isEqualTo("Size is a number.");
    assertThat(texts(id(added))).containsExactly("a toy", "a gadget");
    Reply retired = put(changed.replace("state: active", "state: retired")).expect(200);
    assertThat(retired.json().get("changes")).extracting(JsonNode::asText).containsExactly("state");
  }

  @Test
  void aNewCardThatComesTwiceAtOnceIsOneObjection() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "twice-" + round;
      String card = SMALL.replace("externalId: small", "externalId: " + name);
      Set<String> ids = new HashSet<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Reply>> sent =
            Stream.generate(() -> threads.submit(() -> put(card))).limit(2).toList();
        for (Future<Reply> each : sent) {
          Reply reply = each.get();
          assertThat(reply.status()).as(reply.text()).isIn(200, 201, 422);
          if (reply.status() == 201) {
            ids.add(reply.json().at("/objection/id").asText());
          }
        }
      }
      assertThat(ids).hasSize(1);
      JsonNode found = rep.get("/objections?externalId=" + name).expect(200).json().get("items");
      assertThat(found.findValuesAsText("externalId")).containsExactly(name);
      String answers = "/objections/" + ids.iterator().next() + "/answers";
      assertThat(marketer.get(answers).json().get("items")).hasSize(2);
    }
  }

  @Test
  void anArchivedAnswerIsOnNoCardAndNoMatterOfOne() {
    String card = SMALL.replace("small", "aside");
    Reply added = put(card).expect(201);
    String first = added.json().at("/objection/answers/0/id").asText();
    marketer
        .with("If-Match", "*")
        .post("/answers/" + first + "/transitions", Map.of("to", "archived"))
        .expect(200);
    String left = card(marketer, added, "");
    assertThat(left).contains("Between us").doesNotContain("## Answer: Size");
    assertThat(put(left).expect(200).json().get("changes")).isEmpty();

    String anew = left.replace("## Answer: Between us", "## Answer: Size");
    assertThat(put(anew).expect(200).json().get("changes")).isNotEmpty();
    String again = card(marketer, added, "");
    assertThat(put(again).expect(200).json().get("changes")).isEmpty();
  }

  @Test
  void internalAnswersAreNotOnACardOfWhatMayBeSaid() {
    Reply added = put(SMALL.replace("small", "inside")).expect(201);
    assertThat(card(rep, added, "")).contains("Between us");
    assertThat(card(rep, added, "?mayBeSaid=true"))
        .contains("Size is not the measure.")
        .doesNotContain("Between us", "It is inside.", "internal");
  }

  @Test
  void aCardIsToldApartFromJsonAndHasATagOfItsOwn() {
    Reply added = put(SMALL.replace("small", "tagged")).expect(201);
    String path = "/objections/" + id(added);
    TestClient reader = rep.with("Accept", "text/markdown");
    Reply card = reader.get(path).expect(200);
    assertThat(card.header("Content-Type")).isEqualToIgnoringCase("text/markdown;charset=UTF-8");
    assertThat(card.header("ETag")).isNotEqualTo(rep.get(path).header("ETag"));
    reader.with("If-None-Match", card.header("ETag")).get(path).expect(304);
    rep.with("Accept", "*/*").get(path).expect(200).json();
    marketer
        .with("If-Match", card.header("ETag"))
        .patch(path, Map.of("phrase", "Based on the card"))
        .expect(200);
  }

  @Test
  void whatIsNoCardIsRefusedWithThePlaceAndLeavesNothing() {
    int before = rep.get("/objections?limit=200").json().get("items").size();
    assertThat(pointer(SMALL.replace("category: product", "category: taste")))
        .isEqualTo("/category");
    assertThat(pointer(SMALL.replace("phrase: It is too small\n", ""))).isEqualTo("/phrase");
    assertThat(pointer(SMALL.replace("state: active", "state: odd"))).isEqualTo("/state");
    assertThat(pointer(SMALL.replace("state: active", "colour: red"))).isEqualTo("/colour");
    assertThat(pointer(SMALL.replace("audience: internal", "audience: all")))
        .isEqualTo("/answers/1/audience");
    assertThat(pointer(SMALL.replace("Size is not", "x ".repeat(1_000))))
        .isEqualTo("/answers/0/talkTrack");
    assertThat(pointer(SMALL.replace("## Answer: Size\n", "Text before\n\n## Answer: Size\n")))
        .isEmpty();
    for (String none :
        List.of(
            "",
            "no front matter",
            "---\nphrase: x\n",
            "---\nphrase: [\n---\n",
            SMALL.replace("phrase:", "phrase: &a [*a]\nphrase:"),
            SMALL.replace("phrase: It", "phrase: !!java.net.URL It"),
            SMALL.replace("a toy", "[".repeat(1_000)),
            "---\n\u0000\n---\n")) {
      Reply refused = put(none);
      assertThat(refused.status()).as(none).isIn(400, 422);
    }
    rep.send("POST", "/objections/cards", "text/markdown", SMALL).expect(403);
    marketer.send("POST", "/objections/cards", "application/json", "{}").expect(415);
    put("---\n" + "x".repeat(1 << 20)).expect(413);
    assertThat(rep.get("/objections?limit=200").json().get("items")).hasSize(before);
  }

  private String pointer(String card) {
    return put(card).expect(422).json().at("/errors/0/pointer").asText();
  }

  private Reply put(String card) {
    return marketer.send("POST", "/objections/cards", "text/markdown", card);
  }

  private static String id(Reply arrived) {
    return arrived.json().at("/objection/id").asText();
  }

  private static String card(TestClient who, Reply made, String query) {
    JsonNode json = made.json();
    return card(who, json.has("id") ? made.id() : id(made), query);
  }

  private static String card(TestClient who, String id, String query) {
    return who.with("Accept", "text/markdown").get("/objections/" + id + query).expect(200).text();
  }

  private List<String> texts(String id) {
    return rep.get("/objections/" + id + "/phrasings").expect(200).json().findValuesAsText("text");
  }
}
