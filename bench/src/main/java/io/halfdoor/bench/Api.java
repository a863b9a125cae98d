package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the server as one person. */
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
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

  String token() {
    return token;
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  HttpResponse<byte[]> post(String path, Object body) throws IOException, InterruptedException {
    return post(path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  HttpResponse<byte[]> post(String path, String mediaType, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", mediaType).POST(body).build());
  }

  /** Posts a change of something, whatever its version. */
  HttpResponse<byte[]> change(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(Duration.ofMinutes(5))
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<byte[]> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }

  /** What an answer holds, which must be of this status. */
  JsonNode expect(int status, HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(
          "%s -> %d %s"
              .formatted(
                  answer.uri(),
                  answer.statusCode(),
                  new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
    }
    return JSON.readTree(answer.body());
  }
}
