package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Node.Section;
import io.halfdoor.api.merge.Node.Text;
import io.halfdoor.api.merge.Node.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text with its sections decided, in which a mark stands for every value. */
record Composed(String text, List<Slot> slots) {

  /**
   * What the template itself says: each section once, whatever is given, and examples as values.
   */
  static Composed everything(List<Node> nodes, Schema schema, Formats formats) {
    StringBuilder text = new StringBuilder();
    List<Slot> slots = new ArrayList<>();
    everything(nodes, schema, formats, text, slots);
    return new Composed(text.toString(), slots);
  }

  private static void everything(
      List<Node> nodes, Schema schema, Formats formats, StringBuilder text, List<Slot> slots) {
    for (Node node : nodes) {
      switch (node) {
        case Text literal -> text.append(literal.text());
        case Section section -> everything(section.inside(), schema, formats, text, slots);
        case Value value -> {
          Field field = schema.find(value.name());
          Field.Type type = field == null ? Field.Type.TEXT : field.type();
          text.append(Slot.mark(slots.size()));
          slots.add(new Slot(value, type, likely(value, field, formats)));
        }
      }
    }
  }

  private static Given likely(Value value, @Nullable Field field, Formats formats) {
    if (field != null && field.example() != null && field.type().isPrinted()) {
      Given example = formats.read(field.type(), field.example(), _ -> {});
      if (example != null) {
        return example;
      }
    }
    if (value.fallback() != null) {
      return Given.text(value.fallback());
    }
    return Given.text(field == null || field.fallback() == null ? value.name() : field.fallback());
  }

  /** With the values as a reader sees them, and no markup. */
  String plain() {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Slot.FIRST) {
                plain.append(slots.get(point - Slot.FIRST).value().shown());
              } else {
                plain.appendCodePoint(point);
              }
            });
    return plain.toString();
  }
}
