package io.halfdoor.api.web;

import io.dropwizard.jersey.validation.JerseyViolationException;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.server.model.Parameter;
import org.jspecify.annotations.Nullable;

/** Violated constraints as faults, each with where it is. */
final class Violations {

  private static final Comparator<Fault> BY_PLACE =
      Comparator.comparing((Fault fault) -> fault.pointer() + " " + fault.parameter())
          .thenComparing(Fault::detail);

  private Violations() {}

  /** What Jersey found wrong with the arguments of a resource's method. */
  static Problem problem(JerseyViolationException thrown) {
    List<Parameter> parameters = thrown.getInvocable().getParameters();
    for (ConstraintViolation<?> violation : thrown.getConstraintViolations()) {
      Parameter parameter = parameter(violation, parameters);
      if (isEntity(parameter) && pointer(violation).isEmpty()) {
        return Problem.unreadable("The request has no body.");
      }
    }
    return Problem.invalid(
        thrown.getConstraintViolations().stream()
            .map(violation -> fault(violation, parameter(violation, parameters)))
            .sorted(BY_PLACE)
            .toList());
  }

  /** Refuses a value that was put together here and breaks its constraints. */
  static <T> void check(Set<ConstraintViolation<T>> violations) {
    if (!violations.isEmpty()) {
      throw Problem.invalid(
          violations.stream().map(violation -> fault(violation, null)).sorted(BY_PLACE).toList());
    }
  }

  private static Fault fault(ConstraintViolation<?> violation, @Nullable Parameter parameter) {
    String detail = sentence(violation.getMessage());
    return parameter == null || isEntity(parameter)
        ? Fault.at(pointer(violation), detail)
        : Fault.in(parameter.getSourceName(), detail);
  }

  private static @Nullable Parameter parameter(
      ConstraintViolation<?> violation, List<Parameter> parameters) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.PARAMETER) {
        return parameters.get(node.as(Path.ParameterNode.class).getParameterIndex());
      }
    }
    return null;
  }

  /** Jersey does not know what a parameter is that only has constraints: that is the body too. */
  private static boolean isEntity(@Nullable Parameter parameter) {
    return parameter != null
        && (parameter.getSource() == Parameter.Source.ENTITY
            || parameter.getSource() == Parameter.Source.UNKNOWN);
  }

  private static String pointer(ConstraintViolation<?> violation) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      } else if (node.getKey() != null) {
        pointer.append(Fault.step(node.getKey().toString()));
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        pointer.append(Fault.step(node.getName()));
      }
    }
    return pointer.toString();
  }

  private static String sentence(String message) {
    String end = message.endsWith(".") ? "" : ".";
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + end;
  }
}
