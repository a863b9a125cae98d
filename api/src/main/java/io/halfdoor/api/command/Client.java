package io.halfdoor.api.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls a server as everybody else does, and says in words why it refused.
 *
 * <p>What the server did not do since it was busy (429, 503) is asked for again when it said so, a
 * few times. A read that broke off is not: whoever can wait for a server to come back does so.
 */
final class Client {

  private static final String API = "/api/v1";
  private static final int BUSY_TRIES = 5;
  private static final long MAX_WAIT_SECONDS = 60;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final URI address;
  private final String token;

  Client(URI address, String token) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build(),
        address,
        token);
  }

  private Client(HttpClient http, URI address, String token) {
    this.http = http;
    this.address = address;
    this.token = token;
  }

  /** Of the server and with the token that the environment names. */
  static Client of(Map<String, String> environment) throws CommandFailed {
    String port = environment.getOrDefault("HALFDOOR_PORT", "8080");
    String url = environment.getOrDefault("HALFDOOR_URL", "http://127.0.0.1:" + port);
    String token = environment.getOrDefault("HALFDOOR_TOKEN", "").strip();
    if (!url.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
      throw CommandFailed.misused(
          "HALFDOOR_URL is %s; it is to be an address such as https://halfdoor.example.com."
              .formatted(url));
    }
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw CommandFailed.misused(
          "Set HALFDOOR_TOKEN to your token. An admin makes one: ./halfdoor token ROLE EMAIL");
    }
    return new Client(URI.create(url.replaceFirst("/+$", "")), token);
  }

  /** The same server, called by somebody else. */
  Client as(String otherToken) {
    return new Client(http, address, otherToken);
  }

  URI address() {
    return address;
  }

  Answer get(String path) throws CommandFailed, InterruptedException {
    return send("GET", path, null, BodyPublishers.noBody(), List.of());
  }

  /** What stands there as a file of Markdown. */
  String markdown(String path) throws CommandFailed, InterruptedException {
    HttpRequest request = request("GET", path, BodyPublishers.noBody(), "text/markdown").build();
    HttpResponse<String> response = sent(request);
    answered(response);
    return response.body();
  }

  Answer post(String path) throws CommandFailed, InterruptedException {
    return send("POST", path, null, BodyPublishers.noBody(), List.of());
  }

  Answer post(String path, Object body) throws CommandFailed, InterruptedException {
    return send("POST", path, "application/json", json(body), List.of());
  }

  /** A write that happens once, however often it is sent with the same key. */
  Answer postOnce(String key, String path, Object body) throws CommandFailed, InterruptedException {
    return postOnce(key, path, "application/json", json(body));
  }

  Answer postOnce(String key, String path, String mediaType, BodyPublisher body)
      throws CommandFailed, InterruptedException {
    return send("POST", path, mediaType, body, List.of("Idempotency-Key", key));
  }

  Answer send(
      String method,
      String path,
      @Nullable String mediaType,
      BodyPublisher body,
      List<String> headers)
      throws CommandFailed, InterruptedException {
    HttpRequest.Builder request = request(method, path, body, "application/json");
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(new String[0]));
    }
    return answered(sent(request.build()));
  }

  private HttpRequest.Builder request(
      String method, String path, BodyPublisher body, String accepted) {
    return HttpRequest.newBuilder(URI.create(address + API + path))
        .method(method, body)
        .header("Authorization", "Bearer " + token)
        .header("Accept", accepted);
  }

  /** All items of a list, page by page. */
  void each(String path, Consumer<JsonNode> work) throws CommandFailed, InterruptedException {
    String first = path + (path.contains("?") ? "&" : "?") + "limit=200";
    Optional<String> next = Optional.of(first);
    while (next.isPresent()) {
      JsonNode page = get(next.get()).body();
      page.path("items").forEach(work);
      next =
          Optional.ofNullable(page.get("next"))
              .map(cursor -> first + "&cursor=" + encoded(cursor.asText()));
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A body that is no JSON", e);
    }
  }

  private HttpResponse<String> sent(HttpRequest request)
      throws CommandFailed, InterruptedException {
    for (int tries = 1; ; tries++) {
      HttpResponse<String> response;
      try {
        response = http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        throw new Unreachable(address, e);
      }
      Optional<Long> wait = wait(response);
      if (wait.isEmpty() || tries == BUSY_TRIES) {
        return response;
      }
      Thread.sleep(Duration.ofSeconds(wait.get()));
    }
  }

  /** For how many seconds to wait before the request is made again; empty when it is not to be. */
  private static Optional<Long> wait(HttpResponse<?> response) {
    int status = response.statusCode();
    boolean busy = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    boolean repeatable =
        status == TOO_MANY_REQUESTS
            || response.request().method().equals("GET")
            || response.request().headers().firstValue("Idempotency-Key").isPresent();
    return busy && repeatable
        ? response
            .headers()
            .firstValue("Retry-After")
            .filter(seconds -> seconds.matches("\\d{1,9}"))
            .map(seconds -> Math.min(Long.parseLong(seconds), MAX_WAIT_SECONDS))
        : Optional.empty();
  }

  private Answer answered(HttpResponse<String> response) throws CommandFailed {
    JsonNode body = body(response);
    if (response.statusCode() >= 300) {
      throw new CommandFailed(refusal(response, body));
    }
    return new Answer(
        response.statusCode(),
        body,
        response.headers().firstValue("Location").map(this::pathOf),
        response.headers().firstValue("Halfdoor-Position"));
  }

  /** The part of an address that follows the API's own. */
  private String pathOf(String location) {
    String path = URI.create(location).getRawPath();
    int start = path.indexOf(API);
    return start < 0 ? path : path.substring(start + API.length());
  }

  private static JsonNode body(HttpResponse<String> response) {
    boolean isJson =
        response.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
    try {
      return JSON.readTree(isJson ? response.body() : "");
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private String refusal(HttpResponse<String> response, JsonNode problem) {
    if (!problem.has("detail")) {
      return "%s answered %d, in words that are not Halfdoor's. Does HALFDOOR_URL lead to it?"
          .formatted(address, response.statusCode());
    }
    List<String> lines = new ArrayList<>();
    lines.add(problem.path("detail").asText());
    if (problem.path("errors").size() > 1) {
      problem
          .path("errors")
          .forEach(
              error ->
                  lines.add(
                      "  %s: %s"
                          .formatted(
                              error.path("pointer").asText(error.path("parameter").asText()),
                              error.path("detail").asText())));
    }
    lines.add(
        "(%d %s, request %s)"
            .formatted(
                response.statusCode(),
                problem.path("title").asText(),
                problem.path("requestId").asText()));
    return String.join(System.lineSeparator(), lines);
  }
}
