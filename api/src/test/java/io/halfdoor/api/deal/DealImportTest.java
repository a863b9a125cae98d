package io.halfdoor.api.deal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The deals of a CRM, brought in at once. */
class DealImportTest {

  private static final String CSV = "text/csv";
  private static final String JSON_LINES = "application/x-ndjson";

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private TestClient rep;
  private TestClient marketer;

  @BeforeEach
  void people() {
    rep = halfdoor.as("rep");
    marketer = halfdoor.as("marketer");
  }

  @Test
  void theDealsOfACrmGoBeforeWhatPeopleSaidAndOnceMoreChangeNothing() {
    Map<String, Object> said = Map.of("account", "Orbi", "name", "Plant", "stage", "talking");
    String known = rep.post("/deals", said).expect(201).id();
    String table =
        """
        crmId,account,name,amount,currency,stage,closeDate,state,leadSource,colour
        c-1,ORBI,Plant,12500.50,EUR,negotiation,2026-12-18,,Trade fair,blue
        ,Lind,Renewal,900,USD,,,won,,
        """;

    assertThat(outcomes(imported(CSV, table, true))).containsExactly("updated", "created");
    rep.get("/deals/" + known).expect(200);
    assertThat(rep.get("/deals?account=lind").json().get("items")).isEmpty();
    JsonNode done = imported(CSV, table, false);
    assertThat(outcomes(done)).containsExactly("updated", "created");
    assertThat(done.get("kind").asText()).isEqualTo("deal");
    assertThat(done.get("ignored").toString()).isEqualTo("[\"colour\"]");
    assertThat(rows(done).getFirst().get("item").asText()).isEqualTo(known);
    assertThat(rows(done).getLast().get("externalId").asText()).isEqualTo("lind / renewal");

    JsonNode deal = rep.post("/deals", said).expect(200).json();
    assertThat(deal.get("id").asText()).isEqualTo(known);
    assertThat(deal.get("crmId").asText()).isEqualTo("c-1");
    assertThat(deal.get("stage").asText()).isEqualTo("negotiation");
    assertThat(deal.at("/value/amount").decimalValue()).isEqualByComparingTo("12500.5");
    assertThat(deal.get("closeDate").asText()).isEqualTo("2026-12-18");
    assertThat(deal.get("leadSource").asText()).isEqualTo("Trade fair");
    assertThat(outcomes(imported(CSV, table, false))).containsExactly("unchanged", "unchanged");
    assertThat(outcomes(imported(CSV, table, true))).containsExactly("unchanged", "unchanged");
  }

  @Test
  void aRowThatIsNoDealIsRefusedByItsFieldAndHoldsUpNoOther() {
    String rows =
        """
        {"crmId":"r-1","amount":"much","currency":"EUR"}
        {"crmId":"r-2","amount":5}
        {"crmId":"r-3","amount":1.005,"currency":"EUR"}
        {"account":"Alone"}
        {"crmId":"r-4","state":"maybe"}
        {"crmId":"r-5","closeDate":"2026-02-30"}
        {"crmId":"r-6","file":"a.txt"}
        {"crmId":"r-7"}
        {"crmId":"r-7","stage":"demo"}
        {"crmId":"r-8","amount":7.5,"currency":"EUR"}
        """;
    List<String> told = new ArrayList<>();
    for (JsonNode row : rows(imported(JSON_LINES, rows, false))) {
      told.add(row.get("outcome").asText() + row.at("/errors/0/pointer").asText());
    }
    assertThat(told)
        .containsExactly(
            "failed/amount",
            "failed/amount",
            "failed/amount",
            "failed/named",
            "failed/state",
            "failed/closeDate",
            "failed/file",
            "created",
            "failed/crmId",
            "created");
  }

  @Test
  void onlyKindsThatCanBeImportedAre() {
    marketer.upload("POST", "/imports?kind=label", CSV, BodyPublishers.ofString("a")).expect(400);
    rep.upload("POST", "/imports?kind=deal", CSV, BodyPublishers.ofString("a")).expect(403);
  }

  private JsonNode imported(String type, String rows, boolean dryRun) {
    String path =
        "/imports/"
            + marketer
                .upload(
                    "POST",
                    "/imports?kind=deal&dryRun=" + dryRun,
                    type,
                    BodyPublishers.ofByteArray(rows.getBytes(UTF_8)))
                .expect(202)
                .id();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !marketer.get(path).json().get("state").asText().equals("running"));
    return marketer.get(path).json();
  }

  private List<JsonNode> rows(JsonNode of) {
    List<JsonNode> rows = new ArrayList<>();
    marketer
        .get("/imports/" + of.get("id").asText() + "/rows")
        .json()
        .get("items")
        .forEach(rows::add);
    return rows;
  }

  private List<String> outcomes(JsonNode of) {
    return rows(of).stream().map(row -> row.get("outcome").asText()).toList();
  }
}
