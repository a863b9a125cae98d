package io.halfdoor.api.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelResourceTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void theVocabularyBeginsWithTheKeysThatSalesAndMarketingSpeakOf() {
    assertThat(halfdoor.as("rep").get("/labels").expect(200).json().findValuesAsText("key"))
        .contains("industry", "persona", "stage", "product", "competitor", "region", "language");
  }

  @Test
  void anAdminSaysWhatTheValuesAreAndAnOldCopyIsRefused() {
    TestClient admin = halfdoor.admin();
    String etag = admin.get("/labels/industry").expect(200).header("ETag");
    Map<String, Object> wanted =
        Map.of("name", "Industry", "values", List.of("Retail", "Logistics"));
    admin.put("/labels/industry", wanted).expect(428);
    admin.with("If-Match", etag).put("/labels/industry", wanted).expect(200);
    Reply stale = admin.with("If-Match", etag).put("/labels/industry", wanted).expect(412);
    assertThat(stale.json().at("/present/values/0").asText()).isEqualTo("Retail");
    halfdoor.as("marketer").with("If-Match", etag).put("/labels/industry", wanted).expect(403);
  }

  @Test
  void aNewKeyIsMadeButNotOneThatSearchesMeanSomethingElseBy() {
    TestClient admin = halfdoor.admin();
    Map<String, Object> wanted = Map.of("name", "Channel", "values", List.of("Partner"));
    admin.put("/labels/channel", wanted).expect(201);
    admin.put("/labels/state", wanted).expect(409);
    admin.with("If-Match", "\"absent-1\"").put("/labels/absent", wanted).expect(412);
    admin.get("/labels/absent").expect(404);
    admin.put("/labels/No-Key", wanted).expect(404);
    admin.put("/labels/twice", Map.of("name", "Twice", "values", List.of("a", "a"))).expect(422);
  }

  @Test
  void collateralTakesItsLabelsFromTheVocabularyAndKeepsWhatWasTakenOutLater() {
    TestClient admin = halfdoor.admin();
    admin
        .put("/labels/tier", Map.of("name", "Tier", "values", List.of("Gold", "Silver")))
        .expect(201);
    TestClient marketer = halfdoor.as("marketer");
    Reply wrong =
        marketer
            .post("/collateral", collateral(Map.of("tier", List.of("Gold", "Tin"))))
            .expect(422);
    assertThat(wrong.json().at("/errors/0/pointer").asText()).isEqualTo("/labels/tier/1");
    Reply made =
        marketer.post("/collateral", collateral(Map.of("tier", List.of("Gold")))).expect(201);
    admin
        .with("If-Match", admin.get("/labels/tier").header("ETag"))
        .put("/labels/tier", Map.of("name", "Tier", "values", List.of("Silver")))
        .expect(200);
    marketer
        .with("If-Match", made.header("ETag"))
        .patch("/collateral/" + made.id(), Map.of("title", "Another"))
        .expect(200);
  }

  private static Map<String, Object> collateral(Map<String, List<String>> labels) {
    return Map.of("title", "One", "kind", "onePager", "text", "Some text.", "labels", labels);
  }
}
