package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Node.Section;
import io.halfdoor.api.merge.Node.Text;
import io.halfdoor.api.merge.Node.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides the sections of a template's texts by the data, and picks each merge field's value. */
final class Filling {

  private final Schema schema;
  private final Data data;
  private final List<Finding> findings;
  private final Set<Place> told = new HashSet<>();
  private int left = Limits.OUTPUT;

  Filling(Schema schema, Data data, List<Finding> findings) {
    this.schema = schema;
    this.data = data;
    this.findings = findings;
    findings.forEach(finding -> told.add(finding.place()));
  }

  /** What has no value is told, once however often it is used, unless it is wrong anyway. */
  Composed fill(List<Node> nodes) {
    StringBuilder text = new StringBuilder();
    List<Slot> slots = new ArrayList<>();
    fill(nodes, data, text, slots);
    return new Composed(text.toString(), slots);
  }

  private void fill(List<Node> nodes, Data item, StringBuilder text, List<Slot> slots) {
    for (Node node : nodes) {
      switch (node) {
        case Text literal -> {
          if (fits(literal.text().length())) {
            text.append(literal.text());
          }
        }
        case Value value -> {
          Slot slot = slot(value, item);
          boolean isRoom = slots.size() < Limits.VALUES;
          if (fits(isRoom ? 2 + slot.value().shown().length() : Limits.OUTPUT + 1)) {
            text.append(Slot.mark(slots.size()));
            slots.add(slot);
          }
        }
        case Section section -> section(section, item, text, slots);
      }
      if (left < 0) {
        return;
      }
    }
  }

  private void section(Section section, Data item, StringBuilder text, List<Slot> slots) {
    Data home = home(section.name(), item);
    boolean isGiven = home.has(section.name());
    if (section.inverted() || home.items(section.name()).isEmpty()) {
      if (isGiven != section.inverted()) {
        fill(section.inside(), item, text, slots);
      }
      return;
    }
    for (Data each : home.items(section.name())) {
      fill(section.inside(), each, text, slots);
    }
  }

  private Slot slot(Value value, Data item) {
    Field field = schema.find(value.name());
    Field.Type type = field == null ? Field.Type.TEXT : field.type();
    Data home = home(value.name(), item);
    Given given = home.value(value.name());
    if (given != null) {
      return new Slot(value, type, given);
    }
    String fallback =
        value.fallback() != null ? value.fallback() : field == null ? null : field.fallback();
    if (fallback != null) {
      return new Slot(value, type, Given.text(Clean.text(fallback)));
    }
    boolean isPrinted = field == null ? item != data : field.type().isPrinted();
    if (isPrinted) {
      tellMissing(value, field, home.place(value.name()));
    }
    return new Slot(value, type, Given.NOTHING);
  }

  private void tellMissing(Value value, @Nullable Field field, Place place) {
    if (told.add(place)) {
      String what = value.name().equals(Node.ITEM) ? "This item" : value.name();
      String who = field != null && field.askMe() ? " Only the sender can know it." : "";
      findings.add(
          Finding.error("data_missing", what + " is not given and has no fallback." + who, place));
    }
  }

  /** Where the value of a name is looked for: an item of its list, or the whole data. */
  private Data home(String name, Data item) {
    return name.equals(Node.ITEM) || schema.listOf(name) != null ? item : data;
  }

  private boolean fits(int length) {
    if (left >= 0) {
      left -= length;
      if (left < 0) {
        findings.add(
            Finding.error(
                "output_too_long",
                "Filled in, this would have more than " + Limits.OUTPUT + " characters.",
                Place.of("/body")));
      }
    }
    return left >= 0;
  }
}
