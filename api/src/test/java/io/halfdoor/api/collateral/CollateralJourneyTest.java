package io.halfdoor.api.collateral;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Form;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.demo.DemoBody;
import io.halfdoor.demo.DemoContent;
import io.halfdoor.demo.DemoItem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A piece of collateral from the file that a marketer has to the sentence that a rep finds. */
class CollateralJourneyTest {

  /**
   * A file and where a sentence of it stands.
   *
   * @param place as a hit shows it; empty where the format has no places
   */
  private record Sample(String fileName, byte[] bytes, String sentence, String place) {}

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void aSentenceOfAFileOfAnyFormatIsFoundWhereItStandsOnceTheFileIsPublished() {
    Map<Sample, Reply> drafts = new LinkedHashMap<>();
    samples().forEach(sample -> drafts.put(sample, uploaded(sample)));
    drafts.values().forEach(this::awaitText);
    String read = marketer.get("/collateral?limit=1").header("Halfdoor-Position");
    drafts.forEach(
        (sample, draft) -> {
          assertFound(marketer, sample, draft, read);
          assertNowhere(rep, sample, draft, read);
        });

    drafts.forEach(
        (sample, draft) -> {
          String published = published(draft).header("Halfdoor-Position");
          assertFound(rep, sample, draft, published);
          Reply file = rep.get("/collateral/" + draft.id() + "/file").expect(200);
          assertThat(file.response().body()).isEqualTo(sample.bytes());
          assertThat(suggestions(rep, sample)).contains(draft.id());
        });
  }

  @Test
  void anEditedTitleIsFoundAtOnceByWhoeverWaitsForTheEdit() {
    Map<String, Object> wanted =
        Map.of("title", "Flamingo", "kind", "other", "text", "Pink.", "publish", true);
    Reply item = marketer.post("/collateral", wanted).expect(201);
    String path = "/collateral/" + item.id();
    String title = "Flamingo";
    for (String next : List.of("Spoonbill", "Avocet", "Bittern")) {
      String tag = marketer.get(path).header("ETag");
      Reply edited = marketer.with("If-Match", tag).patch(path, Map.of("title", next)).expect(200);
      String after = edited.header("Halfdoor-Position");
      JsonNode found = search(rep, next, after);
      assertThat(found.at("/hits/0/id").asText()).isEqualTo(item.id());
      assertThat(found.at("/hits/0/title").asText()).isEqualTo(next);
      assertThat(search(rep, title, after).get("hits")).isEmpty();
      title = next;
    }
  }

  /** Most as the sample company has them, of many pages and with all that office programs write. */
  private static List<Sample> samples() {
    return List.of(
        company(
            "cost-of-a-second-visit.pdf",
            "divide its yearly price by 187",
            """
            {"part":"page","number":7}"""),
        company(
            "finance-deck.pptx",
            "credit notes for missing signatures fall",
            """
            {"part":"slide","number":3,"name":"Cash comes earlier, too"}"""),
        company(
            "talking-to-a-cfo.docx",
            "when they calculate, do not talk",
            """
            {"part":"heading","name":"Silence"}"""),
        company(
            "five-year-cost.xlsx",
            "platform fee from their public tender in Leeds",
            """
            {"part":"sheet","number":3,"name":"Sources"}"""),
        company(
            "subcontractors.odt",
            "what the partner saw disappears from their telephone",
            """
            {"part":"heading","name":"When it ends"}"""),
        company("reference-calls.rtf", "a reference is a favour by a customer to us", ""),
        company(
            "guide-sso.html",
            "the clock of the on-premises identity server",
            """
            {"part":"heading","name":"Six errors that people really make"}"""),
        company("mail-lindqvist-won.eml", "reports eleven weeks late showed us the boxes", ""),
        company(
            "release-7-2.md",
            "the camera opens upside down on two models of rugged case",
            """
            {"part":"heading","name":"Known"}"""),
        new Sample(
            "deck.odp",
            Samples.odp("Welcome.", "Agenda.", "Cormorants rehearse the closing question."),
            "cormorants rehearse",
            """
            {"part":"slide","number":3,"name":"Cormorants rehearse the closing question."}"""),
        new Sample(
            "book.ods",
            Samples.ods("Plan", "Gannets reconcile the ledger."),
            "gannets reconcile",
            """
            {"part":"sheet","number":2}"""),
        new Sample(
            "mail.msg",
            Samples.msg("About herons", "Herons postpone the kick-off."),
            "herons postpone",
            ""),
        new Sample(
            "note.txt",
            "Puffins renegotiate in spring.".getBytes(UTF_8),
            "puffins renegotiate",
            ""));
  }

  private static Sample company(String fileName, String sentence, String place) {
    return DemoContent.load().items().stream()
        .map(DemoItem::body)
        .filter(DemoBody.File.class::isInstance)
        .map(DemoBody.File.class::cast)
        .filter(file -> file.name().equals(fileName))
        .map(file -> new Sample(fileName, file.bytes(), sentence, place))
        .findFirst()
        .orElseThrow();
  }

  private Reply uploaded(Sample sample) {
    Map<String, Object> metadata = Map.of("title", title(sample), "kind", "other");
    return Form.of(metadata, sample.fileName(), sample.bytes())
        .post(marketer, "/collateral")
        .expect(201);
  }

  /** Has nothing of the file but its format. */
  private static String title(Sample sample) {
    return sample.fileName().replaceFirst(".*\\.", "").toUpperCase(Locale.ROOT) + " from a desk";
  }

  private void awaitText(Reply draft) {
    JsonNode read =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> marketer.get("/collateral/" + draft.id()).expect(200).json(),
                item -> !item.get("textState").asText().equals("pending"));
    assertThat(read.get("textState").asText()).as(read.toString()).isEqualTo("ready");
  }

  private Reply published(Reply draft) {
    return marketer
        .with("If-Match", draft.header("ETag"))
        .post("/collateral/" + draft.id() + "/transitions", Map.of("to", "published"))
        .expect(200);
  }

  private static void assertFound(TestClient caller, Sample sample, Reply item, String after) {
    JsonNode hit = search(caller, sample.sentence(), after).at("/hits/0");
    assertThat(hit.path("id").asText()).as(sample.fileName()).isEqualTo(item.id());
    assertThat(hit.get("fileName").asText()).isEqualTo(sample.fileName());
    assertThat(hit.path("place").toString()).as(sample.fileName()).isEqualTo(sample.place());
  }

  /** Not in hits, counts, corrections or suggestions, and not by its address. */
  private static void assertNowhere(TestClient caller, Sample sample, Reply item, String after) {
    JsonNode answer = search(caller, sample.sentence(), after);
    assertThat(answer.get("hits")).isEmpty();
    assertThat(answer.at("/total/count").asInt()).isZero();
    assertThat(answer.get("facets").toString()).isEqualTo("{\"state\":[],\"type\":[]}");
    assertThat(answer.get("corrections")).isEmpty();
    assertThat(suggestions(caller, sample)).isEmpty();
    caller.get("/collateral/" + item.id()).expect(404);
    caller.get("/collateral/" + item.id() + "/file").expect(404);
  }

  private static JsonNode search(TestClient caller, String words, String after) {
    return caller
        .get("/search?facets=state&facets=type&q=" + encode(words, UTF_8) + "&after=" + after)
        .expect(200)
        .json();
  }

  private static List<String> suggestions(TestClient caller, Sample sample) {
    return caller
        .get("/search/suggestions?q=" + encode(title(sample), UTF_8))
        .expect(200)
        .json()
        .get("items")
        .findValuesAsText("id");
  }
}
