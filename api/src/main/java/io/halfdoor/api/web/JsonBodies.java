package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON that an operation takes from the raw stream, because it may be longer than elsewhere
 * or is only a part of the body. What is taken is valid, as everywhere.
 */
public final class JsonBodies {

  private final ObjectMapper json;
  private final Validator validator;

  public JsonBodies(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /**
   * The value that the stream holds.
   *
   * @param most bytes of it
   */
  public <T> T read(InputStream body, int most, Class<T> type) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw Problem.tooLarge("The JSON is larger than " + most + " bytes.");
    }
    return read(bytes, type);
  }

  /** The same from bytes that are here already. */
  public <T> T read(byte[] bytes, Class<T> type) throws IOException {
    T value;
    try {
      value = bytes.length == 0 ? null : json.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    }
    if (value == null) {
      throw Problem.unreadable("The request has no body.");
    }
    return valid(value);
  }

  /**
   * The same value.
   *
   * @throws Problem when it breaks its constraints
   */
  public <T> T valid(T value) {
    Violations.check(validator.validate(value));
    return value;
  }
}
