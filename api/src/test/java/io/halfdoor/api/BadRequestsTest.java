package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.RawRequest.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More than a hundred requests that are wrong in as many ways, sent as bytes. */
class BadRequestsTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final String TOKEN = "Authorization: Bearer " + TestHalfdoor.ADMIN_TOKEN + "\n";
  private static final String HOST = "Host: halfdoor\n";
  private static final String END = "Connection: close\n\n";

  @TestFactory
  Stream<DynamicTest> aBadRequestIsRefusedInTheOneShape() {
    List<RawRequest> corpus = corpus();
    assertThat(corpus).hasSizeGreaterThan(100);
    assertThat(corpus).extracting(RawRequest::name).doesNotHaveDuplicates();
    return corpus.stream()
        .map(
            request ->
                dynamicTest(
                    request.name(),
                    () -> {
                      Answer answer = request.send(halfdoor.address());
                      check(answer);
                      if (request.name().startsWith("body: ")) {
                        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
                      }
                    }));
  }

  @Test
  void theServerServesOnAfterAllOfThem() throws IOException {
    for (RawRequest request : corpus()) {
      request.send(halfdoor.address());
    }
    halfdoor.admin().get("/me").expect(200);
  }

  @Test
  void aPointerLeadsToAKeyOfAnyName() {
    Map<String, Object> body =
        Map.of("title", "x", "kind", "other", "text", "x", "labels", Map.of("a/b~c", List.of(" ")));
    Reply refused = halfdoor.admin().post("/collateral", body).expect(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/labels/a~1b~0c/0");
  }

  static void check(Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.toString()).isBetween(100, 499);
    assertThat(answer.header("X-Content-Type-Options")).as(answer.toString()).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
    assertThat(answer.header("Server")).isNull();
    if (answer.status() >= 400 && !answer.body().isEmpty()) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      JsonNode problem = TestClient.JSON.readTree(answer.body());
      assertThat(problem.get("type").asText()).startsWith("urn:halfdoor:problem:");
      assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
      assertThat(problem.get("title").asText()).isNotBlank();
      assertThat(problem.get("detail").asText()).isNotBlank();
      assertThat(problem.get("requestId").asText()).isEqualTo(answer.header("X-Request-Id"));
      assertThat(answer.body())
          .doesNotContainIgnoringCase("exception")
          .doesNotContain("io.halfdoor", "org.eclipse", "com.fasterxml", "SELECT ", "\tat ");
    }
    if (answer.status() == 405) {
      assertThat(answer.header("Allow")).isNotBlank();
    }
    if (answer.status() == 401) {
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\n" + HOST + TOKEN + END;
  }

  private static String post(String body) {
    return post("/api/v1/people", "application/json", body);
  }

  private static String post(String path, String type, String body) {
    return "POST "
        + path
        + " HTTP/1.1\n"
        + HOST
        + TOKEN
        + "Content-Type: "
        + type
        + "\nContent-Length: "
        + body.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1).length
        + "\n"
        + END
        + body;
  }

  private static List<RawRequest> corpus() {
    List<RawRequest> corpus = new ArrayList<>();
    paths(corpus);
    methods(corpus);
    headers(corpus);
    framing(corpus);
    bodies(corpus);
    return corpus;
  }

  private static void add(List<RawRequest> corpus, String name, String text) {
    corpus.add(RawRequest.of(name, text));
  }

  private static void paths(List<RawRequest> corpus) {
    List<String> paths =
        List.of(
            "/",
            "/nowhere",
            "/api",
            "/api/v1",
            "/api/v1/",
            "/api/v1/nowhere",
            "/api/v2/me",
            "/api/v1/me/",
            "/api/v1//me",
            "/api/v1/people/%00",
            "/%00",
            "/api/v1/people/%",
            "/api/v1/people/%zz",
            "/api/v1/people/%c3%28",
            "/api/v1/people/%ff%fe",
            "/api/v1/people/%2f",
            "/api/v1/people/..%2f..%2fetc%2fpasswd",
            "/api/v1/people/%2e%2e/me",
            "/api/v1/people/../../../etc/passwd",
            "/docs/..%2f..%2fconfig.yml",
            "/docs/../../config.yml",
            "/docs/%2e%2e/openapi.yaml",
            "/docs//start.js",
            "/docs/nowhere.js",
            "/healthcheck",
            "/healthcheck/nowhere",
            "/openapi.yaml/",
            "/openapi.json",
            "/api/v1/people/;jsessionid=1",
            "/api/v1/people;a=b/x",
            "/api/v1/people/\\..\\x",
            "/api/v1/people/\"x\"",
            "/api/v1/people/<script>",
            "/api/v1/people/{id}",
            "/api/v1/people/\u00e9",
            "/api/v1/people/per_",
            "/api/v1/people/" + "x".repeat(3_000),
            "/api/v1/me?limti=5",
            "/api/v1/people?limit=abc",
            "/api/v1/people?limit=0",
            "/api/v1/people?limit=-1",
            "/api/v1/people?limit=201",
            "/api/v1/people?limit=99999999999999999999",
            "/api/v1/people?limit=1.5",
            "/api/v1/people?limit=",
            "/api/v1/people?limit=1&limit=2",
            "/api/v1/people?cursor=",
            "/api/v1/people?cursor=x",
            "/api/v1/people?cursor=%00",
            "/api/v1/people?cursor=bnVsbA",
            "/api/v1/people?cursor=W10",
            "/api/v1/people?cursor=WzEsMl0",
            "/api/v1/people?cursor=e30",
            "/api/v1/people?%",
            "/api/v1/people?%zz=1",
            "/api/v1/people?a=%c3%28",
            "/api/v1/people?=",
            "/api/v1/people?&&&",
            "/api/v1/people?{x}={y}",
            "/api/v1/people?" + "a=b&".repeat(1_500),
            "http://elsewhere.example/api/v1/nowhere",
            "http://[::1/api/v1/me",
            "//elsewhere.example/api/v1/me",
            "*",
            "api/v1/me",
            "");
    paths.forEach(path -> add(corpus, "GET " + abbreviated(path), get(path)));
  }

  private static String abbreviated(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "... " + text.length();
  }

  private static void methods(List<RawRequest> corpus) {
    for (String method :
        List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "PUT", "DELETE", "get", "G\u00cbT", "")) {
      for (String path : List.of("/api/v1/me", "/docs/", "/openapi.yaml", "/healthcheck/live")) {
        add(
            corpus,
            "method '" + method + "' " + path,
            method + " " + path + " HTTP/1.1\n" + HOST + TOKEN + END);
      }
    }
    add(corpus, "CONNECT authority", "CONNECT a.example:443 HTTP/1.1\n" + HOST + END);
    add(corpus, "HEAD nowhere", "HEAD /nowhere HTTP/1.1\n" + HOST + END);
    add(corpus, "HEAD without a token", "HEAD /api/v1/me HTTP/1.1\n" + HOST + END);
    add(corpus, "OPTIONS *", "OPTIONS * HTTP/1.1\n" + HOST + END);
    add(corpus, "OPTIONS nowhere", "OPTIONS /api/v1/nowhere HTTP/1.1\n" + HOST + END);
  }

  private static void headers(List<RawRequest> corpus) {
    String line = "GET /api/v1/me HTTP/1.1\n";
    Map.ofEntries(
            Map.entry("no host", TOKEN),
            Map.entry("two hosts", HOST + "Host: other\n" + TOKEN),
            Map.entry("bad host", "Host: a b\n" + TOKEN),
            Map.entry("empty host", "Host:\n" + TOKEN),
            Map.entry("huge header", HOST + "X: " + "x".repeat(70_000) + "\n" + TOKEN),
            Map.entry("many headers", HOST + "A: b\n".repeat(20_000) + TOKEN),
            Map.entry("folded header", HOST + "X: a\n b\n" + TOKEN),
            Map.entry("header without colon", HOST + "nonsense\n" + TOKEN),
            Map.entry("space before colon", HOST + "X : y\n" + TOKEN),
            Map.entry("NUL in header", HOST + "X: a\0b\n" + TOKEN),
            Map.entry("bare CR in a value", HOST + "X: a\rb\n" + TOKEN),
            Map.entry("no scheme", HOST + "Authorization: hd_x\n"),
            Map.entry("basic", HOST + "Authorization: Basic YTpi\n"),
            Map.entry("empty bearer", HOST + "Authorization: Bearer \n"),
            Map.entry("wrong token", HOST + "Authorization: Bearer hd_" + "x".repeat(43) + "\n"),
            Map.entry("Latin token", HOST + "Authorization: Bearer \u00ff\u00fe\n"),
            Map.entry("not acceptable", HOST + TOKEN + "Accept: text/csv\n"),
            Map.entry("bad accept", HOST + TOKEN + "Accept: ;;;\n"),
            Map.entry("bad accept q", HOST + TOKEN + "Accept: application/json;q=x\n"),
            Map.entry("bad range", HOST + TOKEN + "Range: bytes=x\n"),
            Map.entry("bad if-none-match", HOST + TOKEN + "If-None-Match: \"\n"),
            Map.entry("bad date", HOST + TOKEN + "If-Modified-Since: yesterday\n"),
            Map.entry("strange request id", HOST + TOKEN + "X-Request-Id: a b\"}{\n"),
            Map.entry("bad traceparent", HOST + TOKEN + "traceparent: 00-x-y-z\n"),
            Map.entry("bad language", HOST + TOKEN + "Accept-Language: ;;q=\n"),
            Map.entry("bad cookie", HOST + TOKEN + "Cookie: =;=\"\n"),
            Map.entry("bad encoding", HOST + TOKEN + "Accept-Encoding: gzip;q=x\n"),
            Map.entry("expectation", HOST + TOKEN + "Expect: miracles\n"),
            Map.entry("bad origin", HOST + TOKEN + "Origin: null\n"),
            Map.entry("forwarded", HOST + TOKEN + "X-Forwarded-For: 1, ', \"\n"))
        .forEach((name, headers) -> add(corpus, "header: " + name, line + headers + END));
    add(corpus, "HTTP/1.0", "GET /api/v1/nowhere HTTP/1.0\n" + TOKEN + "\n");
    add(corpus, "HTTP/0.9", "GET /api/v1/me\n\n");
    add(corpus, "HTTP/3.7", "GET /api/v1/me HTTP/3.7\n" + HOST + TOKEN + END);
    add(corpus, "HTTP/x", "GET /api/v1/me HTTP/x\n" + HOST + TOKEN + END);
    add(corpus, "not HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\n\n");
  }

  private static void framing(List<RawRequest> corpus) {
    String line =
        "POST /api/v1/people HTTP/1.1\n" + HOST + TOKEN + "Content-Type: application/json\n";
    Map.ofEntries(
            Map.entry(
                "CL and TE", "Content-Length: 3\nTransfer-Encoding: chunked\n" + END + "0\n\n"),
            Map.entry("two lengths", "Content-Length: 2\nContent-Length: 3\n" + END + "{}"),
            Map.entry("negative length", "Content-Length: -1\n" + END + "{}"),
            Map.entry("length in words", "Content-Length: two\n" + END + "{}"),
            Map.entry("huge length", "Content-Length: 99999999999999999999\n" + END + "{}"),
            Map.entry("too short", "Content-Length: 1000\n" + END + "{"),
            Map.entry("no length", END),
            Map.entry("bad chunk", "Transfer-Encoding: chunked\n" + END + "zz\n{}\n0\n\n"),
            Map.entry("no last chunk", "Transfer-Encoding: chunked\n" + END + "2\n{}\n"),
            Map.entry("unknown TE", "Transfer-Encoding: magic\n" + END + "{}"),
            Map.entry("TE twice", "Transfer-Encoding: chunked, chunked\n" + END + "0\n\n"),
            Map.entry("no gzip", "Content-Encoding: gzip\nContent-Length: 2\n" + END + "{}"),
            Map.entry("unknown encoding", "Content-Encoding: x\nContent-Length: 2\n" + END + "{}"))
        .forEach((name, rest) -> add(corpus, "framing: " + name, line + rest));
  }

  private static void bodies(List<RawRequest> corpus) {
    String person =
        "\"name\":\"A\",\"email\":\"bad-%d@example.com\",\"role\":\"rep\",\"side\":\"sales\"";
    Map.ofEntries(
            Map.entry("empty", ""),
            Map.entry("space", " "),
            Map.entry("null", "null"),
            Map.entry("true", "true"),
            Map.entry("number", "1"),
            Map.entry("text", "\"x\""),
            Map.entry("list", "[]"),
            Map.entry("empty object", "{}"),
            Map.entry("open", "{"),
            Map.entry("words", "hello"),
            Map.entry("trailing text", "{" + person + "} x"),
            Map.entry("trailing object", "{" + person + "}{}"),
            Map.entry("trailing comma", "{" + person + ",}"),
            Map.entry("duplicate key", "{" + person + ",\"name\":\"B\"}"),
            Map.entry("unknown field", "{" + person + ",\"nmae\":\"B\"}"),
            Map.entry("owned field", "{" + person + ",\"id\":\"per_x\",\"version\":7}"),
            Map.entry("wrong type", "{\"name\":[1]}"),
            Map.entry("number for text", "{" + person.replace("\"A\"", "5") + "}"),
            Map.entry("flag for text", "{" + person.replace("\"A\"", "true") + "}"),
            Map.entry("fraction for text", "{" + person.replace("\"A\"", "1.5") + "}"),
            Map.entry("object for text", "{\"name\":{}}"),
            Map.entry("text for flag", "{" + person + ",\"active\":\"true\"}"),
            Map.entry("number for flag", "{" + person + ",\"active\":1}"),
            Map.entry("unknown word", "{\"role\":\"king\"}"),
            Map.entry("index for word", "{\"role\":0}"),
            Map.entry("constant for word", "{\"role\":\"REP\"}"),
            Map.entry(
                "NUL",
                "{\"name\":\"a\\u0000b\",\"email\":\"nul@example.com\",\"role\":\"rep\",\"side\":\"sales\"}"),
            Map.entry(
                "lone surrogate",
                "{\"name\":\"\\ud800\",\"email\":\"s@example.com\",\"role\":\"rep\",\"side\":\"sales\"}"),
            Map.entry("bad UTF-8", "{\"name\":\"\u00c3\u0028\"}"),
            Map.entry("overlong UTF-8", "{\"name\":\"\u00c0\u00af\"}"),
            Map.entry("control character", "{\"name\":\"a\u0001b\"}"),
            Map.entry("comment", "/* x */ {}"),
            Map.entry("single quotes", "{'name':'x'}"),
            Map.entry("NaN", "{\"name\":NaN}"),
            Map.entry("long number", "{\"name\":" + "1".repeat(2_000) + "}"),
            Map.entry("huge exponent", "{\"name\":1e999999999}"),
            Map.entry("deep lists", "[".repeat(100_000)),
            Map.entry("deep objects", "{\"a\":".repeat(50_000)),
            Map.entry("long name", "{\"" + "a".repeat(60_000) + "\":1}"),
            Map.entry("10 MB", "{\"name\":\"" + "a".repeat(10_000_000) + "\"}"),
            Map.entry("10 MB of spaces", " ".repeat(10_000_000)),
            Map.entry("prototype", "{\"__proto__\":{\"admin\":true}}"),
            Map.entry("class", "{\"@class\":\"java.lang.Runtime\"}"))
        .forEach((name, body) -> add(corpus, "body: " + name, post(body)));
    for (String type :
        Set.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/merge-patch+json",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "nonsense",
            "a/b/c",
            ";")) {
      add(corpus, "type: " + type, post("/api/v1/people", type, "{}"));
    }
  }
}
