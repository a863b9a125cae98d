package io.halfdoor.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a client reaches a server that may be gone at any moment: then it is an IOException. */
final class Api {

  static final ObjectMapper JSON = Json.mapper();

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String BOUNDARY = "the-end-of-a-part";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI address;
  private final String token;

  Api(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  Answer get(String path) throws IOException {
    return send("GET", path, null, BodyPublishers.noBody());
  }

  Answer post(String path, Object body, String... headers) throws IOException {
    return send("POST", path, "application/json", BodyPublishers.ofString(text(body)), headers);
  }

  Answer patch(String path, Object body, String... headers) throws IOException {
    return send(
        "PATCH",
        path,
        "application/merge-patch+json",
        BodyPublishers.ofString(text(body)),
        headers);
  }

  Answer post(String path, String mediaType, String body) throws IOException {
    return send("POST", path, mediaType, BodyPublishers.ofString(body));
  }

  Answer delete(String path, String... headers) throws IOException {
    return send("DELETE", path, null, BodyPublishers.noBody(), headers);
  }

  Answer upload(String path, Object metadata, String name, byte[] file, String... headers)
      throws IOException {
    String before =
        """
        --%1$s\r
        Content-Disposition: form-data; name="metadata"\r
        Content-Type: application/json\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="%3$s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(BOUNDARY, text(metadata), name);
    String after = "\r\n--" + BOUNDARY + "--\r\n";
    return send(
        "POST",
        path,
        "multipart/form-data; boundary=" + BOUNDARY,
        BodyPublishers.ofByteArrays(
            List.of(
                before.getBytes(StandardCharsets.UTF_8),
                file,
                after.getBytes(StandardCharsets.UTF_8))),
        headers);
  }

  private Answer send(
      String method, String path, String mediaType, BodyPublisher body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    if (mediaType != null) {
      all.addAll(List.of("Content-Type", mediaType));
    }
    all.addAll(List.of("Authorization", "Bearer " + token));
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, body)
            .timeout(PATIENCE)
            .headers(all.toArray(new String[0]))
            .build();
    try {
      return new Answer(http.send(request, BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What came back. */
  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    boolean succeeded() {
      return status() / 100 == 2;
    }

    byte[] bytes() {
      return response.body();
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError(toString(), e);
      }
    }

    /** Null where it is missing. */
    String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    Answer expect(int status) {
      if (status() != status) {
        throw new AssertionError("expected " + status + " but it is " + this);
      }
      return this;
    }

    @Override
    public String toString() {
      return "%s %s -> %d %s"
          .formatted(
              response.request().method(),
              response.uri(),
              status(),
              new String(response.body(), StandardCharsets.UTF_8));
    }
  }
}
