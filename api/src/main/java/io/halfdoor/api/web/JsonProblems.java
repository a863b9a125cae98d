package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a JSON body: 400 where it is no JSON, else a pointer to what does not fit. */
final class JsonProblems {

  private JsonProblems() {}

  static Problem of(JsonProcessingException thrown) {
    return switch (thrown) {
      case StreamConstraintsException ignored ->
          Problem.unreadable(
              "The JSON is nested too deeply or has a text or number that is too long.");
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(
              Fault.at(
                  pointer(unknown.getPath()),
                  "There is no field " + unknown.getPropertyName() + " here."));
      case InvalidFormatException wrong when wrong.getTargetType().isEnum() ->
          Problem.invalid(
              Fault.at(pointer(wrong.getPath()), "Must be one of " + words(wrong) + "."));
      case InvalidFormatException wrong when wrong.getTargetType() == String.class ->
          Problem.invalid(
              Fault.at(
                  pointer(wrong.getPath()),
                  "The text holds a character that cannot be kept, such as NUL."));
      case JsonMappingException wrong when wrong.getCause() instanceof Problem problem ->
          problem.type() == ProblemType.INVALID
              ? Problem.invalid(Fault.at(pointer(wrong.getPath()), problem.detail()))
              : problem;
      case JsonMappingException wrong when isText(wrong) ->
          Problem.unreadable("The body is not proper JSON" + at(wrong.getLocation()) + ".");
      case JsonMappingException wrong ->
          Problem.invalid(
              Fault.at(
                  pointer(wrong.getPath()), "The value is not of the type that belongs here."));
      default -> Problem.unreadable("The body is not proper JSON" + at(thrown.getLocation()) + ".");
    };
  }

  /** A mapping exception that only carries a syntax error from further down. */
  private static boolean isText(JsonMappingException wrong) {
    return wrong.getCause() instanceof JsonProcessingException cause
        && !(cause instanceof JsonMappingException);
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private static String words(InvalidFormatException wrong) {
    return Arrays.stream(wrong.getTargetType().getEnumConstants())
        .map(constant -> Words.of((Enum<?>) constant))
        .collect(Collectors.joining(", "));
  }

  private static String pointer(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(
            step ->
                step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
        .map(Fault::step)
        .collect(Collectors.joining());
  }
}
