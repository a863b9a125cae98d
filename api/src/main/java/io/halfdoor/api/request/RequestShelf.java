package io.halfdoor.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.importing.FieldShelf;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rows of an import become requests, or change them. The external id says which one is meant,
 * or the id of one that is there; what a row says nothing of stays as it is, but labels are those
 * of the row alone. Where a request stands is not imported: that is somebody's to say.
 */
final class RequestShelf implements FieldShelf {

  private static final Map<String, Type> FIELDS =
      Map.ofEntries(
          Map.entry("id", Type.TEXT),
          Map.entry("externalId", Type.TEXT),
          Map.entry("title", Type.TEXT),
          Map.entry("details", Type.TEXT),
          Map.entry("kind", Type.TEXT),
          Map.entry("labels", Type.LABELS),
          Map.entry("objections", Type.TEXT),
          Map.entry("needBy", Type.TEXT),
          Map.entry("deal", Type.TEXT),
          Map.entry("confidential", Type.FLAG),
          Map.entry("requestedBy", Type.TEXT),
          Map.entry("assigneeId", Type.TEXT),
          Map.entry("reason", Type.TEXT));

  private static final String BETWEEN = ";";

  private final RequestArrival.Ways ways;
  private final Items items;

  RequestShelf(RequestArrival.Ways ways, Items items) {
    this.ways = ways;
    this.items = items;
  }

  @Override
  public String kind() {
    return Request.KIND;
  }

  @Override
  public String key() {
    return "externalId";
  }

  @Override
  public @Nullable String known(ObjectNode fields) {
    return fields.hasNonNull(key()) || !fields.hasNonNull("id")
        ? FieldShelf.super.known(fields)
        : fields.get("id").asText();
  }

  @Override
  public Map<String, Type> fields() {
    return FIELDS;
  }

  @Override
  public Arrival ready(Caller caller, ObjectNode fields, @Nullable Incoming file, String fileName) {
    if (file != null) {
      throw Problem.invalid(Fault.at("/file", "A request has no file."));
    }
    String id = text(fields, "id");
    String externalId = text(fields, "externalId");
    if (id == null && externalId == null) {
      throw Problem.invalid(
          Fault.at("/externalId", "Must be there: by it the row is known when it comes again."));
    }
    ObjectNode said = fields.deepCopy();
    said.remove("id");
    said.remove("requestedBy");
    if (said.path("objections").isTextual()) {
      objections(said.remove("objections").asText(), said.putArray("objections"), caller);
    }
    if (said.path("deal").isTextual()) {
      String crmId = said.remove("deal").asText();
      said.putObject("deal").put("crmId", crmId);
    }
    return new RequestArrival(ways, caller, id, externalId, text(fields, "requestedBy"), said);
  }

  /** Each by its id or external id; which of them there are is looked at later. */
  private void objections(String cell, ArrayNode into, Caller caller) {
    for (String name : cell.split(BETWEEN, -1)) {
      if (!name.isBlank()) {
        into.add(
            items
                .named(Admission.OBJECTION, name.strip(), caller)
                .map(items::text)
                .orElse(name.strip()));
      }
    }
  }

  private static @Nullable String text(ObjectNode fields, String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw Problem.invalid(Fault.at("/" + name, "Must be a text."));
    }
    return value.asText();
  }
}
