package io.halfdoor.api.request;

import static io.halfdoor.api.request.RequestImportTest.CSV;
import static io.halfdoor.api.request.RequestImportTest.imported;
import static io.halfdoor.api.request.RequestImportTest.outcomes;
import static io.halfdoor.api.request.RequestTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.web.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests taken away, and brought back. */
class RequestExportTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final ObjectMapper JSON = Json.mapper();
  private static final String FORMULA = "=HYPERLINK(\"http://x.example\";\"y\"),\r\n-1;+2\t'@3";

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void aTableIsReadBackAsItWasAndASpreadsheetRunsNothingOfIt() throws IOException {
    TestClient asking = halfdoor.as("repWhoExports");
    Map<String, Object> body = body("@SUM(1+1)*cmd|' /C calc'!A0");
    body.put("details", FORMULA);
    body.put("externalId", "-x-1");
    body.put("kind", "deck");
    body.put("confidential", true);
    Reply nasty = asking.post("/requests", body).expect(201);
    Reply plain = asking.post("/requests", body("\u00dcber, \"alles\" '")).expect(201);
    String path = "/requests/export?requestedBy=" + asking.get("/me").id();

    Reply file = marketer.get(path).expect(200);

    assertThat(file.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
    assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=requests.csv");
    List<CSVRecord> rows = parsed(file.text());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("id")).isEqualTo(plain.id());
    assertThat(rows.get(0).get("title")).isEqualTo("\u00dcber, \"alles\" '");
    assertThat(rows.get(1).get("id")).isEqualTo(nasty.id());
    assertThat(rows.get(1).get("title")).isEqualTo("'@SUM(1+1)*cmd|' /C calc'!A0");
    assertThat(rows.get(1).get("details"))
        .isEqualTo("'=HYPERLINK(\"http://x.example\";\"y\"),\r\n'-1;'+2\t''@3");
    assertThat(rows.get(1).get("externalId")).isEqualTo("'-x-1");
    assertThat(rows.get(1).get("state")).isEqualTo("submitted");
    for (CSVRecord row : rows) {
      assertThat(row).noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r\\n].*"));
    }
    JsonNode done = imported(marketer, CSV, file.text(), false);
    assertThat(outcomes(marketer, done)).containsExactly("unchanged", "unchanged");
    String edited = file.text().replace("'@SUM(1+1)", "'@SUM(1+2)");
    assertThat(outcomes(marketer, imported(marketer, CSV, edited, false)))
        .containsExactly("unchanged", "updated");
    JsonNode now = asking.get("/requests/" + nasty.id()).json();
    assertThat(now.get("title").asText()).isEqualTo("@SUM(1+2)*cmd|' /C calc'!A0");
    assertThat(now.get("details").asText()).isEqualTo(FORMULA);
    assertThat(now.get("externalId").asText()).isEqualTo("-x-1");
  }

  @Test
  void linesOfJsonAreTheRequestsAsTheyAreReadAndAreTakenBackToo() throws IOException {
    TestClient asking = halfdoor.as("repOfLines");
    Map<String, Object> body = body("One, with a deal");
    body.put("deal", Map.of("crmId", "006X"));
    asking.post("/requests", body).expect(201);
    asking.post("/requests", body("Two")).expect(201);
    Reply file =
        asking.get("/requests/export?format=jsonLines&requestedBy=me&state=submitted").expect(200);
    assertThat(file.header("Content-Type"))
        .isEqualToIgnoringCase("application/x-ndjson;charset=UTF-8");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : file.text().split("\n")) {
      lines.add(timeless(JSON.readTree(line)));
    }
    JsonNode listed = asking.get("/requests?requestedBy=me").expect(200).json().get("items");
    assertThat(lines)
        .isEqualTo(listed.valueStream().map(RequestExportTest::timeless).toList())
        .hasSize(2);
    assertThat(outcomes(marketer, imported(marketer, "application/x-ndjson", file.text(), false)))
        .containsExactly("unchanged", "unchanged");
  }

  @Test
  void onlyWhatTheCallerSeesAndAsksForIsInIt() throws IOException {
    TestClient asking = halfdoor.as("repOfSecrets");
    Map<String, Object> secret = body("A kakapo secret");
    secret.put("confidential", true);
    asking.post("/requests", secret).expect(201);
    String open = asking.post("/requests", body("A kakapo sheet")).expect(201).id();
    asking.post("/requests", body("A kea sheet")).expect(201);
    String path = "/requests/export?requestedBy=" + asking.get("/me").id();
    assertThat(parsed(asking.get(path).text())).hasSize(3);
    assertThat(parsed(rep.get(path).text())).hasSize(2);
    assertThat(parsed(rep.get(path + "&q=kakapo").text()))
        .singleElement()
        .satisfies(row -> assertThat(row.get("id")).isEqualTo(open));
    assertThat(parsed(rep.get(path + "&state=closed").expect(200).text())).isEmpty();
    rep.get(path + "&format=xml").expect(400);
    rep.get(path + "&limit=1").expect(400);
    halfdoor.anonymous().get(path).expect(401);
  }

  @Test
  void howeverManyThereAreEachIsThereOnce() throws IOException {
    TestClient asking = halfdoor.as("repOfMany");
    Reply first = asking.post("/requests", body("The first of many")).expect(201);
    halfdoor
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  INSERT INTO request (id, version, title, details, labels, confidential, state,
                    requested_by, filed_by, created_at, updated_at, updated_by)
                  SELECT gen_random_uuid(), 1, 'Many', 'Many', '{}', false, 'submitted',
                    requested_by, filed_by, created_at, updated_at, updated_by
                  FROM request, generate_series(1, 1203) WHERE title = 'The first of many'
                  """);
              handle.execute(
                  """
                  INSERT INTO stay (request_id, state, since)
                  SELECT id, 'submitted', created_at FROM request WHERE title = 'Many'
                  """);
            });
    List<CSVRecord> rows = parsed(asking.get("/requests/export?requestedBy=me").text());
    assertThat(rows).hasSize(1_204);
    assertThat(rows.stream().map(row -> row.get("id")))
        .doesNotHaveDuplicates()
        .contains(first.id());
  }

  private static JsonNode timeless(JsonNode request) {
    return ((ObjectNode) request.deepCopy()).without(List.of("clock", "forecast"));
  }

  private static List<CSVRecord> parsed(String text) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    return format.parse(new StringReader(text)).getRecords();
  }
}
