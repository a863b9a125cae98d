package io.halfdoor.api.collateral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.importing.FieldShelf;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.web.FileNames;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How rows of an import become collateral. The external id says which piece is meant; what a row
 * says nothing of stays as it is, but labels are those of the row alone.
 */
final class CollateralShelf implements FieldShelf {

  private static final Map<String, Type> FIELDS =
      Map.ofEntries(
          Map.entry("externalId", Type.TEXT),
          Map.entry("title", Type.TEXT),
          Map.entry("text", Type.TEXT),
          Map.entry("url", Type.TEXT),
          Map.entry("summary", Type.TEXT),
          Map.entry("kind", Type.TEXT),
          Map.entry("labels", Type.LABELS),
          Map.entry("audience", Type.TEXT),
          Map.entry("language", Type.TEXT),
          Map.entry("mayBeSent", Type.FLAG),
          Map.entry("owner", Type.TEXT),
          Map.entry("state", Type.TEXT),
          Map.entry("reviewIntervalDays", Type.NUMBER),
          Map.entry("note", Type.TEXT));

  private static final Set<String> NOT_METADATA = Set.of("url", "text", "note", "owner", "state");

  private final JsonBodies bodies;
  private final MergePatch patches;
  private final Ids ids;
  private final Texts texts;
  private final Labels labels;
  private final Links links;

  CollateralShelf(
      JsonBodies bodies, MergePatch patches, Ids ids, Texts texts, Labels labels, Links links) {
    this.bodies = bodies;
    this.patches = patches;
    this.ids = ids;
    this.texts = texts;
    this.labels = labels;
    this.links = links;
  }

  @Override
  public String kind() {
    return Collateral.KIND;
  }

  @Override
  public String key() {
    return "externalId";
  }

  @Override
  public Map<String, Type> fields() {
    return FIELDS;
  }

  @Override
  public Arrival ready(Caller caller, ObjectNode fields, @Nullable Incoming file, String fileName)
      throws IOException {
    String externalId = text(fields, "externalId");
    if (externalId == null) {
      throw Problem.invalid(
          Fault.at("/externalId", "Must be there: by it the row is known when it comes again."));
    }
    String url = text(fields, "url");
    String text = text(fields, "text");
    NewVersion version = bodies.valid(new NewVersion(url, text, null, text(fields, "note"), null));
    Content content = null;
    if (file != null) {
      String name = fileName.substring(fileName.lastIndexOf('/') + 1);
      content = Content.of(file, FileNames.clean(name), version);
    } else if (url != null || text != null) {
      content = Content.of(version);
    }
    ObjectNode said = fields.deepCopy();
    said.remove(NOT_METADATA);
    CollateralRow row =
        new CollateralRow(
            externalId, said, text(fields, "owner"), state(fields), content, version.note());
    return new CollateralArrival(patches, ids, texts, labels, links, caller, row);
  }

  private static @Nullable State state(ObjectNode fields) {
    String word = text(fields, "state");
    try {
      return word == null ? null : Words.read(State.class, word);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(Fault.at("/state", "Must be one of draft, published, archived."));
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
