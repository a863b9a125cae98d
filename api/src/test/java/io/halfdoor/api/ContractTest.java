package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code openapi.yaml} by itself: complete, and true to its own schemas. */
class ContractTest {

  private static final Set<String> ROLES = Set.of("rep", "marketer", "leader", "admin");
  private static final String ADDRESS = "https://halfdoor.example/openapi.yaml";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemas(Map.of(ADDRESS, TestClient.written(Operation.CONTRACT)))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  @Test
  void itIsProperOpenApi() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    var parsed = new OpenAPIV3Parser().readContents(Contract.text(), null, options);
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
    assertThat(Operation.all()).hasSizeGreaterThan(5);
  }

  @TestFactory
  Stream<DynamicTest> everyOperationIsTold() {
    Set<String> tags = new HashSet<>();
    Operation.CONTRACT.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    Set<String> ids = new HashSet<>();
    return Operation.all().stream()
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> {
                      assertThat(operation.id()).matches("[a-z][A-Za-z]+");
                      assertThat(ids.add(operation.id())).as("its id is its own").isTrue();
                      assertThat(operation.node().path("summary").asText()).isNotBlank();
                      assertThat(operation.node().path("tags")).hasSize(1);
                      assertThat(tags).contains(operation.node().at("/tags/0").asText());
                      if (operation.isOfTheApi()) {
                        assertThat(operation.roles()).isNotEmpty().isSubsetOf(ROLES);
                      } else {
                        assertThat(operation.node().path("security").isArray()).isTrue();
                        assertThat(operation.node().path("security")).isEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyOperationNamesItsErrors() {
    return Operation.ofTheApi().stream()
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> {
                      assertThat(operation.responses().keySet()).containsAll(expected(operation));
                      operation
                          .responses()
                          .forEach(
                              (status, response) -> {
                                assertThat(response.path("description").asText()).isNotBlank();
                                if (status.compareTo("400") >= 0) {
                                  assertThat(Operation.content(response).keySet())
                                      .as(status)
                                      .containsExactly("application/problem+json");
                                }
                              });
                    }));
  }

  /** What can happen to an operation of its shape. */
  private static Set<String> expected(Operation operation) {
    Set<String> expected = new TreeSet<>(Set.of("400", "401", "429", "500", "503"));
    if (!operation.roles().equals(ROLES) || !operation.reads()) {
      expected.add("403");
    }
    if (operation.path().contains("{")) {
      expected.add("404");
    }
    if (!operation.body().isEmpty()) {
      expected.addAll(Set.of("413", "415", "422"));
    }
    if (operation.parameters("query").containsKey("limit")) {
      expected.add("422");
    }
    JsonNode ifMatch = operation.parameters("header").get("If-Match");
    if (ifMatch != null) {
      expected.add("412");
      if (ifMatch.path("required").asBoolean(true)) {
        expected.add("428");
      }
    }
    if (operation.parameters("header").containsKey("Idempotency-Key")) {
      expected.add("409");
    }
    JsonNode ok = operation.responses().getOrDefault("200", Operation.CONTRACT.path("none"));
    if (operation.method().equals("GET") && ok.path("headers").has("ETag")) {
      expected.add("304");
    }
    return expected;
  }

  @TestFactory
  Stream<DynamicTest> aPostThatWritesTakesAnIdempotencyKey() {
    return Operation.ofTheApi().stream()
        .filter(operation -> operation.method().equals("POST") && !operation.reads())
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () ->
                        assertThat(operation.parameters("header")).containsKey("Idempotency-Key")));
  }

  @TestFactory
  Stream<DynamicTest> everyParameterIsTold() {
    return Operation.all().stream()
        .flatMap(
            operation ->
                Stream.of("path", "query", "header")
                    .flatMap(in -> operation.parameters(in).entrySet().stream())
                    .map(
                        entry ->
                            dynamicTest(
                                operation + " " + entry.getKey(),
                                () -> {
                                  JsonNode parameter = entry.getValue();
                                  assertThat(parameter.path("description").asText()).isNotBlank();
                                  assertThat(parameter.has("schema")).isTrue();
                                  if (parameter.path("in").asText().equals("path")) {
                                    assertThat(operation.path())
                                        .contains("{" + entry.getKey() + "}");
                                    assertThat(parameter.path("required").asBoolean()).isTrue();
                                    assertThat(parameter.has("example")).isTrue();
                                  }
                                })));
  }

  @TestFactory
  Stream<DynamicTest> everyBodyAndAnswerHasAnExample() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : Operation.all()) {
      operation
          .body()
          .forEach((type, body) -> tests.add(hasExample(operation + " takes " + type, type, body)));
      operation
          .responses()
          .forEach(
              (status, response) ->
                  Operation.content(response)
                      .forEach(
                          (type, body) ->
                              tests.add(
                                  hasExample(operation + " " + status + " " + type, type, body))));
    }
    return tests.stream();
  }

  private static DynamicTest hasExample(String name, String type, JsonNode body) {
    return dynamicTest(
        name,
        () -> {
          assertThat(body.has("schema")).isTrue();
          if (Operation.isJson(type) || type.startsWith("multipart/")) {
            assertThat(Operation.examples(body)).isNotEmpty();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsValid() {
    List<DynamicTest> tests = new ArrayList<>();
    Operation.walk(
        (pointer, node) -> {
          boolean isParameter = node.has("in") && node.has("name");
          boolean isBody = pointer.matches(".*/content/([^/]*(~1|[+])json|multipart~1[^/]*)");
          if (node.has("schema") && (isParameter || isBody)) {
            Operation.examples(node)
                .forEach(
                    (name, value) ->
                        tests.add(
                            dynamicTest(
                                pointer + " " + name,
                                () -> assertThat(faults(pointer + "/schema", value)).isEmpty())));
          }
        });
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  /** What the schema at a pointer into the contract has against a value. */
  private static List<Error> faults(String pointer, JsonNode value) {
    String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
    Schema schema = SCHEMAS.getSchema(SchemaLocation.of(ADDRESS + "#" + fragment));
    return schema.validate(TestClient.written(value), InputFormat.JSON);
  }

  @Test
  void theCheckOfExamplesCanFail() {
    JsonNode wrong = Operation.resolved(Operation.CONTRACT.at("/components/examples/Person/value"));
    assertThat(faults("/components/schemas/Person", wrong)).isEmpty();
    assertThat(faults("/components/schemas/NewPerson", wrong))
        .extracting(Error::getKeyword)
        .contains("additionalProperties");
  }

  @Test
  void nothingIsToldThatNobodyUses() {
    Set<String> references = new HashSet<>();
    Operation.walk(
        (pointer, node) -> {
          if (node.path("$ref").isTextual()) {
            references.add(node.get("$ref").asText().substring(1));
          }
        });
    Set<String> told = new TreeSet<>();
    for (String sort : List.of("schemas", "parameters", "headers", "examples", "responses")) {
      Operation.CONTRACT
          .at("/components/" + sort)
          .fieldNames()
          .forEachRemaining(name -> told.add("/components/" + sort + "/" + name));
    }
    assertThat(references).allMatch(reference -> !Operation.CONTRACT.at(reference).isMissingNode());
    told.removeAll(references);
    assertThat(told).isEmpty();
  }

  @Test
  void nothingWasTornApartByAComma() {
    List<String> torn = new ArrayList<>();
    Operation.walk(
        (pointer, node) -> {
          if (node.isNull() && !pointer.contains("/value/") && !pointer.contains("/enum/")) {
            torn.add(pointer);
          }
        });
    assertThat(torn).as("YAML such as { description: this, and that }").isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everySchemaOfARequestRefusesWhatItDoesNotKnow() {
    return Operation.all().stream()
        .flatMap(
            operation ->
                operation.body().entrySet().stream()
                    .filter(entry -> Operation.isJson(entry.getKey()))
                    .map(
                        entry ->
                            dynamicTest(
                                operation + " " + entry.getKey(),
                                () ->
                                    assertThat(isClosed(entry.getValue().path("schema")))
                                        .as("additionalProperties: false")
                                        .isTrue())));
  }

  private static boolean isClosed(JsonNode unresolved) {
    JsonNode schema = Operation.resolved(unresolved);
    for (String sort : List.of("oneOf", "anyOf")) {
      if (schema.has(sort)) {
        boolean all = true;
        for (JsonNode one : schema.get(sort)) {
          all &= isClosed(one);
        }
        return all;
      }
    }
    JsonNode more = schema.path("additionalProperties");
    return schema.path("unevaluatedProperties").isBoolean()
        || more.isObject()
        || (more.isBoolean() && !more.asBoolean());
  }
}
