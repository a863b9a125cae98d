package io.halfdoor.api.template;

import static io.halfdoor.api.template.Bodies.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
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

  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatIsTooMuchIsRefusedSoonAndNothingIsKept() {
    Map<String, Object> refused = new LinkedHashMap<>();
    refused.put("5 MB", mail(Map.of("body", "a".repeat(5 << 20))));
    refused.put("100,001 characters", mail(Map.of("body", "a".repeat(100_001))));
    refused.put("11,000 merge fields", mail(Map.of("body", "{{a}}\n".repeat(11_000))));
    refused.put("10,000 fields", mail(Map.of("fields", fields(10_000))));
    refused.put("sections 1,000 deep", mail(Map.of("body", "{{#a}}".repeat(1_000))));
    refused.put("a title of a megabyte", mail(Map.of("title", "t".repeat(900_000))));
    refused.forEach(
        (what, body) -> {
          assertSoon(what, () -> marketer.post("/templates", body), 413, 422);
          assertSoon(what, () -> marketer.post("/templates/lint", body), 413, 422, 200);
        });
    assertThat(marketer.get("/templates").json().get("items")).isEmpty();
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
              assertSoon(what, () -> marketer.get(path + "/lint"), 200);
              assertSoon(what, () -> marketer.get(path + "/preview"), 200, 422);
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
    assertSoon("all lines new", () -> marketer.get(path + "/diff"), 200);
    assertThat(marketer.get(path + "/diff").json().at("/parts/2/lines")).hasSize(18_000);
  }

  private interface Call {
    Reply send();
  }

  /** The best of three: what else the machine does is none of the server's doing. */
  private static void assertSoon(String what, Call call, Integer... statuses) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3 && best > SOON.toNanos(); i++) {
      long start = System.nanoTime();
      Reply reply = call.send();
      best = Math.min(best, System.nanoTime() - start);
      assertThat(reply.status()).as(what).isIn((Object[]) statuses);
    }
    assertThat(Duration.ofNanos(best)).as(what).isLessThan(SOON);
  }

  private static List<Map<String, String>> fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Map.of("name", "f" + i, "type", "text"))
        .toList();
  }
}
