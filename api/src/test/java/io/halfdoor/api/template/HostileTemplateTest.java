package io.halfdoor.api.template;

import static io.halfdoor.api.template.Bodies.mail;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.web.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What nobody means well: a clear problem or a safe result, soon, and nothing half kept. */
class HostileTemplateTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final Duration SOON = Duration.ofMillis(200);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatIsTooMuchIsRefusedSoonAndNothingIsKept() {
    Map<String, Map<String, Object>> refused = new LinkedHashMap<>();
    refused.put("5 MB", much("body", "a".repeat(5 << 20)));
    refused.put("100,001 characters", much("body", "a".repeat(100_001)));
    refused.put("11,000 merge fields", much("body", "{{a}}\n".repeat(11_000)));
    refused.put("10,000 fields", much("fields", fields(10_000)));
    refused.put("sections 1,000 deep", much("body", "{{#a}}".repeat(1_000)));
    refused.put("a title of a megabyte", mail(Map.of("title", "t".repeat(900_000))));
    refused.forEach(
        (what, body) -> {
          assertSoon(what, "POST", "/templates", body, 413, 422);
          assertSoon(what, "POST", "/templates/lint", wording(body), 413, 422, 200);
        });
    assertThat(marketer.get("/templates?limit=200").json().findValuesAsText("title"))
        .doesNotContain("Too much");
  }

  @Test
  void whatIsStrangeIsKeptAsADraftAtMostAndRenderedSafelyOrNotAtAll() {
    Map<String, String> strange = new LinkedHashMap<>();
    strange.put("ten thousand fields", "{{contact.firstName | a}} ".repeat(3_800));
    strange.put("a bomb of stars", "*".repeat(40_000));
    strange.put("a bomb of brackets", "[".repeat(45_000));
    strange.put("a bomb of quotes", "> ".repeat(20_000));
    strange.put("a script", "<script>alert(1)</script><p onclick=\"x()\">Hello</p>");
    strange.put("a link of script", "<a href=\"javascript:x()\">a</a><img src=\"data:x\">Hello");
    strange.put(
        "styles that tell", "<p style=\"background:url(https://evil.example/x)\">Hello</p>");
    strange.put("tags that do not end", "<div>".repeat(5_000) + "Hello");
    strange.put("a turned direction", "Hello \u202e olleH");
    strange.put("nothing but braces", "{{".repeat(20_000));
    for (String format : List.of("markdown", "html")) {
      strange.forEach(
          (what, body) -> {
            Reply made = marketer.post("/templates", mail(Map.of("body", body, "format", format)));
            assertThat(made.status()).as(what).isIn(201, 422);
            if (made.status() == 201) {
              String path = "/templates/" + made.id();
              assertSoon(what, "GET", path + "/lint", null, 200);
              assertSoon(what, "GET", path + "/preview", null, 200, 422);
              Reply mail = marketer.get(path + "/preview");
              if (mail.status() == 200) {
                assertThat(mail.json().get("html").asText())
                    .as(what)
                    .doesNotContain("<script", "onclick", "javascript:", "url(", "\u202e", "{{");
              }
            }
          });
    }
  }

  @Test
  void aComparisonOfWhatHasNothingInCommonEndsSoon() {
    String one = IntStream.range(0, 9_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
    Reply made = marketer.post("/templates", mail(Map.of("body", one))).expect(201);
    String path = "/templates/" + made.id();
    marketer
        .post(path + "/versions", Map.of("subject", "s", "body", one.replace('a', 'b')))
        .expect(201);
    assertSoon("all lines new", "GET", path + "/diff", null, 200);
    assertThat(marketer.get(path + "/diff").json().at("/parts/2/lines")).hasSize(18_000);
  }

  /**
   * One of a few times it takes the processors no longer: what else they do is none of the server's
   * doing.
   */
  private void assertSoon(String what, String method, String path, Object body, int... statuses) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 25 && best >= SOON.toNanos(); i++) {
      HttpRequest request = request(method, path, body);
      long start = PROCESS.getProcessCpuTime();
      HttpResponse<String> reply = sent(request);
      best = Math.min(best, PROCESS.getProcessCpuTime() - start);
      assertThat(statuses).as(what + " " + reply.body()).contains(reply.statusCode());
    }
    assertThat(Duration.ofNanos(best)).as(what).isLessThan(SOON);
  }

  private HttpRequest request(String method, String path, Object body) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(written(body));
    return HttpRequest.newBuilder(URI.create(halfdoor.address() + "/api/v1" + path))
        .header("Authorization", "Bearer " + marketer.token())
        .header("Content-Type", "application/json")
        .method(method, publisher)
        .build();
  }

  private static HttpResponse<String> sent(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String written(Object body) {
    try {
      return Json.mapper().writeValueAsString(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> much(String name, Object value) {
    return mail(Map.of("title", "Too much", name, value));
  }

  /** The same as a wording that is not stored, which has no title. */
  private static Map<String, Object> wording(Map<String, Object> body) {
    Map<String, Object> wording = new LinkedHashMap<>(body);
    wording.remove("title");
    return wording;
  }

  private static List<Map<String, String>> fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Map.of("name", "f" + i, "type", "text"))
        .toList();
  }
}
