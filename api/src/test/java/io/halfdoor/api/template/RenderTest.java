package io.halfdoor.api.template;

import static io.halfdoor.api.template.Bodies.mail;
import static io.halfdoor.api.template.Bodies.move;
import static io.halfdoor.api.template.Bodies.pointers;
import static io.halfdoor.api.template.Bodies.published;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenderTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void aNamedContactGetsAMailWithNothingLeftOpenAndEverythingEscaped() {
    String path = path(published(marketer, offer()));
    JsonNode mail =
        rep.post(
                path + "/render",
                Map.of(
                    "data",
                    Map.of(
                        "contact.firstName",
                        "Ann <b>",
                        "offer.price",
                        Map.of("amount", 1250.5, "currency", "EUR"))))
            .expect(200)
            .json();
    assertThat(mail.get("subject").asText()).isEqualTo("For Ann <b>");
    assertThat(mail.get("html").asText()).contains("Ann &lt;b&gt;").doesNotContain("{{");
    assertThat(mail.get("text").asText()).contains("Ann <b>").contains("€1,250.50");
    assertThat(mail.get("version").asInt()).isEqualTo(1);
    assertThat(mail.get("attachments")).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndNothingHalfRendered() {
    String path = path(published(marketer, offer()));
    Map<String, Object> data = new HashMap<>();
    data.put("offer.price", "cheap");
    data.put("nobody", "x");
    Reply refused = rep.post(path + "/render", Map.of("data", data)).expect(422);
    assertThat(pointers(refused))
        .contains("/data/offer.price", "/data/nobody", "/data/contact.firstName");
    assertThat(refused.text()).doesNotContain("Hello");
    assertThat(pointers(rep.post(path + "/render", Map.of()).expect(422))).containsExactly("/data");
  }

  @Test
  void numbersAreWrittenAsTheLocaleHasThem() {
    String path = path(published(marketer, offer()));
    Map<String, Object> data =
        Map.of(
            "contact.firstName", "Ann", "offer.price", Map.of("amount", 1250, "currency", "EUR"));
    String german =
        rep.post(path + "/render", Map.of("data", data, "locale", "de"))
            .expect(200)
            .json()
            .get("text")
            .asText();
    assertThat(german).contains("1.250,00");
    rep.post(path + "/render", Map.of("data", data, "locale", "not a locale")).expect(422);
  }

  @Test
  void theSameInputMakesTheSameFileAndNothingInItsHeadersCanBeInjected() {
    String path = path(published(marketer, offer()));
    Map<String, Object> data =
        Map.of(
            "contact.firstName",
            "Ann\r\nBcc: all@example.com",
            "offer.price",
            Map.of("amount", 1, "currency", "EUR"));
    TestClient mailer = rep.with("Accept", "message/rfc822");
    Map<String, Object> body = Map.of("data", data, "envelope", envelope("Rosa\nX-Evil: 1"));
    Reply file = mailer.post(path + "/render", body).expect(200);
    assertThat(file.header("Content-Type")).startsWith("message/rfc822");
    String head = file.text().substring(0, file.text().indexOf("\r\n\r\n"));
    assertThat(head)
        .contains("Message-ID: <0198c1@halfdoor.example>")
        .contains("Mon, 23 Nov 2026 09:30:00")
        .contains("b0198c1")
        .doesNotContain("\nBcc:")
        .doesNotContain("\nX-Evil:");
    assertThat(mailer.post(path + "/render", body).text()).isEqualTo(file.text());

    assertThat(pointers(mailer.post(path + "/render", Map.of("data", data)).expect(422)))
        .containsExactly("/envelope");
    Map<String, Object> noAddress = new HashMap<>(envelope("Rosa"));
    noAddress.put("from", Map.of("address", "nobody\r\nBcc: x@example.com"));
    assertThat(
            pointers(
                mailer
                    .post(path + "/render", Map.of("data", data, "envelope", noAddress))
                    .expect(422)))
        .containsExactly("/envelope");
  }

  @Test
  void aReaderRendersWhatIsPublishedAndWhoSeesDraftsThoseToo() {
    Reply made = published(marketer, offer());
    String path = path(made);
    marketer
        .post(path + "/versions", Map.of("subject", "Draft", "body", "New", "publish", false))
        .expect(201);
    rep.post(path + "/render", Map.of("data", Map.of(), "version", 2)).expect(404);
    assertThat(
            marketer
                .post(path + "/render", Map.of("data", Map.of(), "version", 2))
                .expect(200)
                .json()
                .get("subject")
                .asText())
        .isEqualTo("Draft");
    assertThat(rep.get(path + "/preview").json().get("subject").asText()).isEqualTo("For Hannah");
    rep.get(path + "/preview?version=2").expect(404);
    assertThat(marketer.get(path + "/preview?version=2").json().get("subject").asText())
        .isEqualTo("Draft");
  }

  @Test
  void internalTextNeverLeavesWhereverItComesFrom() {
    Map<String, Object> body =
        mail(
            Map.of(
                "body",
                "Hello {{#contact.firstName}}[internal: 40 % margin]{{/contact.firstName}}"));
    Reply draft = marketer.post("/templates", body).expect(201);
    String path = path(draft);
    Reply refused = marketer.post(path + "/render", Map.of("data", Map.of())).expect(422);
    assertThat(refused.text()).contains("not for buyers").doesNotContain("40 %");
    move(marketer, path, "published").expect(422);
    String open = path(published(marketer, mail(Map.of())));
    rep.post(
            open + "/render",
            Map.of("data", Map.of("contact.firstName", "Ann [internal: they pay late]")))
        .expect(422);
  }

  @Test
  void aTokenToReadRendersAndNothingIsWritten() {
    String path = path(published(marketer, mail(Map.of())));
    String secret =
        rep.post("/tokens", Map.of("name", "to read", "scope", "read"))
            .expect(201)
            .json()
            .get("secret")
            .asText();
    TestClient reading = halfdoor.withToken(secret);
    reading.post(path + "/render", Map.of("data", Map.of())).expect(200);
    reading.post(path + "/versions", Map.of("subject", "s", "body", "b")).expect(403);
  }

  private static Map<String, Object> envelope(String name) {
    return Map.of(
        "from", Map.of("name", name, "address", "rosa@example.com"),
        "to", List.of(Map.of("address", "hannah@example.org")),
        "date", "2026-11-23T09:30:00Z",
        "messageId", "0198c1@halfdoor.example",
        "boundary", "b0198c1");
  }

  private static Map<String, Object> offer() {
    return mail(
        Map.of(
            "subject", "For {{contact.firstName}}",
            "body", "Hello {{contact.firstName}}, it is {{offer.price}}.",
            "fields",
                List.of(
                    Bodies.FIRST_NAME,
                    Map.of(
                        "name", "offer.price",
                        "type", "money",
                        "example", Map.of("amount", 12, "currency", "EUR")))));
  }

  private static String path(Reply made) {
    return "/templates/" + made.id();
  }
}
