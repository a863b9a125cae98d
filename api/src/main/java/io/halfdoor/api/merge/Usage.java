package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Node.Section;
import io.halfdoor.api.merge.Node.Text;
import io.halfdoor.api.merge.Node.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields a template's texts use, held against what it describes. */
final class Usage {

  private final Schema schema;
  private final List<Finding> findings;
  private final Set<String> used = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, Value> bare = new LinkedHashMap<>();

  Usage(Schema schema, List<Finding> findings) {
    this.schema = schema;
    this.findings = findings;
  }

  Set<String> used() {
    return used;
  }

  /**
   * Of each field that may be missing where it is printed, with nothing in its stead, one place.
   */
  Map<String, Value> bare() {
    return bare;
  }

  void add(List<Node> nodes) {
    add(nodes, null, Set.of());
    if (used.size() > Limits.FIELDS && told.add("")) {
      findings.add(
          Finding.error(
              "too_many_fields",
              "A template uses at most " + Limits.FIELDS + " different fields.",
              Place.of("/body")));
    }
  }

  private void add(List<Node> nodes, @Nullable String list, Set<String> given) {
    for (Node node : nodes) {
      switch (node) {
        case Text _ -> {}
        case Value value -> value(value, list, given);
        case Section section -> section(section, list, given);
      }
    }
  }

  private void value(Value value, @Nullable String list, Set<String> given) {
    if (value.name().equals(Node.ITEM)) {
      if (list == null || !schema.isOfTexts(list)) {
        tell("item_misplaced", "A dot alone stands in a section of a list of texts.", value);
      }
      return;
    }
    Field field = use(value.name(), value.place(), list);
    if (field == null) {
      return;
    }
    if (!field.type().isPrinted()) {
      tell("field_unprintable", field.name() + " is for sections alone.", value);
    } else if (value.fallback() != null && field.type() == Field.Type.URL) {
      String fault = value.fallback().isEmpty() ? null : Url.fault(value.fallback());
      if (fault != null) {
        tell("fallback_type", fault, value);
      }
    }
    if (value.fallback() == null && field.fallback() == null && !given.contains(field.name())) {
      bare.putIfAbsent(field.name(), value);
    }
  }

  private void section(Section section, @Nullable String list, Set<String> given) {
    Field field = use(section.name(), section.place(), list);
    boolean isLoop = field != null && field.type() == Field.Type.LIST && !section.inverted();
    if (isLoop && list != null) {
      findings.add(
          Finding.error(
              "list_in_list", "A list's section holds no other list's.", section.place()));
    }
    Set<String> inside = new HashSet<>(given);
    if (!section.inverted()) {
      inside.add(section.name());
    }
    add(section.inside(), isLoop ? section.name() : list, inside);
  }

  private @Nullable Field use(String name, Place place, @Nullable String list) {
    used.add(name);
    Field field = schema.find(name);
    if (field == null) {
      if (told.add(name)) {
        findings.add(Finding.error("field_unknown", "No field " + name + " is described.", place));
      }
      return null;
    }
    String home = schema.listOf(name);
    if (home != null && !home.equals(list)) {
      findings.add(
          Finding.error(
              "item_misplaced", name + " stands in a section of " + home + " alone.", place));
      return null;
    }
    return field;
  }

  private void tell(String code, String message, Value value) {
    findings.add(Finding.error(code, message, value.place()));
  }
}
