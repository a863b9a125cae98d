package io.halfdoor.api.template;

import static io.halfdoor.api.template.Bodies.based;
import static io.halfdoor.api.template.Bodies.mail;
import static io.halfdoor.api.template.Bodies.move;
import static io.halfdoor.api.template.Bodies.pointers;
import static io.halfdoor.api.template.Bodies.snippet;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LintTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void errorsKeepItFromBeingPublishedAndWarningsDoNot() {
    Reply draft =
        marketer
            .post("/templates", mail(Map.of("body", "{{unknown}} {{contact.firstName}}")))
            .expect(201);
    String path = "/templates/" + draft.id();
    assertThat(codes(marketer.get(path + "/lint").expect(200)))
        .containsExactly("field_unknown", "fallback_missing", "preheader_empty");
    assertThat(pointers(move(marketer, path, "published").expect(422))).containsExactly("/body");
    marketer
        .post(
            path + "/versions",
            Map.of("subject", "s", "body", "{{unknown}}", "fields", List.of(), "publish", true))
        .expect(422);
    marketer.post("/templates", mail(Map.of("body", "{{unknown}}", "publish", true))).expect(422);
    assertThat(marketer.get(path).json().get("latestVersion").asInt()).isEqualTo(1);
    marketer
        .post(
            path + "/versions",
            Map.of(
                "subject",
                "s",
                "body",
                "{{contact.firstName}}",
                "fields",
                List.of(Bodies.FIRST_NAME),
                "publish",
                true))
        .expect(201);
    assertThat(codes(rep.get(path + "/lint").expect(200)))
        .containsExactly("fallback_missing", "preheader_empty");
  }

  @Test
  void aWordingThatIsNotStoredIsLookedAtTheSameWay() {
    Map<String, Object> wording =
        Map.of("subject", "s", "preheader", "p", "body", "<b>{{x}}", "format", "html");
    assertThat(codes(rep.post("/templates/lint", wording).expect(200)))
        .contains("field_unknown", "tag_unbalanced");
    assertThat(
            codes(
                rep.post("/templates/lint", Map.of("kind", "snippet", "body", "Kind regards"))
                    .expect(200)))
        .isEmpty();
  }

  @Test
  void whatBecameOfWhatItLeadsToIsLookedAt() {
    String sheet = sheet("Kept", 365);
    String archived = sheet("Archived", 365);
    String due = sheet("Due", 1);
    String gone = sheet("Gone", 365);
    String link = "[see](https://crm.example.io/api/v1/collateral/%s) ";
    Reply made =
        marketer
            .post(
                "/templates",
                mail(
                    Map.of(
                        "body", (link + link + link + link).formatted(sheet, archived, due, gone),
                        "fields", List.of(),
                        "subject", "s",
                        "preheader", "p",
                        "attachments", List.of(Map.of("id", due)))))
            .expect(201);
    String path = "/templates/" + made.id();
    assertThat(codes(marketer.get(path + "/lint"))).isEmpty();
    moved("archived", archived);
    String at = "/collateral/" + gone;
    based(marketer, at).delete(at).expect(204);
    halfdoor.clock().advance(Duration.ofDays(2));
    assertThat(codes(marketer.get(path + "/lint")))
        .containsExactly("link_archived", "link_gone", "attachment_due", "link_due");
    moved("archived", due);
    assertThat(codes(marketer.get(path + "/lint")))
        .contains("attachment_archived", "attachment_due");
  }

  @Test
  void aSnippetThatIsNotPublishedDoesNotGoOut() {
    Reply draft = marketer.post("/templates", snippet("not-yet", "b", Map.of())).expect(201);
    Map<String, Object> body =
        mail(Map.of("subject", "s", "preheader", "p", "body", "b {{> not-yet}} {{> never}}"));
    String path = "/templates/" + marketer.post("/templates", body).expect(201).id();
    assertThat(codes(marketer.get(path + "/lint")))
        .contains("snippet_unpublished", "snippet_unknown");
    move(marketer, path, "published").expect(422);
    Bodies.move(marketer, "/templates/" + draft.id(), "published").expect(200);
    assertThat(codes(marketer.get(path + "/lint"))).doesNotContain("snippet_unpublished");
  }

  private void moved(String to, String collateral) {
    String path = "/collateral/" + collateral;
    based(marketer, path).post(path + "/transitions?force=true", Map.of("to", to)).expect(200);
  }

  private String sheet(String title, int days) {
    Map<String, Object> body =
        Map.of(
            "title",
            title,
            "kind",
            "sheet",
            "text",
            "t",
            "mayBeSent",
            true,
            "reviewIntervalDays",
            days,
            "publish",
            true);
    return marketer.post("/collateral", body).expect(201).id();
  }

  private static List<String> codes(Reply lint) {
    return lint.json().findValuesAsText("code");
  }
}
