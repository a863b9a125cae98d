package io.halfdoor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody who calls the API. Every call is held against the contract. */
public final class TestClient {

  /** A server that stops may have taken up a connection that it never answers. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  static final ObjectMapper JSON = Json.mapper();

  private final HttpClient http;
  private final URI address;
  private final String token;
  private final List<String> headers;

  TestClient(HttpClient http, URI address, String token) {
    this(http, address, token, List.of());
  }

  private TestClient(HttpClient http, URI address, String token, List<String> headers) {
    this.http = http;
    this.address = address;
    this.token = token;
    this.headers = headers;
  }

  /** The same caller, sending one more header. */
  public TestClient with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new TestClient(http, address, token, more);
  }

  public String token() {
    return token;
  }

  public Reply get(String path) {
    return send("GET", path, null, null);
  }

  public Reply delete(String path) {
    return send("DELETE", path, null, null);
  }

  public Reply post(String path, Object body) {
    return send("POST", path, "application/json", body);
  }

  public Reply put(String path, Object body) {
    return send("PUT", path, "application/json", body);
  }

  public Reply patch(String path, Object body) {
    return send("PATCH", path, "application/merge-patch+json", body);
  }

  /** Any request; a body that is text is sent as it stands, another as JSON. */
  public Reply send(String method, String path, String mediaType, Object body) {
    String text = body == null ? "" : body instanceof String string ? string : written(body);
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
    return send(method, path, mediaType, publisher, text);
  }

  /** A request whose body is bytes: the contract is asked about the answer alone. */
  public Reply upload(String method, String path, String mediaType, BodyPublisher body) {
    return send(method, path, mediaType, body, null);
  }

  private Reply send(
      String method, String path, String mediaType, BodyPublisher body, String text) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
            .timeout(LONGEST)
            .method(method, body);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(new String[0]));
    }
    HttpRequest built = request.build();
    try {
      HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
      Contract.INSTANCE.check(built, text, response);
      return new Reply(response);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static String written(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
