package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What the server answered. */
public record Reply(HttpResponse<byte[]> response) {

  public int status() {
    return response.statusCode();
  }

  /** The same answer, which has this status or the test fails and shows it. */
  public Reply expect(int status) {
    assertThat(status()).as(text()).isEqualTo(status);
    return this;
  }

  public JsonNode json() {
    try {
      return TestClient.JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(text(), e);
    }
  }

  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** A header; null where it is missing. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The id of what was made or read. */
  public String id() {
    return json().get("id").asText();
  }
}
