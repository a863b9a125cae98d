package io.halfdoor.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests brought in at once. */
class RequestImportTest {

  static final String CSV = "text/csv";

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void rowsFileRequestsAndOnceMoreChangeNothing() {
    label("industry", "utilities");
    marketer
        .post(
            "/objections",
            Map.of("phrase", "It is too blue", "category", "need", "externalId", "o-1"))
        .expect(201);
    rep.get("/me").expect(200);
    String due = today().plusDays(9).toString();
    String table =
        """
        externalId,title,details,kind,label.industry,objections,needBy,deal,requestedBy,assigneeId,colour
        i-1,A blue sheet,"They ask, often",onePager,utilities,o-1,%s,006I,rep@example.com,marketer@example.com,blue
        i-2,Another,Please,,,,,,,,
        """
            .formatted(due);

    assertThat(outcomes(imported(marketer, CSV, table, true)))
        .containsExactly("created", "created");
    assertThat(items("externalId=i-1")).isEmpty();
    JsonNode done = imported(marketer, CSV, table, false);

    assertThat(outcomes(done)).containsExactly("created", "created");
    assertThat(done.get("kind").asText()).isEqualTo("request");
    assertThat(done.get("ignored").toString()).isEqualTo("[\"colour\"]");
    JsonNode first = items("externalId=i-1").getFirst();
    assertThat(first.get("id")).isEqualTo(rows(done).getFirst().get("item"));
    assertThat(first.get("details").asText()).isEqualTo("They ask, often");
    assertThat(first.get("kind").asText()).isEqualTo("onePager");
    assertThat(first.at("/labels/industry/0").asText()).isEqualTo("utilities");
    assertThat(first.get("objections")).hasSize(1);
    assertThat(first.get("needBy").asText()).isEqualTo(due);
    assertThat(first.get("deals")).hasSize(1);
    assertThat(first.get("requestedBy").asText()).isEqualTo(rep.get("/me").id());
    assertThat(first.get("filedBy").asText()).isEqualTo(marketer.get("/me").id());
    assertThat(first.get("assigneeId").asText()).isEqualTo(marketer.get("/me").id());
    JsonNode second = items("externalId=i-2").getFirst();
    assertThat(second.get("requestedBy").asText()).isEqualTo(marketer.get("/me").id());

    assertThat(outcomes(imported(marketer, CSV, table, true)))
        .containsExactly("unchanged", "unchanged");
    assertThat(outcomes(imported(marketer, CSV, table, false)))
        .containsExactly("unchanged", "unchanged");
    assertThat(items("externalId=i-1").getFirst().get("version").asInt()).isEqualTo(1);
    String other = table.replace("Another", "Yet another").replace("006I", "006J");
    assertThat(outcomes(imported(marketer, CSV, other, true)))
        .containsExactly("updated", "updated");
    assertThat(items("externalId=i-2").getFirst()).isEqualTo(second);
    assertThat(outcomes(imported(marketer, CSV, other, false)))
        .containsExactly("updated", "updated");
    JsonNode changed = items("externalId=i-2").getFirst();
    assertThat(changed.get("title").asText()).isEqualTo("Yet another");
    assertThat(changed.get("version").asInt()).isEqualTo(2);
    assertThat(items("externalId=i-1").getFirst().get("deals")).isNotEqualTo(first.get("deals"));
    String unlabelled = "externalId,labels\ni-1,{}\n";
    assertThat(outcomes(imported(marketer, CSV, unlabelled, false))).containsExactly("updated");
    JsonNode bare = items("externalId=i-1").getFirst();
    assertThat(bare.get("labels")).isEmpty();
    assertThat(bare.get("kind").asText()).as("what a row does not say stays").isEqualTo("onePager");
  }

  @Test
  void whatWasMergedStaysAsItIs() {
    String into = rep.post("/requests", RequestTest.body("It stays")).expect(201).id();
    Reply from = rep.post("/requests", RequestTest.body("It goes")).expect(201);
    marketer
        .with("If-Match", from.header("ETag"))
        .post("/requests/" + from.id() + "/merge", Map.of("into", into))
        .expect(200);
    String same = "id,title\n" + from.id() + ",It goes\n";
    assertThat(outcomes(imported(marketer, CSV, same, false))).containsExactly("unchanged");
    String other = same.replace("goes", "comes back");
    for (boolean rehearsed : new boolean[] {true, false}) {
      JsonNode row = rows(imported(marketer, CSV, other, rehearsed)).getFirst();
      assertThat(row.get("outcome").asText()).isEqualTo("failed");
      assertThat(row.toString()).contains("merged into another");
    }
  }

