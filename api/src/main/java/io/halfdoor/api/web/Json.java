package io.halfdoor.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.halfdoor.api.data.Words;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How this API reads and writes JSON: strict in what it takes, plain in what it gives. */
public final class Json {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 5_000_000;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME = 1_000;

  /** How RFC 3339 writes a day. */
  static final Pattern DAY = Pattern.compile("(?!0000)\\d{4}-\\d{2}-\\d{2}");

  private Json() {}

  /**
   * The mapper for everything that crosses HTTP. Unknown fields, duplicate keys, trailing text and
   * silent conversions ("5" for 5) are refused; absent values are left out; times are RFC 3339.
   */
  public static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(
                new SimpleModule()
                    .addDeserializer(String.class, new ProperText())
                    .addDeserializer(Instant.class, new ProperTime())
                    .addDeserializer(LocalDate.class, new ProperDay()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .build());
    mapper.setAnnotationIntrospector(
        AnnotationIntrospectorPair.create(
            mapper.getSerializationConfig().getAnnotationIntrospector(), new EnumWords()));
    return mapper;
  }

  /** Text that can be kept: told as text, without NUL, and with whole characters only. */
  private static final class ProperText extends StdScalarDeserializer<String> {

    ProperText() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      String text = parser.getText();
      if (text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF))) {
        throw context.weirdStringException(text, String.class, "improper");
      }
      return text;
    }
  }

  /** Whether a time is of the years that RFC 3339 has. */
  static boolean isProper(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  /** A time that can be kept and told again: written out, and of the years that RFC 3339 has. */
  private static final class ProperTime extends StdScalarDeserializer<Instant> {

    /** What Jackson would take for seconds. */
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9.]*\\s*");

    ProperTime() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getText();
      Instant time =
          NUMBER.matcher(text).matches()
              ? null
              : InstantDeserializer.INSTANT.deserialize(parser, context);
      if (time == null || !isProper(time)) {
        throw context.weirdStringException(text, Instant.class, "no time of RFC 3339");
      }
      return time;
    }
  }

  /** A day that can be kept and told again, written as RFC 3339 does. */
  private static final class ProperDay extends StdScalarDeserializer<LocalDate> {

    ProperDay() {
      super(LocalDate.class);
    }

    @Override
    public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
      }
      String text = parser.getText();
      try {
        if (DAY.matcher(text).matches()) {
          return LocalDate.parse(text);
        }
      } catch (DateTimeException e) {
        // refused below
      }
      throw context.weirdStringException(text, LocalDate.class, "no day of RFC 3339");
    }
  }

  private static final class EnumWords extends NopAnnotationIntrospector {

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (int i = 0; i < constants.length; i++) {
        names[i] = Words.of(constants[i]);
      }
      return names;
    }
  }
}
