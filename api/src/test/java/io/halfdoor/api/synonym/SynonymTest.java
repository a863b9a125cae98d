package io.halfdoor.api.synonym;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.nCopies;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SynonymTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient admin = halfdoor.admin();
  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void aListHoldsAtOnceAndAfterARestartAndOneGoesBackToAnOlderOne() throws Exception {
    String sheet = collateral("Return on zeppelins", "What comes back.");
    long old = admin.get("/search/synonyms").expect(200).json().get("version").asLong();
    Reply said = put(List.of(Map.of("equals", List.of("ROZ", "return on zeppelins"))));
    JsonNode list = said.json();
    assertThat(list.get("version").asLong()).isEqualTo(old + 1);
    assertThat(list.get("entries").toString())
        .isEqualTo("[{\"equals\":[\"ROZ\",\"return on zeppelins\"]}]");
    assertThat(list.get("changedBy").asText()).isEqualTo(admin.get("/me").id());
    assertThat(list.has("changedAt")).isTrue();

    JsonNode found = search("roz", said);
    assertThat(ids(found)).containsExactly(sheet);
    assertThat(found.get("synonyms").toString())
        .isEqualTo("[{\"typed\":\"roz\",\"also\":[\"return on zeppelins\"]}]");
    assertThat(found.at("/hits/0/titleRanges").toString())
        .isEqualTo("[{\"start\":0,\"end\":6},{\"start\":10,\"end\":19}]");
    assertThat(search("\"roz\"", said).get("synonyms")).isEmpty();

    Reply none = put(List.of());
    assertThat(ids(search("roz", none))).isEmpty();
    JsonNode versions = marketer.get("/search/synonyms/versions?limit=2").expect(200).json();
    assertThat(versions.at("/items/0/entries")).isEmpty();
    assertThat(versions.at("/items/1/version").asLong()).isEqualTo(old + 1);
    Reply again = put(versions.at("/items/1/entries"));
    assertThat(ids(search("roz", again))).containsExactly(sheet);
    if (versions.has("next")) {
      JsonNode rest =
          marketer
              .get("/search/synonyms/versions?limit=2&cursor=" + versions.get("next").asText())
              .expect(200)
              .json();
      assertThat(rest.at("/items/0/version").asLong()).isLessThanOrEqualTo(old);
    }
    marketer.get("/search/synonyms/versions?cursor=nonsense").expect(400);

    halfdoor.stop();
    halfdoor.start();
    JsonNode later = halfdoor.as("rep").get("/search?q=roz").expect(200).json();
    assertThat(ids(later)).as("loaded at start").containsExactly(sheet);
  }

  @Test
  void aChangeIsBasedOnThePresentListAndOfTwoAtOnceOneIsMade() throws Exception {
    String tag = put(List.of()).header("ETag");
    Map<String, Object> body = Map.of("entries", List.of());
    admin.put("/search/synonyms", body).expect(428);
    admin.with("If-Match", "\"synonyms-999\"").put("/search/synonyms", body).expect(412);
    admin.with("If-None-Match", tag).get("/search/synonyms").expect(304);
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService at = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(
            at.submit(() -> admin.with("If-Match", tag).put("/search/synonyms", body).status()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
    }
    assertThat(statuses)
        .containsOnlyOnce(200)
        .allMatch(status -> List.of(200, 409, 412).contains(status));

    marketer.with("If-Match", "*").put("/search/synonyms", body).expect(403);
    rep.get("/search/synonyms").expect(403);
    rep.get("/search/synonyms/versions").expect(403);
    rep.post("/search/synonyms/preview", body).expect(403);
    halfdoor.as("leader").get("/search/synonyms").expect(403);
    assertThat(rep.get("/changes?kind=synonyms").expect(200).json().get("items")).isEmpty();
    assertThat(marketer.get("/changes?kind=synonyms").expect(200).json().get("items")).isNotEmpty();
  }

  @Test
  void whatIsWrongWithAListIsToldByItsPlace() {
    Map<String, Object> both =
        Map.of("equals", List.of("a b", "c"), "from", "x", "to", List.of("y"));
    assertThat(
            refused(
                List.of(
                    Map.of("equals", List.of("alone")),
                    Map.of("equals", List.of("SOC 2", "soc-2", " ", "?!", "x".repeat(101))),
                    both,
                    Map.of(),
                    Map.of("from", "x"),
                    Map.of("from", "roi", "to", List.of("ROI")),
                    Map.of("to", List.of("y")),
                    Map.of("equals", nCopies(21, "z")))))
        .containsExactly(
            "/entries/0/equals",
            "/entries/1/equals/1",
            "/entries/1/equals/2",
            "/entries/1/equals/3",
            "/entries/1/equals/4",
            "/entries/2",
            "/entries/3",
            "/entries/4/to",
            "/entries/5/to/0",
            "/entries/6/from",
            "/entries/7/equals");
    assertThat(refused(nCopies(501, Map.of("equals", List.of("a", "b")))))
        .containsExactly("/entries");
    admin
        .with("If-Match", "*")
        .send("PUT", "/search/synonyms", "application/json", "{\"entries\":[null]}")
        .expect(422);
    admin
        .with("If-Match", "*")
        .send(
            "PUT",
            "/search/synonyms",
            "application/json",
            "{\"entries\":[{\"equals\":[null,\"a\"]}]}")
        .expect(422);
    admin.with("If-Match", "*").put("/search/synonyms", Map.of()).expect(422);
    admin
        .with("If-Match", "*")
        .put("/search/synonyms", Map.of("entries", List.of(Map.of("even", 1))))
        .expect(422);
    Map<String, Object> queries = Map.of("entries", List.of(), "queries", nCopies(21, "q"));
    marketer.post("/search/synonyms/preview", queries).expect(422);
  }

  @Test
  void aPreviewTellsWhatWouldComeRiseAndFallForTheCallerAndChangesNothing() {
    put(List.of());
    String literal = collateral("Aerostat card", "About the aerostat.");
    String other = collateral("Lighter than air vehicle", "A vehicle lighter than air.");
    TestClient insider = halfdoor.as("marketer2@hangar");
    String hidden =
        insider
            .post(
                "/collateral",
                Map.of(
                    "title",
                    "Lighter than air, secretly",
                    "kind",
                    "sheet",
                    "text",
                    "x",
                    "audience",
                    "team:hangar",
                    "publish",
                    true))
            .expect(201)
            .id();
    rep.get("/search?q=aerostat").expect(200);
    rep.get("/search?q=lunch").expect(200);
    await()
        .until(
            () ->
                halfdoor
                        .database()
                        .jdbi()
                        .withHandle(
                            handle ->
                                handle
                                    .createQuery(
                                        "SELECT count(*) FROM search_log WHERE q = 'lunch'")
                                    .mapTo(Integer.class)
                                    .one())
                    > 0);
    Map<String, Object> proposal =
        Map.of("entries", List.of(Map.of("from", "aerostat", "to", List.of("lighter than air"))));
    JsonNode items =
        marketer.post("/search/synonyms/preview", proposal).expect(200).json().get("items");
    assertThat(items).as("what people asked that the list touches").hasSize(1);
    JsonNode aerostat = items.get(0);
    assertThat(aerostat.get("query").asText()).isEqualTo("aerostat");
    assertThat(aerostat.get("before").toString())
        .isEqualTo(
            "[{\"id\":\"" + literal + "\",\"kind\":\"collateral\",\"title\":\"Aerostat card\"}]");
    assertThat(aerostat.get("after"))
        .extracting(hit -> hit.get("id").asText())
        .containsExactly(literal, other);
    assertThat(aerostat.get("came").toString()).isEqualTo("[\"" + other + "\"]");
    assertThat(aerostat.get("rose")).isEmpty();
    assertThat(aerostat.get("fell")).isEmpty();
    assertThat(aerostat.get("left")).isEmpty();
    assertThat(aerostat.get("synonyms").toString())
        .isEqualTo("[{\"typed\":\"aerostat\",\"also\":[\"lighter than air\"]}]");
    assertThat(
            insider
                .post("/search/synonyms/preview", proposal)
                .expect(200)
                .json()
                .at("/items/0/came"))
        .extracting(JsonNode::asText)
        .contains(hidden);

    assertThat(ids(search("aerostat", null))).containsExactly(literal);
    put(List.of(Map.of("from", "aerostat", "to", List.of("lighter than air"))));
    JsonNode back =
        marketer
            .post(
                "/search/synonyms/preview",
                Map.of("entries", List.of(), "queries", List.of("aerostat", "lunch")))
            .expect(200)
            .json();
    assertThat(back.at("/items/0/left").toString()).isEqualTo("[\"" + other + "\"]");
    assertThat(back.at("/items/1/after")).isEmpty();
  }

  private List<String> refused(List<?> entries) {
    JsonNode problem =
        admin
            .with("If-Match", "*")
            .put("/search/synonyms", Map.of("entries", entries))
            .expect(422)
            .json();
    assertThat(marketer.post("/search/synonyms/preview", Map.of("entries", entries)).status())
        .isEqualTo(422);
    return stream(problem.get("errors").spliterator(), false)
        .map(error -> error.get("pointer").asText())
        .toList();
  }

  private Reply put(Object entries) {
    String tag = admin.get("/search/synonyms").expect(200).header("ETag");
    return admin
        .with("If-Match", tag)
        .put("/search/synonyms", Map.of("entries", entries))
        .expect(200);
  }

  private String collateral(String title, String text) {
    Reply added =
        marketer
            .post(
                "/collateral",
                Map.of("title", title, "kind", "sheet", "text", text, "publish", true))
            .expect(201);
    search("nothing", added);
    return added.id();
  }

  private JsonNode search(String q, Reply after) {
    String position = after == null ? "" : "&after=" + after.header("Halfdoor-Position");
    return rep.get("/search?q=" + encode(q, UTF_8) + position).expect(200).json();
  }

  private static List<String> ids(JsonNode answer) {
    return stream(answer.get("hits").spliterator(), false)
        .map(hit -> hit.get("id").asText())
        .toList();
  }
}
