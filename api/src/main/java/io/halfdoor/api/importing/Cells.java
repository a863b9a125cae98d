package io.halfdoor.api.importing;

import java.util.regex.Pattern;

/**
 * The cells of a table as a spreadsheet can be given them: what it would take for a formula has an
 * apostrophe before it.
 *
 * <p>That is what begins with one of {@code = + - @}, their wide forms, a tab or a line's end; and
 * such a sign after a comma, a semicolon, a tab or a line's end, since a spreadsheet that takes one
 * of them for the separator begins a cell there. Apostrophes that stand there already count as part
 * of it, so that whoever reads the table back takes one off and has what was written.
 */
final class Cells {

  private static final String SIGNS = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20";

  private static final Pattern FORMULA =
      Pattern.compile(
          "(?:^(?='*[\\t\\r\\n" + SIGNS + "])|(?<=[,;\\t\\r\\n])(?='*[" + SIGNS + "]))");

  private static final Pattern GUARDED =
      Pattern.compile(
          "(?:^'(?='*[\\t\\r\\n" + SIGNS + "])|(?<=[,;\\t\\r\\n])'(?='*[" + SIGNS + "]))");

  private Cells() {}

  /** A text as it is written into a cell. */
  static String guarded(String text) {
    return FORMULA.matcher(text).replaceAll("'");
  }

  /** The text that a cell stands for. */
  static String meant(String cell) {
    return GUARDED.matcher(cell).replaceAll("");
  }
}
