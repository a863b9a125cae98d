package io.halfdoor.api.merge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two pairs of braces.
 *
 * @param name of the field or the snippet; empty for a remark
 * @param fallback of a merge field; null where it says none
 */
record Tag(Kind kind, String name, @Nullable String fallback) {

  enum Kind {
    VALUE,
    IF,
    UNLESS,
    END,
    SNIPPET,
    REMARK
  }

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

  /** Null when the text is no tag. */
  static @Nullable Tag read(String text) {
    if (text.startsWith("!")) {
      return new Tag(Kind.REMARK, "", null);
    }
    Kind kind =
        switch (text.isEmpty() ? ' ' : text.charAt(0)) {
          case '#' -> Kind.IF;
          case '^' -> Kind.UNLESS;
          case '/' -> Kind.END;
          case '>' -> Kind.SNIPPET;
          default -> Kind.VALUE;
        };
    if (kind != Kind.VALUE) {
      String name = text.substring(1).strip();
      return isName(name, kind == Kind.SNIPPET ? ID : NAME) ? new Tag(kind, name, null) : null;
    }
    int bar = text.indexOf('|');
    String name = (bar < 0 ? text : text.substring(0, bar)).strip();
    String fallback = bar < 0 ? null : text.substring(bar + 1).strip();
    boolean isSound =
        (name.equals(Node.ITEM) || isFieldName(name))
            && (fallback == null || fallback.length() <= Limits.FALLBACK);
    return isSound ? new Tag(kind, name, fallback) : null;
  }

  static boolean isFieldName(String name) {
    return isName(name, NAME);
  }

  private static boolean isName(String name, Pattern pattern) {
    return name.length() <= Limits.NAME && pattern.matcher(name).matches();
  }
}
