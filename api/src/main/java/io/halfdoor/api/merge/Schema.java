package io.halfdoor.api.merge;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields a template describes, by name. */
final class Schema {

  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Integer> indexes = new LinkedHashMap<>();

  private Schema() {}

  /** What is wrong with a field is told; the first of a name counts. */
  static Schema of(List<Field> described, List<Finding> findings) {
    Schema schema = new Schema();
    if (described.size() > Limits.FIELDS) {
      findings.add(
          Finding.error(
              "too_many_fields",
              "A template has at most " + Limits.FIELDS + " fields.",
              Place.of("/fields")));
      return schema;
    }
    for (int index = 0; index < described.size(); index++) {
      Field field = described.get(index);
      Place name = Place.field(index, "name");
      if (!Tag.isFieldName(field.name())) {
        findings.add(
            Finding.error(
                "field_name",
                "A field's name is words of letters and digits with dots between them.",
                name));
      } else if (schema.fields.putIfAbsent(field.name(), field) != null) {
        findings.add(Finding.error("field_twice", field.name() + " is described already.", name));
      } else {
        schema.indexes.put(field.name(), index);
      }
    }
    schema.fields.values().forEach(field -> schema.check(field, findings));
    return schema;
  }

  private void check(Field field, List<Finding> findings) {
    int index = index(field.name());
    if (field.type() == Field.Type.LIST && listOf(field.name()) != null) {
      findings.add(
          Finding.error(
              "list_in_list", "The items of a list hold no lists.", Place.field(index, "type")));
    }
    String fallback = field.fallback();
    if (fallback != null && fallback.length() > Limits.FALLBACK) {
      findings.add(
          Finding.error(
              "fallback_too_long",
              "A fallback has at most " + Limits.FALLBACK + " characters.",
              Place.field(index, "fallback")));
    } else if (fallback != null && field.type() == Field.Type.URL) {
      String fault = Url.fault(fallback);
      if (fault != null) {
        findings.add(Finding.error("fallback_type", fault, Place.field(index, "fallback")));
      }
    }
  }

  Collection<Field> all() {
    return Collections.unmodifiableCollection(fields.values());
  }

  @Nullable Field find(String name) {
    return fields.get(name);
  }

  /** The examples as data would give them. */
  Map<String, Object> examples() {
    Map<String, Object> examples = new LinkedHashMap<>();
    Map<String, Map<String, Object>> items = new LinkedHashMap<>();
    for (Field field : fields.values()) {
      String list = listOf(field.name());
      if (field.example() == null) {
        continue;
      }
      if (list == null) {
        examples.put(field.name(), field.example());
      } else {
        items
            .computeIfAbsent(list, _ -> new LinkedHashMap<>())
            .put(field.name().substring(list.length() + 1), field.example());
      }
    }
    items.forEach((list, item) -> examples.putIfAbsent(list, List.of(item)));
    return examples;
  }

  /** Where the field stands in the template's list of fields. */
  int index(String name) {
    return indexes.getOrDefault(name, 0);
  }

  /** The list whose items hold this field; null for a field of the mail itself. */
  @Nullable String listOf(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Field above = fields.get(name.substring(0, dot));
      if (above != null && above.type() == Field.Type.LIST) {
        return above.name();
      }
    }
    return null;
  }

  /** Whether the items of a list are plain texts: no field is described below its name. */
  boolean isOfTexts(String list) {
    return fields.keySet().stream().noneMatch(name -> name.startsWith(list + "."));
  }
}
