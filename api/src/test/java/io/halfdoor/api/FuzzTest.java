package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests made up from the contract, some of them nearly right: whatever is sent, the answer is
 * one that the contract has for the operation. {@code -Dseed=...} repeats a run, {@code -Dfuzz=...}
 * makes it longer.
 */
class FuzzTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final int REQUESTS = Integer.getInteger("fuzz", 2_500);
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  /** What any path may answer to, whatever the operation: it is said once, for all of them. */
  private static final Set<Integer> EVERYWHERE = Set.of(404, 405, 406);

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "201",
          "99999999999999999999",
          "1e9",
          "NaN",
          "true",
          "null",
          "[]",
          "{}",
          "{x}",
          "'",
          "' OR 1=1 --",
          "\"",
          "\\",
          "%",
          "%00",
          "\0",
          "\r\nX: y",
          "../../etc/passwd",
          "<script>alert(1)</script>",
          "${jndi:ldap://x}",
          "{{7*7}}",
          "\u202e\u0000\uffff",
          "\ud83d\ude00",
          "\u00e9\u0301",
          "a".repeat(300),
          "a".repeat(5_000),
          "2026-02-30T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "+999999999-12-31T23:59:59Z",
          "-1000000000-01-01T00:00:00Z",
          "0000-00-00",
          "per_01k9zq3v5sfgx8m2n4p6r8t0w2",
          "per_zzzzzzzzzzzzzzzzzzzzzzzzzz",
          "col_01k9zq3v5sfgx8m2n4p6r8t0w2",
          "1-1-1",
          "1-ffffffffffffffff-0",
          "*:*",
          "a AND (b OR",
          "title:[* TO *]",
          "everyone",
          "team:",
          "industry:retail");

  private final Random random = new Random(SEED);
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whateverIsSentTheAnswerIsOneOfTheContract() {
    System.out.println("FuzzTest: -Dseed=" + SEED);
    List<Operation> operations = Operation.ofTheApi();
    List<String> tokens =
        List.of(
            halfdoor.admin().token(),
            halfdoor.as("marketer").token(),
            halfdoor.as("rep").token(),
            halfdoor.as("leader").token());
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Operation operation = operations.get(i % operations.size());
      HttpRequest request = request(operation, tokens.get(random.nextInt(tokens.size())));
      if (request != null) {
        String fault = fault(operation, request);
        if (fault != null) {
          wrong.add(fault);
        }
      }
    }
    assertThat(wrong).as("-Dseed=" + SEED).isEmpty();
    halfdoor.admin().get("/me").expect(200);
  }

  /** What is wrong with the answer; null when nothing is. */
  private String fault(Operation operation, HttpRequest request) {
    HttpResponse<String> response = sent(request);
    int status = response.statusCode();
    String told = request.method() + " " + request.uri() + " " + status + " " + response.body();
    boolean known =
        operation.responses().containsKey(Integer.toString(status)) || EVERYWHERE.contains(status);
    if (!known || status >= 500) {
      return "undocumented: " + told;
    }
    if (status >= 400) {
      boolean shaped =
          response
                  .headers()
                  .firstValue("Content-Type")
                  .orElse("")
                  .equals("application/problem+json")
              && response.body().contains("\"type\":\"urn:halfdoor:problem:")
              && response.body().contains("\"requestId\":\"");
      return shaped ? null : "not a problem: " + told;
    }
    return null;
  }

  private HttpResponse<String> sent(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        // A refusal may come before the body was read, and then the connection is closed after it;
        // who had sent the next request on it already sends it again.
        if (attempt == 3) {
          throw new AssertionError("-Dseed=" + SEED + " " + request + request.headers(), e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  /** A request to the operation; null where no client can send what was made up. */
  private HttpRequest request(Operation operation, String token) {
    StringBuilder path = new StringBuilder(operation.path());
    operation
        .parameters("path")
        .forEach(
            (name, parameter) -> {
              String value = chance(0.5) ? parameter.path("example").asText("x") : nasty();
              int at = path.indexOf("{" + name + "}");
              path.replace(at, at + name.length() + 2, value.isEmpty() ? "x" : encoded(value));
            });
    List<String> query = new ArrayList<>();
    operation
        .parameters("query")
        .forEach(
            (name, parameter) -> {
              if (chance(0.4) && !name.equals("wait")) {
                query.add(name + "=" + encoded(value(parameter)));
              }
            });
    if (chance(0.05)) {
      query.add(encoded(nasty()) + "=" + encoded(nasty()));
    }
    String text = query.isEmpty() ? "" : "?" + String.join("&", query);
    if (path.length() + text.length() > 6_000) {
      return null;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(halfdoor.address() + "/api/v1" + path + text))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token);
    operation
        .parameters("header")
        .forEach(
            (name, parameter) -> {
              if (chance(0.7)) {
                String value = header(chance(0.5) ? parameter.path("example").asText() : nasty());
                request.setHeader(name, value);
              }
            });
    body(operation, request);
    return request.build();
  }

  private void body(Operation operation, HttpRequest.Builder request) {
    Map<String, JsonNode> bodies = operation.body();
    if (bodies.isEmpty()) {
      request.method(operation.method(), BodyPublishers.noBody());
      return;
    }
    List<Map.Entry<String, JsonNode>> entries = List.copyOf(bodies.entrySet());
    Map.Entry<String, JsonNode> body = entries.get(random.nextInt(entries.size()));
    String type = body.getKey();
    String text;
    if (Operation.isJson(type)) {
      List<JsonNode> examples = List.copyOf(Operation.examples(body.getValue()).values());
      JsonNode example = examples.get(random.nextInt(examples.size())).deepCopy();
      for (int i = random.nextInt(3); i > 0; i--) {
        example = changed(example);
      }
      text = TestClient.written(example);
      if (chance(0.1)) {
        text = text.substring(0, random.nextInt(text.length() + 1));
      }
    } else {
      type = type + "; boundary=x";
      text =
          "--x\r\nContent-Disposition: form-data; name=\""
              + header(nasty())
              + "\"\r\n\r\n"
              + nasty();
      text += chance(0.5) ? "\r\n--x--\r\n" : "";
    }
    request.header("Content-Type", chance(0.95) ? type : "text/plain");
    request.method(operation.method(), BodyPublishers.ofString(text));
  }

  /** The value with something in it replaced, removed or added. */
  private JsonNode changed(JsonNode value) {
    List<JsonPointer> places = new ArrayList<>();
    places(JsonPointer.empty(), value, places);
    JsonPointer place = places.get(random.nextInt(places.size()));
    if (place.matches()) {
      return chance(0.3) ? anything() : value;
    }
    JsonNode parent = value.at(place.head());
    String last = place.last().getMatchingProperty();
    if (parent instanceof ObjectNode object) {
      switch (random.nextInt(4)) {
        case 0 -> object.remove(last);
        case 1 -> object.set(last + "x", anything());
        default -> object.set(last, anything());
      }
    } else if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), anything());
    }
    return value;
  }

  private static void places(JsonPointer at, JsonNode value, List<JsonPointer> places) {
    places.add(at);
    value
        .properties()
        .forEach(entry -> places(at.appendProperty(entry.getKey()), entry.getValue(), places));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      places(at.appendIndex(i), value.get(i), places);
    }
  }

  private JsonNode anything() {
    var json = TestClient.JSON.getNodeFactory();
    return switch (random.nextInt(9)) {
      case 0 -> json.nullNode();
      case 1 -> json.booleanNode(random.nextBoolean());
      case 2 -> json.numberNode(random.nextLong());
      case 3 -> json.numberNode(random.nextGaussian() * 1e6);
      case 4 -> json.arrayNode();
      case 5 -> json.objectNode();
      case 6 -> json.arrayNode().add(nasty()).addNull().add(1);
      default -> json.textNode(nasty());
    };
  }

  private String value(JsonNode parameter) {
    JsonNode schema = Operation.resolved(parameter.path("schema"));
    JsonNode words = schema.path("enum");
    if (chance(0.4)) {
      return nasty();
    }
    if (!words.isEmpty()) {
      return words.get(random.nextInt(words.size())).asText();
    }
    return parameter.has("example") ? parameter.get("example").asText() : "1";
  }

  private boolean chance(double of) {
    return random.nextDouble() < of;
  }

  private String nasty() {
    return NASTY.get(random.nextInt(NASTY.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What a header can hold of it. */
  private static String header(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "").strip();
  }
}
