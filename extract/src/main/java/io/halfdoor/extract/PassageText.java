package io.halfdoor.extract;

/**
 * Text being gathered, with its white space put in order as it comes: no two spaces, no empty
 * lines, no control characters. Padding therefore costs no memory, however much there is of it.
 */
final class PassageText {

  private static final char SOFT_HYPHEN = '\u00AD';
  private static final char ZERO_WIDTH_NO_BREAK = '\uFEFF';

  private final StringBuilder text = new StringBuilder();
  private int words;

  /** White space seen since the last visible character: the widest of a space, a tab, a newline. */
  private char gap;

  void append(char[] characters, int start, int length) {
    for (int i = start; i < start + length; i++) {
      char each = characters[i];
      if (each == '\n' || each == '\r' || each == '\u2028' || each == '\u2029') {
        space('\n');
      } else if (each <= ' ' || each == '\u00A0' || Character.isWhitespace(each)) {
        space(' ');
      } else if (each != SOFT_HYPHEN
          && each != ZERO_WIDTH_NO_BREAK
          && !Character.isISOControl(each)) {
        visible(each);
      }
    }
  }

  private void visible(char each) {
    if (gap != 0 && !text.isEmpty()) {
      text.append(gap);
    }
    if (gap != 0 || text.isEmpty()) {
      words++;
      gap = 0;
    }
    text.append(each);
  }

  /** A space, a tab between cells or a newline; the widest of several in a row counts. */
  void space(char kind) {
    if (gap == 0 || kind == '\n' || (kind == '\t' && gap == ' ')) {
      gap = kind;
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  int length() {
    return text.length();
  }

  int words() {
    return words;
  }

  /** The text so far, which is then forgotten. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    words = 0;
    gap = 0;
    return taken;
  }

  /** The text so far up to the last white space in its second half, all of it if there is none. */
  String takeMost() {
    int end = text.length();
    while (end > text.length() / 2 && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end == text.length() / 2) {
      end = text.length();
      if (Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
    }
    String taken = text.substring(0, end);
    text.delete(0, end);
    words = text.isEmpty() ? 0 : 1;
    return taken.strip();
  }
}
