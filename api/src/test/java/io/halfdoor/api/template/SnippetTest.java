package io.halfdoor.api.template;

import static io.halfdoor.api.template.Bodies.based;
import static io.halfdoor.api.template.Bodies.mail;
import static io.halfdoor.api.template.Bodies.move;
import static io.halfdoor.api.template.Bodies.published;
import static io.halfdoor.api.template.Bodies.snippet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SnippetTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep@enterprise");

  @Test
  void aSnippetIsIncludedByItsIdOrExternalIdWithTheFieldsThatItDescribes() {
    Reply signature =
        published(
            marketer,
            snippet(
                "signature",
                "{{sender.name}}, Wrenfield",
                Map.of(
                    "fields",
                    List.of(Map.of("name", "sender.name", "type", "text", "example", "Callum")))));
    String body = "Hello {{contact.firstName | there}}\n\n{{> signature}}\n\n{{> %s}}";
    Reply made = published(marketer, mail(Map.of("body", body.formatted(signature.id()))));
    String path = "/templates/" + made.id();
    assertThat(made.json().at("/content/includes/1").asText()).isEqualTo(signature.id());
    String text =
        rep.post(path + "/render", Map.of("data", Map.of("sender.name", "Rosa")))
            .expect(200)
            .json()
            .get("text")
            .asText();
    assertThat(text.split("Rosa, Wrenfield", -1)).hasSize(3);
    rep.post(path + "/render", Map.of("data", Map.of())).expect(422);
    assertThat(rep.get(path + "/preview").json().get("text").asText()).contains("Callum");
    assertThat(marketer.get(path + "/lint").json().findValuesAsText("code"))
        .doesNotContain("field_unknown", "field_unused");
    JsonNode links = marketer.get(path + "/links").json().get("items");
    assertThat(links).hasSize(1);
    assertThat(links.at("/0/role").asText()).isEqualTo("includes");
    rep.get("/templates/" + signature.id() + "/preview").expect(422);
  }

  @Test
  void aNewVersionOfASnippetMakesWhatIncludesItDueAndTellsItsOwner() {
    TestClient owner = halfdoor.as("marketer2");
    String inner = published(marketer, snippet("inner", "one", Map.of())).id();
    published(marketer, snippet("outer", "{{> inner}}", Map.of()));
    Reply made = published(owner, mail(Map.of("title", "Deep", "body", "b {{> outer}}")));
    String path = "/templates/" + made.id();
    marketer
        .post("/templates/" + inner + "/versions", Map.of("body", "draft", "publish", false))
        .expect(201);
    assertThat(owner.get(path).json().has("dueReason")).isFalse();
    assertThat(text(path)).contains("one");

    move(marketer, "/templates/" + inner, "archived").expect(409);
    marketer.post("/templates/" + inner + "/versions", Map.of("body", "two")).expect(201);
    assertThat(owner.get(path).json().get("dueReason").asText()).contains("snippet");
    JsonNode notice = owner.get("/me/notices?unread=true").json().at("/items/0");
    assertThat(notice.get("what").asText()).isEqualTo("snippetChanged");
    assertThat(notice.at("/item/id").asText()).isEqualTo(made.id());
    assertThat(notice.at("/about/id").asText()).isEqualTo(inner);
    assertThat(text(path)).contains("two");
    owner.post(path + "/reviews", Map.of()).expect(201);
    assertThat(owner.get(path).json().has("dueReason")).isFalse();
  }

  @Test
  void snippetsIncludeEachOtherInNoCircle() {
    String first = published(marketer, snippet("circle-1", "one", Map.of())).id();
    published(marketer, snippet("circle-2", "{{> circle-1}}", Map.of()));
    for (String closing : List.of("{{> circle-2}}", "{{> circle-1}}", "{{> " + first + "}}")) {
      Reply refused =
          marketer.post("/templates/" + first + "/versions", Map.of("body", closing)).expect(422);
      assertThat(refused.text()).contains("includes itself");
    }
    assertThat(marketer.get("/templates/" + first).json().get("latestVersion").asInt())
        .isEqualTo(1);
  }

  @Test
  void snippetsStandFiveDeepInEachOtherAndNoDeeper() {
    published(marketer, snippet("deep-0", "ground", Map.of()));
    for (int i = 1; i <= 4; i++) {
      published(marketer, snippet("deep-" + i, "{{> deep-" + (i - 1) + "}}", Map.of()));
    }
    String path = "/templates/" + published(marketer, mail(Map.of("body", "{{> deep-4}}"))).id();
    assertThat(text(path)).contains("ground");
    published(marketer, snippet("deep-5", "{{> deep-4}}", Map.of()));
    marketer.post("/templates", mail(Map.of("body", "{{> deep-5}}"))).expect(422);
    String ground = marketer.get("/templates?externalId=deep-0").json().at("/items/0/id").asText();
    published(marketer, snippet("deeper", "bedrock", Map.of()));
    marketer.post("/templates/" + ground + "/versions", Map.of("body", "{{> deeper}}")).expect(201);
    assertThat(rep.post(path + "/render", Map.of("data", Map.of())).expect(422).text())
        .contains("deep in each other");
  }

  @Test
  void aSnippetThatTheCallerMayNotSeeIsNone() {
    published(marketer, snippet("for-us", "ours", Map.of("audience", "marketing")));
    String path = "/templates/" + published(marketer, mail(Map.of("body", "b {{> for-us}}"))).id();
    assertThat(marketer.get(path + "/preview").expect(200).json().get("text").asText())
        .contains("ours");
    assertThat(rep.get(path + "/preview").expect(422).text()).contains("There is no snippet");
    assertThat(rep.get(path + "/links").json().get("items")).isEmpty();
  }

  @Test
  void whatASnippetNoLongerIncludesIsNoLongerUsed() {
    String used = published(marketer, snippet("used", "u", Map.of())).id();
    Reply made = published(marketer, mail(Map.of("body", "b {{> used}}")));
    String path = "/templates/" + made.id();
    marketer
        .post(path + "/versions", Map.of("subject", "s", "body", "b", "publish", false))
        .expect(201);
    assertThat(marketer.get("/templates/" + used + "/where-used").json().get("items")).hasSize(1);
    move(marketer, "/templates/" + used, "archived").expect(409);
    marketer.post(path + "/versions", Map.of("subject", "s", "body", "b")).expect(201);
    assertThat(marketer.get("/templates/" + used + "/where-used").json().get("items")).isEmpty();
    based(marketer, "/templates/" + used).delete("/templates/" + used).expect(204);
  }

  private String text(String path) {
    return rep.post(path + "/render", Map.of("data", Map.of()))
        .expect(200)
        .json()
        .get("text")
        .asText();
  }
}
