package io.halfdoor.api.web;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the operation does not have (a misspelt filter would otherwise show
 * everything), and those sent twice where one is meant.
 */
@Priority(Priorities.AUTHORIZATION)
public final class UnknownParameters implements ContainerRequestFilter {

  private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

  @Context private @Nullable ResourceInfo operation;

  @Override
  public void filter(ContainerRequestContext request) {
    if (operation == null || operation.getResourceMethod() == null) {
      return;
    }
    Map<String, Boolean> parameters =
        known.computeIfAbsent(operation.getResourceMethod(), UnknownParameters::parameters);
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              Boolean many = parameters.get(name);
              if (many == null) {
                throw refused(
                    name, "There is no parameter " + name + " here." + has(parameters.keySet()));
              }
              if (!many && values.size() > 1) {
                throw refused(name, "The parameter " + name + " is given more than once.");
              }
            });
  }

  private static Problem refused(String name, String detail) {
    return Problem.unreadable(detail, Fault.in(name, detail));
  }

  private static String has(Set<String> names) {
    return names.isEmpty()
        ? ""
        : " There are: " + names.stream().sorted().collect(Collectors.joining(", ")) + ".";
  }

  /** The names of the parameters of an operation, and whether each may be repeated. */
  private static Map<String, Boolean> parameters(Method operation) {
    return Arrays.stream(operation.getParameters())
        .flatMap(UnknownParameters::withBean)
        .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
        .collect(
            Collectors.toMap(
                parameter -> parameter.getAnnotation(QueryParam.class).value(),
                parameter -> Iterable.class.isAssignableFrom(parameter.getType())));
  }

  private static Stream<Parameter> withBean(Parameter parameter) {
    return parameter.isAnnotationPresent(jakarta.ws.rs.BeanParam.class)
        ? Arrays.stream(parameter.getType().getConstructors())
            .map(Constructor::getParameters)
            .flatMap(Arrays::stream)
        : Stream.of(parameter);
  }
}
