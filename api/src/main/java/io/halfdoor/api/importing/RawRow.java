package io.halfdoor.api.importing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.problem.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in what was sent.
 *
 * @param number from 1, in the order in which rows are taken
 * @param line where it begins in its table, from 1; null for a file that stands for itself
 * @param file what it names; null where it names none
 * @param known what a text is known by; null where it cannot be read, and for rows of fields, which
 *     say so in one
 * @param fields as they are written there, {@code file} left out; none of a text
 * @param faults why it cannot be read, or is passed over
 */
public record RawRow(
    int number,
    @Nullable Long line,
    @Nullable String file,
    @Nullable String known,
    ObjectNode fields,
    boolean skipped,
    List<Fault> faults) {

  static RawRow of(int number, long line, ObjectNode fields) {
    return new RawRow(number, line, fileOf(fields), null, fields, false, List.of());
  }

  static RawRow unreadable(int number, long line, String detail) {
    return new RawRow(number, line, null, null, none(), false, List.of(Fault.at("", detail)));
  }

  static RawRow file(int number, String name, boolean skipped) {
    return new RawRow(number, null, name, null, none(), skipped, List.of());
  }

  static RawRow text(
      int number, String file, @Nullable String known, boolean skipped, List<Fault> faults) {
    return new RawRow(number, null, file, known, none(), skipped, faults);
  }

  private static @Nullable String fileOf(ObjectNode fields) {
    var file = fields.remove("file");
    return file == null || file.isNull() || file.asText().isEmpty() ? null : file.asText();
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }
}
