package io.halfdoor.api.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.importing.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests as a table for spreadsheets, of which an import takes what can be said of a request. */
final class RequestTable implements AutoCloseable {

  private static final String BETWEEN = ";";

  private final CsvWriter csv;
  private final Map<String, Function<RequestBody, @Nullable Object>> columns;

  RequestTable(OutputStream out, ObjectMapper json) throws IOException {
    columns = columns(json);
    csv = new CsvWriter(out, List.copyOf(columns.keySet()));
  }

  private static Map<String, Function<RequestBody, @Nullable Object>> columns(ObjectMapper json) {
    Map<String, Function<RequestBody, @Nullable Object>> columns = new LinkedHashMap<>();
    columns.put("id", RequestBody::id);
    columns.put("externalId", RequestBody::externalId);
    columns.put("title", RequestBody::title);
    columns.put("details", RequestBody::details);
    columns.put("kind", RequestBody::kind);
    columns.put("labels", body -> body.labels().isEmpty() ? null : written(body.labels(), json));
    columns.put("objections", body -> String.join(BETWEEN, body.objections()));
    columns.put("needBy", RequestBody::needBy);
    columns.put("deals", body -> String.join(BETWEEN, body.deals()));
    columns.put("confidential", RequestBody::confidential);
    columns.put("state", RequestBody::state);
    columns.put("verdict", RequestBody::verdict);
    columns.put(
        "deliverables",
        body ->
            String.join(
                BETWEEN, body.deliverables().stream().map(RequestBody.Delivered::id).toList()));
    columns.put("supporters", RequestBody::supporters);
    columns.put("assigneeId", RequestBody::assigneeId);
    columns.put("requestedBy", RequestBody::requestedBy);
    columns.put("filedBy", RequestBody::filedBy);
    columns.put("createdAt", RequestBody::createdAt);
    columns.put("updatedAt", RequestBody::updatedAt);
    return columns;
  }

  void write(RequestBody body) throws IOException {
    List<@Nullable String> cells = new ArrayList<>();
    for (Function<RequestBody, @Nullable Object> column : columns.values()) {
      cells.add(text(column.apply(body)));
    }
    csv.row(cells);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof Enum<?> constant
        ? Words.of(constant)
        : value == null ? null : value.toString();
  }

  private static String written(Object value, ObjectMapper json) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
