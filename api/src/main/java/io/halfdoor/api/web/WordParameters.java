package io.halfdoor.api.web;

import io.halfdoor.api.data.Words;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads enums, times, days and booleans in parameters, and says what would have been read where it
 * cannot.
 */
@Priority(WordParameters.BEFORE_OTHERS)
public final class WordParameters implements ParamConverterProvider {

  /** Dropwizard has one for enums too, which would be asked first at times. */
  static final int BEFORE_OTHERS = Priorities.USER - 1_000;

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    String name = name(annotations);
    if (type.isEnum()) {
      return (ParamConverter<T>) words((Class<? extends Enum<?>>) type, name);
    }
    if (type == Boolean.class || type == boolean.class) {
      return (ParamConverter<T>) new Reading<>(WordParameters::bool, name);
    }
    if (type == LocalDate.class) {
      return (ParamConverter<T>) new Reading<>(WordParameters::day, name);
    }
    return type == Instant.class
        ? (ParamConverter<T>) new Reading<>(WordParameters::instant, name)
        : null;
  }

  private static @Nullable String name(Annotation[] annotations) {
    return Arrays.stream(annotations)
        .filter(QueryParam.class::isInstance)
        .map(annotation -> ((QueryParam) annotation).value())
        .findFirst()
        .orElse(null);
  }

  private static ParamConverter<?> words(Class<? extends Enum<?>> type, @Nullable String name) {
    return new Reading<>(
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> Words.of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new ParameterFault("Must be one of " + listed(type) + ".")),
        name);
  }

  private static String listed(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
  }

  private static Instant instant(String text) {
    try {
      Instant time = Instant.parse(text);
      if (Json.isProper(time)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Refused as one of a year that there is not.
    }
    throw new ParameterFault("Must be a time as in 2026-11-23T09:30:00Z.");
  }

  private static LocalDate day(String text) {
    try {
      if (Json.DAY.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Refused as one that there is not.
    }
    throw new ParameterFault("Must be a day as in 2026-11-23.");
  }

  /** Jersey alone would take whatever is not true for false. */
  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ParameterFault("Must be true or false.");
    };
  }

  /**
   * What reads one parameter.
   *
   * @param name of it, which Jersey does not tell where one of several values is wrong
   */
  private record Reading<T>(Function<String, T> read, @Nullable String name)
      implements ParamConverter<T> {

    @Override
    public @Nullable T fromString(@Nullable String text) {
      try {
        return text == null ? null : read.apply(text);
      } catch (ParameterFault fault) {
        throw fault.in(name);
      }
    }

    @Override
    public String toString(T value) {
      return value instanceof Enum<?> constant ? Words.of(constant) : value.toString();
    }
  }
}
