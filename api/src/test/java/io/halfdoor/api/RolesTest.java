package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, tried by every role, by nobody and by those who no longer may. */
class RolesTest {

  /** Every sort of caller there is. A new role without a token here fails the tests below. */
  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TestFactory
  Stream<DynamicTest> anOperationIsForTheRolesThatItNames() {
    return Operation.ofTheApi().stream()
        .flatMap(
            operation ->
                Stream.of("rep", "marketer", "leader", "admin")
                    .map(
                        role ->
                            dynamicTest(
                                operation + " as " + role,
                                () -> {
                                  int status = status(operation, halfdoor.as(role).token());
                                  if (operation.roles().contains(role)) {
                                    assertThat(status).isNotIn(401, 403).isLessThan(500);
                                  } else {
                                    assertThat(status).isEqualTo(403);
                                  }
                                })));
  }

  @TestFactory
  Stream<DynamicTest> nobodyGetsAnywhereWithoutAToken() {
    return Operation.ofTheApi().stream()
        .map(
            operation ->
                dynamicTest(
                    operation.toString(), () -> assertThat(status(operation, "")).isEqualTo(401)));
  }

  @TestFactory
  Stream<DynamicTest> somebodyWhoLeftGetsNowhere() {
    String gone = inactive();
    return Operation.ofTheApi().stream()
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> assertThat(status(operation, gone)).isEqualTo(401)));
  }

  @TestFactory
  Stream<DynamicTest> aTokenToReadWritesNothing() {
    Map<String, String> wanted = Map.of("name", "to read", "scope", "read");
    String reading = halfdoor.admin().post("/tokens", wanted).json().get("secret").asText();
    return Operation.ofTheApi().stream()
        .filter(operation -> operation.roles().contains("admin"))
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> {
                      if (operation.reads()) {
                        assertThat(status(operation, reading)).isNotIn(401, 403);
                      } else {
                        assertThat(status(operation, reading)).isEqualTo(403);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whoRunsTheServerNeedsNoToken() {
    return Operation.all().stream()
        .filter(operation -> !operation.isOfTheApi())
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> assertThat(send(operation, operation.path(), "")).isEqualTo(200)));
  }

  private static String inactive() {
    TestClient leaving = halfdoor.as("adminWhoLeaves");
    Reply person = halfdoor.admin().get("/people/" + leaving.get("/me").id());
    halfdoor
        .admin()
        .with("If-Match", person.header("ETag"))
        .patch("/people/" + person.id(), Map.of("active", false))
        .expect(200);
    org.awaitility.Awaitility.await().until(() -> leaving.get("/me").status() == 401);
    return leaving.token();
  }

  /** What the operation's own example is answered with, by its status. */
  private static int status(Operation operation, String token) {
    return send(operation, "/api/v1" + operation.examplePath(), token);
  }

  private static int send(Operation operation, String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(halfdoor.address() + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    Map.Entry<String, JsonNode> body =
        operation.body().entrySet().stream().findFirst().orElse(null);
    if (body == null) {
      request.method(operation.method(), BodyPublishers.noBody());
    } else {
      boolean json = Operation.isJson(body.getKey());
      request.header(
          "Content-Type",
          body.getKey() + (body.getKey().startsWith("multipart/") ? "; boundary=x" : ""));
      String text =
          json
              ? TestClient.written(Operation.examples(body.getValue()).values().iterator().next())
              : "";
      request.method(operation.method(), BodyPublishers.ofString(text));
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError(operation.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
