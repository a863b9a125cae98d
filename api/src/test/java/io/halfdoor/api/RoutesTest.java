package io.halfdoor.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.data.Words;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The running server and the contract have the same operations, told the same way. */
class RoutesTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void theServerHasTheOperationsOfTheContractAndNoOthers() {
    assertThat(routes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Operation.ofTheApi().stream().map(Operation::toString).toList());
  }

  @TestFactory
  Stream<DynamicTest> bothNameTheSameRoles() {
    return each(
        (operation, route) -> {
          Allow allow = route.getInvocable().getDefinitionMethod().getAnnotation(Allow.class);
          Set<String> roles =
              Arrays.stream(allow.value()).map(Words::of).collect(toCollection(TreeSet::new));
          assertThat(operation.roles()).isEqualTo(roles);
          assertThat(operation.reads())
              .as("x-reads: true on a POST that a token of scope read may send")
              .isEqualTo(allow.reads() || operation.method().equals("GET"));
        });
  }

  @TestFactory
  Stream<DynamicTest> bothTakeTheSameParameters() {
    return each(
        (operation, route) -> {
          Map<String, Parameter> taken = parameters(route, Parameter.Source.QUERY);
          Map<String, JsonNode> told = operation.parameters("query");
          assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(taken.keySet());
          assertThat(operation.parameters("path").keySet())
              .containsExactlyInAnyOrderElementsOf(placeholders(operation.path()))
              .containsAll(parameters(route, Parameter.Source.PATH).keySet());
          taken.forEach((name, parameter) -> sameParameter(name, parameter, told.get(name)));
        });
  }

  private static List<String> placeholders(String path) {
    return Pattern.compile("\\{(\\w+)}")
        .matcher(path)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static void sameParameter(String name, Parameter taken, JsonNode told) {
    JsonNode schema = Operation.resolved(told.path("schema"));
    boolean many = Iterable.class.isAssignableFrom(taken.getRawType());
    assertThat(schema.path("type").asText().equals("array"))
        .as(name + " is a list")
        .isEqualTo(many);
    if (taken.getRawType().isEnum()) {
      Set<String> words = new TreeSet<>();
      for (Object constant : taken.getRawType().getEnumConstants()) {
        words.add(Words.of((Enum<?>) constant));
      }
      Set<String> inContract = new TreeSet<>();
      schema.path("enum").forEach(word -> inContract.add(word.asText()));
      assertThat(inContract).as(name).isEqualTo(words);
    }
    if (taken.hasDefaultValue()) {
      assertThat(schema.path("default").asText()).as(name).isEqualTo(taken.getDefaultValue());
    }
  }

  @TestFactory
  Stream<DynamicTest> bothTakeAndGiveTheSameMediaTypes() {
    Map<String, List<ResourceMethod>> routes = routes();
    return Operation.ofTheApi().stream()
        .filter(operation -> routes.containsKey(operation.toString()))
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> sameMediaTypes(operation, routes.get(operation.toString()))));
  }

  private static void sameMediaTypes(Operation operation, List<ResourceMethod> routes) {
    assertThat(operation.body().keySet())
        .as("takes")
        .isEqualTo(text(routes, ResourceMethod::getConsumedTypes));
    Set<String> given = new TreeSet<>();
    operation
        .responses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                given.addAll(Operation.content(response).keySet());
              }
            });
    if (!given.isEmpty()) {
      assertThat(given).as("gives").isEqualTo(text(routes, ResourceMethod::getProducedTypes));
    }
  }

  private static Set<String> text(
      List<ResourceMethod> routes, Function<ResourceMethod, List<MediaType>> types) {
    return routes.stream()
        .flatMap(route -> types.apply(route).stream())
        .map(type -> type.getType() + "/" + type.getSubtype())
        .collect(toCollection(TreeSet::new));
  }

  private interface Check {
    void of(Operation operation, ResourceMethod route);
  }

  private static Stream<DynamicTest> each(Check check) {
    Map<String, List<ResourceMethod>> routes = routes();
    return Operation.ofTheApi().stream()
        .filter(operation -> routes.containsKey(operation.toString()))
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () ->
                        routes
                            .get(operation.toString())
                            .forEach(route -> check.of(operation, route))));
  }

  /**
   * The methods that serve operations, by method and path: several where each takes a media type of
   * its own. Jersey's additions are left out.
   */
  private static Map<String, List<ResourceMethod>> routes() {
    Map<String, List<ResourceMethod>> routes = new TreeMap<>();
    halfdoor.routes().getRootResources().forEach(root -> collect("", root, routes));
    return routes;
  }

  private static void collect(
      String above, Resource resource, Map<String, List<ResourceMethod>> routes) {
    String path = joined(above, resource.getPath());
    for (ResourceMethod method : resource.getResourceMethods()) {
      boolean ours =
          method.getInvocable().getHandler().getHandlerClass().getName().startsWith("io.halfdoor.");
      if (!method.isExtended() && ours) {
        routes
            .computeIfAbsent(method.getHttpMethod() + " " + path, none -> new ArrayList<>())
            .add(method);
      }
    }
    ResourceMethod locator = resource.getResourceLocator();
    if (locator != null) {
      Resource located = Resource.from(locator.getInvocable().getRawResponseType());
      collect(path, Resource.builder(located).path("").build(), routes);
    }
    resource.getChildResources().forEach(child -> collect(path, child, routes));
  }

  private static String joined(String above, String path) {
    String relative = path == null ? "" : path.replaceAll("^/|/$", "");
    return relative.isEmpty()
        ? above
        : above + "/" + relative.replaceAll("\\{(\\w+)\\s*:[^/]*}", "{$1}");
  }

  private static Map<String, Parameter> parameters(ResourceMethod route, Parameter.Source source) {
    Map<String, Parameter> found = new TreeMap<>();
    List<Parameter> all = new ArrayList<>(route.getInvocable().getParameters());
    for (int i = 0; i < all.size(); i++) {
      Parameter parameter = all.get(i);
      if (parameter instanceof Parameter.BeanParameter bean) {
        all.addAll(bean.getParameters());
      } else if (parameter.getSource() == source) {
        found.put(parameter.getSourceName(), parameter);
      }
    }
    return found;
  }
}
