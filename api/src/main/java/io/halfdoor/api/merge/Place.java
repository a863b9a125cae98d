package io.halfdoor.api.merge;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where something is wrong: in the template, or in the data to fill in.
 *
 * @param pointer a JSON pointer: {@code /subject}, {@code /body}, {@code /fields/3/name}, or into
 *     the data {@code /data/contact.firstName}
 * @param line from 1, with the column; null where a whole member is meant
 * @param snippet the included snippet whose text the line is in; null for the template's own
 */
public record Place(
    String pointer, @Nullable Integer line, @Nullable Integer column, @Nullable String snippet) {

  static Place of(String pointer) {
    return new Place(pointer, null, null, null);
  }

  static Place field(int index, String member) {
    return of("/fields/" + index + "/" + member);
  }

  /** The JSON pointer to a member below the members before it. */
  static String pointer(String... members) {
    return Arrays.stream(members)
        .map(member -> "/" + member.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }

  /** In words for a person; empty for a whole member. */
  String inWords() {
    String inside = snippet == null ? "" : " of the snippet " + snippet;
    return line == null ? "" : "line " + line + ", column " + column + inside;
  }
}
