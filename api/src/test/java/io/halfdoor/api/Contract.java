package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.ValidationConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contract, and whether what the server just did keeps to it. */
final class Contract {

  static final Contract INSTANCE = new Contract();

  private static final int SCHEMAS_KEPT = 50;

  private final OpenAPI api;
  private final OpenApiInteractionValidator validator;

  private Contract() {
    String text = text();
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    api = new OpenAPIV3Parser().readContents(text, null, options).getOpenAPI();
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(text)
            .withLevelResolver(
                LevelResolver.create()
                    .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                    // It does not know the arrays of OpenAPI 3.1; the server refuses what is
                    // repeated.
                    .withLevel(
                        "validation.request.parameter.collection.invalid",
                        ValidationReport.Level.IGNORE)
                    .withLevel(
                        "validation.request.parameter.schema.invalidJson",
                        ValidationReport.Level.IGNORE)
                    .withLevel(
                        "validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                    .build())
            // Each schema has all others below it: as many as it comes fill the heap.
            .withSchemaValidationConfiguration(
                new ValidationConfiguration().setMaxCacheSize(SCHEMAS_KEPT))
            .build();
  }

  static String text() {
    try (InputStream in = Contract.class.getClassLoader().getResourceAsStream("openapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  OpenAPI api() {
    return api;
  }

  /**
   * Every answer is one that the contract has for the operation, and what the server took is a
   * request as the contract says.
   *
   * @param body null where it is not text (an upload): then only the answer is looked at
   */
  void check(HttpRequest request, String body, HttpResponse<byte[]> response) {
    URI uri = request.uri();
    Request.Method method = Request.Method.valueOf(request.method());
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
    response.headers().map().forEach((name, values) -> answer.withHeader(name, values));
    if (response.headers().firstValue("Content-Type").isPresent()
        && method != Request.Method.HEAD) {
      // A file may be empty; to the validator that is none.
      boolean isEmptyFile =
          response.headers().firstValue("Accept-Ranges").isPresent() && response.body().length == 0;
      answer.withBody(isEmptyFile ? new byte[1] : response.body());
    }
    if (method == Request.Method.HEAD) {
      return;
    }
    assertNoErrors(
        uri, response, validator.validateResponse(uri.getPath(), method, answer.build()));
    if (response.statusCode() < 300 && body != null) {
      SimpleRequest.Builder asked = new SimpleRequest.Builder(method, uri.getPath());
      request.headers().map().forEach((name, values) -> asked.withHeader(name, values));
      query(uri, request.method(), asked);
      if (!body.isEmpty()) {
        asked.withBody(body);
      }
      assertNoErrors(uri, response, validator.validateRequest(asked.build()));
    }
  }

  /**
   * The parameters as the validator understands them: it takes an empty one for a missing one, and
   * does not know the arrays of OpenAPI 3.1. That an array's name is in the contract is seen by the
   * server, which refuses parameters that an operation does not have.
   */
  private void query(URI uri, String method, SimpleRequest.Builder asked) {
    if (uri.getRawQuery() == null) {
      return;
    }
    for (String pair : uri.getRawQuery().split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!value.isBlank() && !isArray(uri, method, name)) {
        asked.withQueryParam(name, List.of(value));
      }
    }
  }

  private boolean isArray(URI uri, String method, String name) {
    PathItem path = api.getPaths().get(uri.getPath().replaceFirst("^/api/v1", ""));
    Operation operation =
        path == null ? null : path.readOperationsMap().get(PathItem.HttpMethod.valueOf(method));
    return operation != null
        && operation.getParameters() != null
        && operation.getParameters().stream()
            .filter(parameter -> name.equals(parameter.getName()))
            .anyMatch(
                parameter ->
                    parameter.getSchema().getTypes() != null
                        && parameter.getSchema().getTypes().contains("array"));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void assertNoErrors(
      URI uri, HttpResponse<byte[]> response, ValidationReport report) {
    assertThat(report.getMessages())
        .as(
            "%s %s: %s",
            response.request().method(), uri, new String(response.body(), StandardCharsets.UTF_8))
        .filteredOn(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .isEmpty();
  }
}
