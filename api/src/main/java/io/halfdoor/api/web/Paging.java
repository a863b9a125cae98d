package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: {@code limit} (1 to 200, 50 as it comes) and {@code cursor}.
 *
 * <p>A cursor says after which key the page starts, and for which path and filters it was given: a
 * list asked for with other filters refuses it. It grants nothing that the list would not show, so
 * it is not signed.
 */
public final class Paging {

  private static final int MAX_LIMIT = 200;
  private static final ObjectMapper JSON = new JsonMapper();

  private final int limit;
  private final @Nullable String cursor;
  private final UriInfo uri;

  public Paging(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context UriInfo uri) {
    this.limit = limit;
    this.cursor = cursor;
    this.uri = uri;
  }

  /** How many items the page may have. */
  public int limit() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid(Fault.in("limit", "Must be between 1 and " + MAX_LIMIT + "."));
    }
    return limit;
  }

  /** Whether it is the first page that is asked for. */
  public boolean isFirst() {
    return cursor == null;
  }

  /** How many rows to read: one more than the page has, to know whether there are others. */
  public int rows() {
    return limit() + 1;
  }

  /**
   * The key that the page starts after; null for the first page.
   *
   * @param parts how many parts the key of this list has
   */
  public @Nullable List<String> after(int parts) {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      JsonNode read = JSON.readTree(text);
      List<String> key = new ArrayList<>();
      read.forEach(part -> key.add(part.isTextual() ? part.asText() : ""));
      if (!read.isArray() || key.size() != parts + 1 || !key.getFirst().equals(asked())) {
        throw wrongCursor();
      }
      return key.subList(1, key.size());
    } catch (IllegalArgumentException | IOException e) {
      throw wrongCursor();
    }
  }

  /** What a cursor that does not belong here is answered with, also where a key cannot be read. */
  public static Problem wrongCursor() {
    return Problem.unreadable(
        "The cursor does not belong to this list with these filters; start without one.",
        Fault.in("cursor", "Take it from the page before, with the same filters."));
  }

  String cursorAfter(List<String> key) {
    List<String> parts = new ArrayList<>();
    parts.add(asked());
    parts.addAll(key);
    try {
      byte[] text = JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The path and filters of the list, as a short digest. */
  private String asked() {
    var filters = new TreeMap<>(uri.getQueryParameters());
    filters.remove("limit");
    filters.remove("cursor");
    return Digests.sha256(uri.getPath() + filters).substring(0, 12);
  }
}
