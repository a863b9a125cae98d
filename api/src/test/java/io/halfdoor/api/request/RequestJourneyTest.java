package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Form;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.collateral.Samples;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a search that finds nothing to the same search that finds what helped. */
class RequestJourneyTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final String SEARCH = "/search?q=tram+depot+case+study&kind=collateral";

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient second = halfdoor.as("rep2");
  private final TestClient third = halfdoor.as("rep3");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatNobodyFindsIsAskedForOnceRankedMadeAndFound() throws IOException {
    // Somebody asked for something near it before, and for something else.
    String near = file(third, body("A case study with a bus depot"));
    String nearer = file(third, body("A tram case study"));
    String unlike = file(third, body("A price list in Norwegian"));
    caughtUp(rep);

    // The rep finds nothing, is shown two that are near, and asks all the same.
    assertThat(rep.get(SEARCH).expect(200).json().get("hits")).isEmpty();
    Map<String, Object> asked = body("A case study with a tram depot");
    JsonNode alike =
        rep.post("/requests/similar", Map.of("title", asked.get("title"))).expect(200).json();
    assertThat(ids(alike.get("items")))
        .containsExactlyInAnyOrder(near, nearer)
        .doesNotContain(unlike);
    assertThat(alike.at("/items/0/why/says").asText()).contains("“case”");
    asked.put(
        "fromSearch",
        Map.of("query", "tram depot case study", "filters", Map.of("kind", List.of("collateral"))));
    asked.put("deal", deal("006T1", 250_000));
    String id = file(rep, asked);
    String path = "/requests/" + id;

    // Two others need it too, one of them for the same deal; it counts once.
    second.put(path + "/support", Map.of("deal", deal("006T2", 150_000))).expect(200);
    third.put(path + "/support", Map.of("deal", Map.of("crmId", "006T1"))).expect(200);

    // The marketer sees it first, and why.
    JsonNode queue = marketer.get("/requests?sort=rank").expect(200).json().get("items");
    assertThat(ids(queue)).startsWith(id).contains(near, nearer, unlike);
    JsonNode because = queue.at("/0/rank/because");
    assertThat(because.at("/0/factor").asText()).isEqualTo("pipeline");
    assertThat(because.at("/0/says").asText()).contains("400,000").contains("2");
    assertThat(because.findValuesAsText("factor")).contains("supporters", "urgency");

    // She takes it an hour later, asks something, and the clock stands until it is answered.
    halfdoor.clock().advance(Duration.ofHours(1));
    move(marketer, path, Map.of("to", "accepted"));
    move(marketer, path, Map.of("to", "waiting", "reason", "Which city is it for?"));
    halfdoor.clock().advance(Duration.ofHours(18));
    rep.post(path + "/comments", Map.of("text", "For *Basel*.")).expect(201);
    move(rep, path, Map.of("to", "inProgress"));
    halfdoor.clock().advance(Duration.ofHours(2));
    assertThat(Duration.parse(rep.get(path).json().at("/clock/waitingTime").asText()))
        .isEqualTo(Duration.ofHours(18));

    // What she delivers is a PDF, and the search that began it finds it.
    String sheet = pdf();
    Map<String, Object> delivery =
        Map.of("to", "delivered", "deliverables", List.of(Map.of("item", sheet)));
    JsonNode delivered = move(marketer, path, delivery);
    assertThat(delivered.at("/deliverables/0/rank").asInt()).isEqualTo(1);
    JsonNode found = rep.get(SEARCH).expect(200).json().get("hits");
    assertThat(ids(found)).containsExactly(sheet);
    rep.post("/collateral/" + sheet + "/uses", Map.of("how", "sent")).expect(201);
    move(rep, path, Map.of("to", "closed"));

    // Everybody heard what concerns them, once, and not what they did themselves.
    String question = "waiting: Which city is it for?";
    assertThat(told(rep, id)).containsExactly("delivered", question, "accepted");
    List<String> all =
        List.of("helped", "delivered", "inProgress", "commented", question, "accepted");
    assertThat(told(second, id)).isEqualTo(all);
    assertThat(told(third, id)).isEqualTo(all);
    assertThat(told(marketer, id)).containsExactly("helped", "inProgress", "commented");
    assertThat(told(halfdoor.as("repWhoHasNoPart"), id)).isEmpty();

    // The figures count it right: four were filed, one is done and helped, three are open.
    LocalDate today = LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
    JsonNode metrics =
        halfdoor
            .as("leader")
            .get("/requests/metrics?from=" + today.minusDays(7) + "&to=" + today)
            .expect(200)
            .json();
    assertThat(metrics.get("filed").asInt()).isEqualTo(4);
    assertThat(metrics.get("open").asInt()).isEqualTo(3);
    assertThat(metrics.at("/helped/k").asInt()).isEqualTo(1);
    assertThat(metrics.at("/helped/n").asInt()).isEqualTo(1);
    assertThat(metrics.at("/timeToDelivery/happened").asInt()).isEqualTo(1);
    assertThat(metrics.at("/timeToDelivery/open").asInt()).isEqualTo(3);
    assertThat(metrics.at("/timeToDelivery/p85/reason").asText()).isEqualTo("notReached");
    JsonNode clock = rep.get(path).json().get("clock");
    assertThat(Duration.parse(clock.get("calendarTime").asText())).isEqualTo(Duration.ofHours(21));
    JsonNode counts = marketer.get("/requests/counts").expect(200).json();
    assertThat(counts.get("total").asInt()).isEqualTo(4);
    assertThat(counts.at("/states/submitted").asInt()).isEqualTo(3);
    assertThat(counts.at("/states/closed").asInt()).isEqualTo(1);
  }

  private String pdf() throws IOException {
    Map<String, Object> said =
        Map.of("title", "Trams: how one depot did it", "kind", "caseStudy", "publish", true);
    byte[] pages = Samples.pdf("A case study.", "The tram depot in Bern saved two visits a day.");
    String id = Form.of(said, "tram.pdf", pages).post(marketer, "/collateral").expect(201).id();
    await()
        .until(
            () ->
                marketer.get("/collateral/" + id).json().get("textState").asText().equals("ready"));
    return id;
  }

  private static JsonNode move(TestClient who, String path, Map<String, Object> move) {
    return who.with("If-Match", who.get(path).header("ETag"))
        .post(path + "/transitions", move)
        .expect(200)
        .json();
  }

  /** What somebody was told of a request, latest first. */
  private static List<String> told(TestClient who, String id) {
    List<String> told = new ArrayList<>();
    for (JsonNode notice : who.get("/me/notices?limit=200").expect(200).json().get("items")) {
      if (notice.at("/item/id").asText().equals(id)) {
        String reason = notice.has("reason") ? ": " + notice.get("reason").asText() : "";
        told.add(notice.get("what").asText() + reason);
      }
    }
    return told;
  }

  private static String file(TestClient who, Map<String, Object> body) {
    return who.post("/requests", body).expect(201).id();
  }

  private static Map<String, Object> body(String title) {
    return new HashMap<>(Map.of("title", title, "details", "They ask for it."));
  }

  private static Map<String, Object> deal(String crmId, int amount) {
    LocalDate closes = LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC).plusDays(21);
    return Map.of(
        "crmId",
        crmId,
        "value",
        Map.of("amount", amount, "currency", "EUR"),
        "closeDate",
        closes.toString(),
        "state",
        "open");
  }

  /** Until the index has everything. */
  private static void caughtUp(TestClient who) {
    Reply now = who.get("/changes?after=now");
    who.get("/search?q=&limit=0&after=" + now.json().get("next").asText()).expect(200);
  }

  private static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }
}