  @Test
  void aRowThatCannotBeTakenSaysWhyAndHoldsUpNoOther() {
    String known = marketer.post("/requests", RequestTest.body("There already")).expect(201).id();
    String table =
        """
        externalId,id,title,details,kind,labels,objections,needBy,deal,requestedBy,assigneeId,confidential
        ,,No id,Please,,,,,,,,
        e-1,,,Please,,,,,,,,
        e-2,,Title,Please,poem,,,,,,,
        e-3,,Title,Please,,"{""industry"":[""alchemy""]}",,,,,,
        e-4,,Title,Please,,,obj_nothing,,,,,
        e-5,,Title,Please,,,,2020-01-01,,,,
        e-6,,Title,Please,,,,soon,,,,
        e-7,,Title,Please,,,,,,nobody@example.com,,
        e-8,,Title,Please,,,,,,,nobody@example.com,
        e-9,,Title,Please,,,,,,,,perhaps
        e-10,req_01k9zq3v5sfgx8m2n4p6r8t0w2,Title,Please,,,,,,,,
        ,%s,,,,,,,,rep@example.com,,
        e-11,,Taken,Please,,,,,,,,
        e-11,,Twice,Please,,,,,,,,
        """
            .formatted(known);
    rep.get("/me").expect(200);
    for (boolean dry : List.of(true, false)) {
      List<JsonNode> rows = rows(imported(marketer, CSV, table, dry));
      assertThat(rows.stream().map(row -> row.at("/errors/0/pointer").asText()))
          .containsExactly(
              "/externalId",
              "/title",
              "/kind",
              "/labels/industry/0",
              "/objections/0",
              "/needBy",
              "/needBy",
              "/requestedBy",
              "/assigneeId",
              "/confidential",
              "/id",
              "/requestedBy",
              "",
              "/externalId");
      assertThat(rows.get(12).get("outcome").asText()).isEqualTo("created");
    }
    assertThat(items("externalId=e-11")).hasSize(1);
    assertThat(items("externalId=e-5")).isEmpty();
    rep.upload("POST", "/imports?kind=request", CSV, BodyPublishers.ofString(table)).expect(403);
  }

  /** An import that is over. */
  static JsonNode imported(TestClient caller, String type, String table, boolean dryRun) {
    String id =
        caller
            .upload(
                "POST",
                "/imports?kind=request&dryRun=" + dryRun,
                type,
                BodyPublishers.ofString(table, UTF_8))
            .expect(202)
            .id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !caller.get("/imports/" + id).json().get("state").asText().equals("running"));
    JsonNode done = caller.get("/imports/" + id).expect(200).json();
    assertThat(done.get("state").asText()).as(done.toString()).isEqualTo("done");
    return done;
  }

  private List<JsonNode> rows(JsonNode done) {
    return rows(marketer, done);
  }

  static List<JsonNode> rows(TestClient caller, JsonNode done) {
    return caller
        .get("/imports/" + done.get("id").asText() + "/rows?limit=200")
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .toList();
  }

  private List<String> outcomes(JsonNode done) {
    return outcomes(marketer, done);
  }

  static List<String> outcomes(TestClient caller, JsonNode done) {
    return rows(caller, done).stream().map(row -> row.get("outcome").asText()).toList();
  }

  private List<JsonNode> items(String query) {
    return marketer
        .get("/requests?" + query)
        .expect(200)
        .json()
        .get("items")
        .valueStream()
        .map(RequestImportTest::timeless)
        .toList();
  }

  /** What does not change by itself. */
  private static JsonNode timeless(JsonNode request) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) request.deepCopy())
        .without(List.of("clock", "forecast"));
  }

  private static void label(String key, String value) {
    TestClient admin = halfdoor.admin();
    String etag = admin.get("/labels/" + key).header("ETag");
    TestClient based = etag == null ? admin : admin.with("If-Match", etag);
    based.put("/labels/" + key, Map.of("name", key, "values", List.of(value)));
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
  }
}
