package io.halfdoor.api.merge;

import java.util.regex.Pattern;

/** Text without the characters that say something other than what a reader sees. */
final class Clean {

  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

  private Clean() {}

  /**
   * Without control characters (line feeds and tabs aside), bidirectional overrides, halves of
   * characters and private planes; every line break is a line feed.
   */
  static String text(String given) {
    StringBuilder kept = new StringBuilder(given.length());
    int at = 0;
    while (at < given.length()) {
      int point = given.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\r' && at < given.length() && given.charAt(at) == '\n') {
        continue;
      }
      if (isLineBreak(point)) {
        kept.append('\n');
      } else if (Character.getType(point) == Character.SURROGATE) {
        kept.append('\ufffd');
      } else if (!isHidden(point)) {
        kept.appendCodePoint(point);
      }
    }
    return kept.toString();
  }

  /** The same in one line. */
  static String line(String given) {
    return SPACES.matcher(text(given)).replaceAll(" ").strip();
  }

  /** Whether it turns the reading direction of what follows. */
  static boolean isOverride(int point) {
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  }

  private static boolean isLineBreak(int point) {
    return point == '\n'
        || point == '\r'
        || point == 0x85
        || point == 0x0b
        || point == 0x0c
        || point == 0x2028
        || point == 0x2029;
  }

  private static boolean isHidden(int point) {
    return (Character.isISOControl(point) && point != '\t')
        || isOverride(point)
        || point == 0xfeff
        || (point & 0xfffe) == 0xfffe
        || point >= Slot.FIRST;
  }
}
