package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract as it is served, and its reference, which loads nothing from elsewhere. */
class DocsTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void theContractIsServedAsItStands() throws Exception {
    HttpResponse<byte[]> response = get("/openapi.yaml");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("application/yaml");
    assertThat(response.body()).isEqualTo(Files.readAllBytes(Path.of("..", "openapi.yaml")));
  }

  @Test
  void theReferenceLoadsItsOwnFilesAlone() throws Exception {
    HttpResponse<byte[]> page = get("/docs/");
    assertThat(page.statusCode()).isEqualTo(200);
    String html = text(page);
    assertThat(html).doesNotContain("://", "<style", "onload=", "style=");
    List<String> linked = found("(?:src|href)=\"([^\"]+)\"", html);
    assertThat(linked).hasSizeGreaterThan(2);
    for (String link : linked) {
      HttpResponse<byte[]> file = get(URI.create("/docs/").resolve(link).toString());
      assertThat(file.statusCode()).as(link).isEqualTo(200);
      assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
      if (link.endsWith(".css")) {
        assertThat(header(file, "Content-Type")).startsWith("text/css");
        assertThat(text(file)).doesNotContain("@import");
        assertThat(found("url\\(['\"]?([^)'\"]{1,20})", text(file)))
            .allMatch(url -> url.startsWith("data:") || url.startsWith("#"));
      } else {
        assertThat(header(file, "Content-Type")).startsWith("text/javascript");
      }
    }
    assertThat(text(get("/docs/start.js"))).contains("'/openapi.yaml'").doesNotContain("://");
  }

  @Test
  void itsPolicyLetsItRunAndNothingElse() throws Exception {
    String policy = header(get("/docs/"), "Content-Security-Policy");
    assertThat(policy)
        .contains(
            "default-src 'none'",
            "script-src 'self';",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'")
        .doesNotContain("unsafe-eval", "http:", "https:", "*")
        .doesNotContainPattern("script-src[^;]*unsafe");
  }

  @Test
  void theReferenceIsFoundWithoutItsSlash() throws Exception {
    HttpResponse<byte[]> response = get("/docs");
    assertThat(response.statusCode()).isIn(301, 302, 308);
    assertThat(header(response, "Location")).endsWith("/docs/");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(DocsTest::first).toList();
  }

  private static String first(MatchResult result) {
    return result.group(1);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(halfdoor.address() + path)).build();
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }
}
