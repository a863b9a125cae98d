package io.halfdoor.api.template;

import static io.halfdoor.api.template.Bodies.based;
import static io.halfdoor.api.template.Bodies.mail;
import static io.halfdoor.api.template.Bodies.move;
import static io.halfdoor.api.template.Bodies.pointers;
import static io.halfdoor.api.template.Bodies.published;
import static io.halfdoor.api.template.Bodies.snippet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TemplateTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep@enterprise");

  @Test
  void aTemplateIsADraftUntilItIsPublishedAndReadersSeeWhatIsPublished() {
    Reply draft = marketer.post("/templates", mail(Map.of("externalId", "first"))).expect(201);
    String path = "/templates/" + draft.id();
    assertThat(draft.header("Location")).endsWith(path);
    assertThat(draft.json().get("state").asText()).isEqualTo("draft");
    assertThat(draft.json().get("kind").asText()).isEqualTo("template");
    assertThat(draft.json().get("language").asText()).isEqualTo("en");
    assertThat(draft.json().get("reviewIntervalDays").asInt()).isEqualTo(180);
    assertThat(draft.json().at("/content/format").asText()).isEqualTo("markdown");
    assertThat(marketer.get(path).expect(200).json()).isEqualTo(draft.json());
    rep.get(path).expect(404);
    rep.get(path + "/preview").expect(404);
    rep.post(path + "/render", Map.of("data", Map.of())).expect(404);
    assertThat(rep.get("/templates?externalId=first").json().get("items")).isEmpty();

    move(marketer, path, "published").expect(200);
    marketer
        .post(path + "/versions", Map.of("subject", "s", "body", "Not yet.", "publish", false))
        .expect(201);
    JsonNode seen = rep.get(path).expect(200).json();
    assertThat(seen.at("/content/number").asInt()).isEqualTo(1);
    assertThat(seen.has("latestVersion")).isFalse();
    rep.get(path + "/versions/2").expect(404);
    assertThat(rep.get(path + "/versions").json().get("items")).hasSize(1);
    assertThat(marketer.get(path + "/versions").json().get("items")).hasSize(2);
    assertThat(rep.get("/templates?externalId=first").json().at("/items/0/content").has("body"))
        .isFalse();
    rep.with("If-Match", "*").patch(path, Map.of("title", "Mine")).expect(403);
    rep.post(path + "/versions", Map.of("subject", "s", "body", "b")).expect(403);
  }

  @Test
  void aRepPublishesForThemselvesAlone() {
    Reply mine = rep.post("/templates", mail(Map.of("title", "Mine"))).expect(201);
    move(rep, "/templates/" + mine.id(), "published").expect(403);
    String me = "person:" + rep.get("/me").id();
    published(rep, mail(Map.of("title", "For me", "audience", me)));
    rep.post("/templates", mail(Map.of("publish", true))).expect(403);
  }

  @Test
  void anAudienceIsHeldToInSearchToo() {
    Reply made =
        published(
            marketer,
            mail(
                Map.of(
                    "title", "Quokka letter",
                    "audience", "team:enterprise",
                    "body", "A wombat for {{contact.firstName | you}}.")));
    TestClient other = halfdoor.as("rep2@retail");
    String after = "&after=" + made.header("Halfdoor-Position");
    JsonNode found = rep.get("/search?q=wombat&facets=type" + after).expect(200).json();
    assertThat(found.at("/hits/0/id").asText()).isEqualTo(made.id());
    assertThat(found.at("/hits/0/kind").asText()).isEqualTo("template");
    assertThat(found.at("/facets/type/0/value").asText()).isEqualTo("template");
    assertThat(rep.get("/search?q=heard&facets=type" + after).json().toString())
        .contains(made.id());
    assertThat(other.get("/search?q=wombat" + after).json().get("hits")).isEmpty();
    other.get("/templates/" + made.id()).expect(404);
  }

  @Test
  void aSnippetHasNoSubjectAndAMailHasOne() {
    Map<String, Object> wrong = snippet("wrong", "b", Map.of("subject", "s", "preheader", "p"));
    assertThat(pointers(marketer.post("/templates", wrong).expect(422)))
        .containsExactly("/subject", "/preheader");
    assertThat(pointers(marketer.post("/templates", Map.of("title", "t", "body", "b")).expect(422)))
        .containsExactly("/subject");
    assertThat(
            pointers(
                marketer
                    .post(
                        "/templates",
                        mail(Map.of("fields", List.of(Map.of("name", "x", "type", "code")))))
                    .expect(422)))
        .containsExactly("/fields/0/type");
  }

  @Test
  void itSaysWhichObjectionsItHelpsWithInTheirOrderAndUnknownOnesAreRefused() {
    String second = Objections.add(halfdoor.database().jdbi(), "too-expensive");
    String first = Objections.add(halfdoor.database().jdbi(), "no-budget");
    Reply refused =
        marketer
            .post("/templates", mail(Map.of("objections", List.of(first, "obj_nobody"))))
            .expect(422);
    assertThat(pointers(refused)).containsExactly("/objections/1");
    Reply made =
        marketer
            .post("/templates", mail(Map.of("objections", List.of("too-expensive", first))))
            .expect(201);
    String path = "/templates/" + made.id();
    assertThat(texts(made.json().get("objections"))).containsExactly(second, first);
    assertThat(marketer.get(path + "/links").json().findValuesAsText("role"))
        .containsExactly("answers", "answers");
    assertThat(marketer.get("/templates?objection=no-budget").json().findValuesAsText("id"))
        .contains(made.id());
    marketer.get("/templates?objection=nothing").expect(400);

    based(marketer, path).patch(path, Map.of("title", "New title")).expect(200);
    assertThat(marketer.get(path).json().get("objections")).hasSize(2);
    Map<String, Object> none = new HashMap<>();
    none.put("objections", null);
    Reply emptied = based(marketer, path).patch(path, none).expect(200);
    assertThat(emptied.json().get("objections")).isEmpty();
  }

  @Test
  void collateralIsAttachedAtTheLatestOrAPinnedVersionAndCannotGoUnnoticed() {
    String sheet = sheet("Price sheet", true);
    marketer.post("/collateral/" + sheet + "/versions", Map.of("text", "second")).expect(201);
    Map<String, Object> pinned = Map.of("id", sheet, "version", 1);
    Reply made = published(marketer, mail(Map.of("attachments", List.of(pinned))));
    String path = "/templates/" + made.id();
    assertThat(made.json().at("/attachments/0/version").asInt()).isEqualTo(1);
    JsonNode mail = rep.post(path + "/render", Map.of("data", Map.of())).expect(200).json();
    assertThat(mail.at("/attachments/0/id").asText()).isEqualTo(sheet);
    assertThat(mail.at("/attachments/0/version").asInt()).isEqualTo(1);
    assertThat(
            pointers(
                marketer
                    .post(
                        "/templates",
                        mail(
                            Map.of(
                                "attachments",
                                List.of(Map.of("id", sheet, "version", 9), Map.of("id", "x")))))
                    .expect(422)))
        .containsExactly("/attachments/0/version", "/attachments/1/id");
    assertThat(marketer.get("/collateral/" + sheet + "/where-used").json().at("/items/0/id"))
        .isEqualTo(made.json().get("id"));

    String at = "/collateral/" + sheet;
    Reply refused =
        based(marketer, at).post(at + "/transitions", Map.of("to", "archived")).expect(409);
    assertThat(refused.json().at("/usedBy/0/id").asText()).isEqualTo(made.id());
    based(marketer, at).post(at + "/transitions?force=true", Map.of("to", "archived")).expect(200);
    assertThat(marketer.get(path).json().get("dueReason").asText()).contains("taken away");
    assertThat(pointers(rep.post(path + "/render", Map.of("data", Map.of())).expect(422)))
        .containsExactly("/attachments/0");
  }

  @Test
  void whatMayNotBeSentIsNotSentAlong() {
    String internal = sheet("Margins", false);
    Map<String, Object> body = mail(Map.of("attachments", List.of(Map.of("id", internal))));
    Reply draft = marketer.post("/templates", body).expect(201);
    String path = "/templates/" + draft.id();
    assertThat(pointers(move(marketer, path, "published").expect(422)))
        .containsExactly("/attachments/0");
    marketer.get(path + "/preview").expect(422);
    String open = published(marketer, mail(Map.of())).id();
    based(marketer, "/templates/" + open)
        .patch("/templates/" + open, Map.of("attachments", List.of(Map.of("id", internal))))
        .expect(422);
  }

  @Test
  void versionsAreComparedLineByLineAndAnOldOneIsMadeNewAgain() {
    Reply made = published(marketer, mail(Map.of("body", "One\ntwo\nthree", "subject", "Hello")));
    String path = "/templates/" + made.id();
    marketer
        .post(
            path + "/versions",
            Map.of("subject", "Hello", "body", "One\n2\nthree\nfour", "note", "Shorter"))
        .expect(201);
    JsonNode diff = rep.get(path + "/diff").expect(200).json();
    assertThat(diff.get("from").asInt()).isEqualTo(1);
    assertThat(diff.at("/parts/0/changed").asBoolean()).isFalse();
    assertThat(lines(diff.at("/parts/2/lines")))
        .containsExactly("both One", "from two", "to 2", "both three", "to four");
    assertThat(diff.at("/parts/3/changed").asBoolean()).isTrue();
    assertThat(lines(diff.at("/parts/3/lines"))).contains("from   - name: contact.firstName");
    rep.get(path + "/diff?from=1&to=7").expect(404);

    Reply restored = marketer.post(path + "/restores", Map.of("version", 1)).expect(201);
    assertThat(restored.json().get("publishedVersion").asInt()).isEqualTo(3);
    assertThat(restored.json().at("/content/body").asText()).isEqualTo("One\ntwo\nthree");
    assertThat(restored.json().at("/content/fields/0/name").asText())
        .isEqualTo("contact.firstName");
    assertThat(marketer.get(path + "/versions/3").json().get("note").asText()).contains("1 again");
    marketer.post(path + "/restores", Map.of("version", 9)).expect(422);
  }

  @Test
  void aVersionThatIsPublishedPublishesADraft() {
    Reply draft = marketer.post("/templates", mail(Map.of())).expect(201);
    Reply grown =
        marketer
            .post(
                "/templates/" + draft.id() + "/versions",
                Map.of("subject", "s", "body", "b", "publish", true))
            .expect(201);
    assertThat(grown.json().get("state").asText()).isEqualTo("published");
    rep.get("/templates/" + draft.id()).expect(200);
  }

  @Test
  void aChangeOfAnOldCopyIsRefusedAndWritesNothing() {
    Reply made = marketer.post("/templates", mail(Map.of())).expect(201);
    String path = "/templates/" + made.id();
    marketer.patch(path, Map.of("title", "x")).expect(428);
    based(marketer, path).patch(path, Map.of("title", "Second")).expect(200);
    Reply stale =
        marketer.with("If-Match", made.header("ETag")).patch(path, Map.of("title", "Third"));
    stale.expect(412);
    assertThat(stale.json().at("/present/title").asText()).isEqualTo("Second");
    marketer
        .with("If-Match", made.header("ETag"))
        .post(path + "/versions", Map.of("subject", "s", "body", "b"))
        .expect(412);
    based(marketer, path).patch(path, Map.of("kind", "snippet")).expect(422);
    based(marketer, path).delete(path).expect(204);
    marketer.get(path).expect(404);
  }

  @Test
  void itIsFreshOrDueAndItsUsesViewsFlagsAndTimelineStandBelowIt() {
    Reply made = published(marketer, mail(Map.of("reviewIntervalDays", 30)));
    String path = "/templates/" + made.id();
    rep.get(path + "/preview").expect(200);
    assertThat(rep.get(path + "/views").expect(200).json().get("views").asInt()).isEqualTo(1);
    rep.post(path + "/uses", Map.of("how", "sent")).expect(201);
    assertThat(rep.get(path + "/uses").json().at("/items/0/version").asInt()).isEqualTo(1);
    rep.post(path + "/flags", Map.of("what", "wrong", "note", "Typo.")).expect(201);
    assertThat(rep.get(path + "/where-used").expect(200).json().get("items")).isEmpty();
    assertThat(rep.get(path + "/activity").json().findValuesAsText("action"))
        .containsExactly("flagged", "used", "created");
    halfdoor.clock().advance(Duration.ofDays(31));
    String before = marketer.get(path).header("ETag");
    Reply review = marketer.post(path + "/reviews", Map.of("note", "Right.")).expect(201);
    JsonNode seen = marketer.get(path).json();
    assertThat(seen.get("verifiedAt")).isEqualTo(review.json().get("at"));
    assertThat(seen.get("dueAt").asText()).isGreaterThan(review.json().get("at").asText());
    assertThat(marketer.get(path).header("ETag")).isNotEqualTo(before);
    marketer.with("If-Match", before).patch(path, Map.of("title", "New")).expect(200);
  }

  @Test
  void searchLearnsThatATemplateIsDueThoughNobodyWroteToIt() {
    Reply made =
        published(marketer, mail(Map.of("title", "Harpsichord letter", "reviewIntervalDays", 5)));
    String query = "/search?q=harpsichord&facets=fresh&after=";
    assertThat(
            marketer
                .get(query + made.header("Halfdoor-Position"))
                .json()
                .at("/facets/fresh/0/value")
                .asText())
        .isEqualTo("true");
    halfdoor.clock().advance(Duration.ofDays(6));
    halfdoor.doNow("check templates");
    assertThat(marketer.get("/findings?limit=200").json().findValuesAsText("item"))
        .contains(made.id());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        marketer
                            .get("/search?q=harpsichord&facets=fresh")
                            .json()
                            .at("/facets/fresh/0/value")
                            .asText())
                    .isEqualTo("false"));
  }

  private String sheet(String title, boolean mayBeSent) {
    Map<String, Object> body =
        Map.of(
            "title", title, "kind", "sheet", "text", "t", "mayBeSent", mayBeSent, "publish", true);
    return marketer.post("/collateral", body).expect(201).id();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> lines(JsonNode lines) {
    return lines
        .valueStream()
        .map(line -> line.get("in").asText() + " " + line.get("text").asText())
        .toList();
  }
}
