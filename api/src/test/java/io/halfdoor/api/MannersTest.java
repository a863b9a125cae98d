package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.halfdoor.api.RawRequest.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every answer has in common, whichever operation gave it. */
class MannersTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor =
      new TestHalfdoor().with("corsOrigins", "https://panel.example, https://crm.example");

  private static final String BEARER = "Authorization: Bearer " + TestHalfdoor.ADMIN_TOKEN + "\n";

  @TestFactory
  Stream<DynamicTest> whatCanBeReadCanBeAskedAboutByHead() {
    return Operation.all().stream()
        .filter(operation -> operation.method().equals("GET"))
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> {
                      String path =
                          (operation.isOfTheApi() ? "/api/v1" : "") + operation.examplePath();
                      Answer get = send("GET", path, BEARER);
                      Answer head = send("HEAD", path, BEARER);
                      assertThat(head.status()).isEqualTo(get.status());
                      assertThat(head.body()).isEmpty();
                      assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
                      assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
                    }));
  }

  @Test
  void aWrongMethodNamesTheRightOnes() throws IOException {
    assertThat(send("PUT", "/api/v1/people", BEARER).header("Allow").split(", "))
        .contains("GET", "POST", "HEAD");
    assertThat(send("POST", "/docs/", "").header("Allow")).contains("GET");
  }

  @Test
  void optionsNameTheMethodsAndNothingElse() throws IOException {
    Answer answer = send("OPTIONS", "/api/v1/people", "");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow").split(",\\s*")).contains("GET", "HEAD", "POST", "OPTIONS");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aCallerMayNameTheRequestAndStrangeNamesAreReplaced() throws IOException {
    assertThat(
            send("GET", "/api/v1/me", BEARER + "X-Request-Id: panel.42\n").header("X-Request-Id"))
        .isEqualTo("panel.42");
    Answer nowhere = send("GET", "/api/v1/nowhere", "X-Request-Id: panel.43\n");
    assertThat(nowhere.header("X-Request-Id")).isEqualTo("panel.43");
    assertThat(nowhere.body()).contains("\"requestId\":\"panel.43\"");
    assertThat(send("GET", "/docs/nowhere", "X-Request-Id: panel.44\n").body())
        .contains("\"requestId\":\"panel.44\"");
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    assertThat(
            send("GET", "/api/v1/me", "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\n")
                .header("X-Request-Id"))
        .isEqualTo(trace);
    for (String strange : List.of("a b", "x".repeat(65), "<script>", "\u00e9")) {
      assertThat(
              send("GET", "/api/v1/me", "X-Request-Id: " + strange + "\n").header("X-Request-Id"))
          .matches("[0-9a-f-]{36}");
    }
  }

  @Test
  void safeHeadersAreOnEveryAnswer() throws IOException {
    List<Answer> answers =
        List.of(
            send("GET", "/api/v1/me", BEARER),
            send("GET", "/api/v1/me", ""),
            send("GET", "/docs/", ""),
            send("GET", "/docs/nowhere", ""),
            send("GET", "/nowhere", ""),
            send("GET", "/openapi.yaml", "If-None-Match: *\n"),
            send("GET", "/healthcheck/ready", ""),
            preflight("https://panel.example"));
    for (Answer answer : answers) {
      assertThat(answer.header("X-Content-Type-Options"))
          .as(answer.toString())
          .isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe-eval", "*");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Cache-Control")).isNotBlank();
      assertThat(answer.header("X-Request-Id")).isNotBlank();
    }
    assertThat(answers.get(5).status()).isEqualTo(304);
  }

  @Test
  void aCompressedAnswerHasATagThatWorksEverywhere() throws IOException {
    String id = person("zip" + "p".repeat(150)).id();
    String path = "/api/v1/people/" + id;
    String plain = send("GET", path, BEARER).header("ETag");
    Answer zipped = send("GET", path, BEARER + "Accept-Encoding: gzip\n");
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.header("Vary")).contains("Accept-Encoding");
    String tag = zipped.header("ETag");
    for (String known : List.of(plain, tag, "W/" + plain, "\"x\", " + tag, "*")) {
      String asked = BEARER + "Accept-Encoding: gzip\nIf-None-Match: " + known + "\n";
      assertThat(send("GET", path, asked).status()).as(known).isEqualTo(304);
    }
    String unknown = BEARER + "If-None-Match: \"x\"\n";
    assertThat(send("GET", path, unknown).status()).isEqualTo(200);
    halfdoor
        .admin()
        .with("If-Match", tag)
        .patch("/people/" + id, Map.of("name", "Zipped"))
        .expect(200);
    Answer contract = send("GET", "/openapi.yaml", "Accept-Encoding: gzip\n");
    assertThat(contract.header("Content-Encoding")).isEqualTo("gzip");
    String again = "Accept-Encoding: gzip\nIf-None-Match: " + contract.header("ETag") + "\n";
    assertThat(send("GET", "/openapi.yaml", again).status()).isEqualTo(304);
  }

  @Test
  void ifMatchTakesListsAndStarAndNoWeakTags() {
    String id = person("match").id();
    String path = "/people/" + id;
    TestClient admin = halfdoor.admin();
    String tag = admin.get(path).header("ETag");
    admin.with("If-Match", "\"x\"").patch(path, Map.of("name", "A")).expect(412);
    admin.with("If-Match", "W/" + tag).patch(path, Map.of("name", "A")).expect(412);
    admin.with("If-Match", "nonsense").patch(path, Map.of("name", "A")).expect(412);
    assertThat(admin.get(path).header("ETag")).isEqualTo(tag);
    admin.with("If-Match", "\"x\", " + tag).patch(path, Map.of("name", "B")).expect(200);
    admin.with("If-Match", "*").patch(path, Map.of("name", "C")).expect(200);
    assertThat(admin.get(path).json().get("version").asInt()).isEqualTo(3);
  }

  @Test
  void ifMatchMayComeInSeveralHeaders() throws IOException {
    String id = person("headers").id();
    String tag = halfdoor.admin().get("/people/" + id).header("ETag");
    String body = "{\"name\":\"D\"}";
    String headers =
        BEARER
            + "If-Match: \"x\"\nIf-Match: "
            + tag
            + "\nContent-Type: application/merge-patch+json\nContent-Length: "
            + body.length()
            + "\n";
    assertThat(send("PATCH", "/api/v1/people/" + id, headers, body).status()).isEqualTo(200);
  }

  @Test
  void aConnectionOutlivesARefusalOfWhatWasNotYetSent() throws IOException {
    String head =
        "POST /api/v1/tokens HTTP/1.1\r\nHost: halfdoor\r\nContent-Type: application/json\r\n"
            + "Content-Length: 20000\r\n\r\n";
    String next = "GET /healthcheck/live HTTP/1.1\r\nHost: halfdoor\r\nConnection: close\r\n\r\n";
    URI server = halfdoor.address();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush(); // the rest comes in packets of its own
      out.write(("x".repeat(20_000) + next).getBytes(StandardCharsets.US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 OK");
    }
  }

  @Test
  void onlyListedFrontEndsMayCallFromABrowser() throws IOException {
    Answer allowed = send("GET", "/api/v1/me", BEARER + "Origin: https://panel.example\n");
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://panel.example");
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isNull();
    assertThat(allowed.header("Access-Control-Expose-Headers"))
        .contains("ETag", "Halfdoor-Position", "X-Request-Id", "RateLimit", "Retry-After");
    assertThat(allowed.header("Vary")).contains("Origin");

    Answer preflight = preflight("https://crm.example");
    assertThat(preflight.status()).isIn(200, 204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://crm.example");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("If-Match");

    for (String origin :
        List.of(
            "https://evil.example",
            "https://panel.example.evil.example",
            "https://panelxexample",
            "http://panel.example",
            "null")) {
      assertThat(preflight(origin).header("Access-Control-Allow-Origin")).as(origin).isNull();
      Answer answer = send("GET", "/api/v1/me", BEARER + "Origin: " + origin + "\n");
      assertThat(answer.header("Access-Control-Allow-Origin")).as(origin).isNull();
    }
  }

  @Test
  void limitsAreToldWithEveryAnswer() {
    Reply reply = halfdoor.as("rep").get("/me");
    assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"person\";q=6000;w=60");
    assertThat(reply.header("RateLimit")).matches("\"person\";r=\\d+;t=\\d+");
  }

  @Test
  void pagesFollowEachOtherAndCursorsBelongToTheirList() {
    for (int i = 0; i < 5; i++) {
      person("page" + i);
    }
    TestClient admin = halfdoor.admin();
    Reply first = admin.get("/people?limit=2").expect(200);
    String cursor = first.json().get("next").asText();
    assertThat(first.json().get("items")).hasSize(2);
    assertThat(first.header("Link"))
        .matches("</api/v1/people\\?[^>]+>; rel=\"next\"")
        .contains("limit=2", "cursor=" + cursor);
    Reply second = admin.get("/people?limit=2&cursor=" + cursor).expect(200);
    assertThat(second.json().at("/items/0/id").asText())
        .isNotIn(first.json().at("/items/0/id").asText(), first.json().at("/items/1/id").asText());
    Reply foreign = admin.get("/tokens?cursor=" + cursor).expect(400);
    assertThat(foreign.json().at("/errors/0/parameter").asText()).isEqualTo("cursor");
    admin.get("/people?cursor=" + cursor.substring(1)).expect(400);
  }

  private static Reply person(String name) {
    return halfdoor
        .admin()
        .post(
            "/people",
            Map.of(
                "name",
                name,
                "email",
                name.hashCode() + "@example.com",
                "role",
                "rep",
                "side",
                "sales"))
        .expect(201);
  }

  private static Answer preflight(String origin) throws IOException {
    return send(
        "OPTIONS",
        "/api/v1/people",
        "Origin: "
            + origin
            + "\nAccess-Control-Request-Method: PATCH\nAccess-Control-Request-Headers: if-match\n");
  }

  private static Answer send(String method, String path, String headers) throws IOException {
    return send(method, path, headers, "");
  }

  private static Answer send(String method, String path, String headers, String body)
      throws IOException {
    String text =
        method + " " + path + " HTTP/1.1\nHost: halfdoor\n" + headers + "Connection: close\n\n";
    return RawRequest.of(method + " " + path, text + body).send(halfdoor.address());
  }
}
