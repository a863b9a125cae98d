package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch (RFC 7396) into what can be edited of an item, and lets nothing through that would
 * not have been taken when the item was made.
 */
public final class MergePatch {

  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final ObjectMapper json;
  private final Validator validator;

  public MergePatch(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /** The value with the patch merged in, valid. */
  public <T> T apply(T present, JsonNode patch, Class<T> type) {
    if (!patch.isObject()) {
      throw Problem.invalid(Fault.at("", "A merge patch is a JSON object."));
    }
    JsonNode merged = merge(json.valueToTree(present), patch);
    T changed;
    try {
      changed = json.treeToValue(merged, type);
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    }
    Violations.check(validator.validate(changed));
    return changed;
  }

  /** What a change came to, field by field. */
  public <T> Map<String, FromTo> difference(T before, T after) {
    ObjectNode from = json.valueToTree(before);
    ObjectNode to = json.valueToTree(after);
    Map<String, FromTo> difference = new TreeMap<>();
    Stream.concat(from.propertyStream(), to.propertyStream())
        .map(Map.Entry::getKey)
        .filter(field -> !Objects.equals(from.get(field), to.get(field)))
        .forEach(field -> difference.put(field, new FromTo(from.get(field), to.get(field))));
    return difference;
  }

  /** What a field said before and after; null where it said nothing. */
  public record FromTo(@Nullable Object from, @Nullable Object to) {}

  private JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged = target.isObject() ? target.deepCopy() : json.createObjectNode();
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (field.getValue().isNull()) {
        merged.remove(field.getKey());
      } else {
        merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
      }
    }
    return merged;
  }
}
