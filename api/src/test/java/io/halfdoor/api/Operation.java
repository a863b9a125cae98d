package io.halfdoor.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * An operation as {@code openapi.yaml} has it.
 *
 * @param path with its placeholders: {@code /people/{id}}
 * @param shared what the path says for all its operations
 */
record Operation(String method, String path, JsonNode node, JsonNode shared) {

  static final JsonNode CONTRACT = read();

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  /** All of them, in the contract's order. */
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    CONTRACT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .forEach(
                        entry ->
                            all.add(
                                new Operation(
                                    entry.getKey().toUpperCase(),
                                    path.getKey(),
                                    entry.getValue(),
                                    path.getValue()))));
    return all;
  }

  /** Those below {@code /api/v1}: who runs the server asks the others. */
  static List<Operation> ofTheApi() {
    return all().stream().filter(Operation::isOfTheApi).toList();
  }

  boolean isOfTheApi() {
    return !shared.has("servers");
  }

  String id() {
    return node.path("operationId").asText();
  }

  Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    node.path("x-roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  /** Whether a token of scope read suffices. */
  boolean reads() {
    return method.equals("GET") || node.path("x-reads").asBoolean();
  }

  /** The parameters of one sort, by name. */
  Map<String, JsonNode> parameters(String in) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode list : List.of(shared.path("parameters"), node.path("parameters"))) {
      for (JsonNode listed : list) {
        JsonNode parameter = resolved(listed);
        if (parameter.path("in").asText().equals(in)) {
          found.put(parameter.path("name").asText(), parameter);
        }
      }
    }
    return found;
  }

  /** The body by media type; empty where there is none. */
  Map<String, JsonNode> body() {
    return content(resolved(node.path("requestBody")));
  }

  static boolean isJson(String mediaType) {
    return mediaType.endsWith("/json") || mediaType.endsWith("+json");
  }

  /** The responses by status, references followed. */
  Map<String, JsonNode> responses() {
    Map<String, JsonNode> responses = new LinkedHashMap<>();
    node.path("responses")
        .properties()
        .forEach(entry -> responses.put(entry.getKey(), resolved(entry.getValue())));
    return responses;
  }

  static Map<String, JsonNode> content(JsonNode bodyOrResponse) {
    Map<String, JsonNode> content = new LinkedHashMap<>();
    bodyOrResponse
        .path("content")
        .properties()
        .forEach(entry -> content.put(entry.getKey(), entry.getValue()));
    return content;
  }

  /** The path with the example of each placeholder in its place. */
  String examplePath() {
    String filled = path;
    for (Map.Entry<String, JsonNode> entry : parameters("path").entrySet()) {
      JsonNode example = entry.getValue().path("example");
      filled =
          filled.replace(
              "{" + entry.getKey() + "}", example.isMissingNode() ? "x" : example.asText());
    }
    return filled;
  }

  /** The examples of a body, by name; the values only. */
  static Map<String, JsonNode> examples(JsonNode mediaType) {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    if (mediaType.has("example")) {
      examples.put("example", mediaType.get("example"));
    }
    mediaType
        .path("examples")
        .properties()
        .forEach(entry -> examples.put(entry.getKey(), resolved(entry.getValue()).path("value")));
    return examples;
  }

  /** What a reference stands for, or the node itself. */
  static JsonNode resolved(JsonNode node) {
    if (!node.path("$ref").isTextual()) {
      return node;
    }
    JsonNode target = CONTRACT.at(node.get("$ref").asText().substring(1));
    return target instanceof MissingNode ? target : resolved(target);
  }

  /** Calls with each node of the contract and its JSON pointer. */
  static void walk(BiConsumer<String, JsonNode> each) {
    walk("", CONTRACT, each);
  }

  private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> each) {
    each.accept(pointer, node);
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  walk(
                      pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                      entry.getValue(),
                      each));
    } else {
      Iterator<JsonNode> elements = node.elements();
      for (int i = 0; elements.hasNext(); i++) {
        walk(pointer + "/" + i, elements.next(), each);
      }
    }
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Contract.text());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
