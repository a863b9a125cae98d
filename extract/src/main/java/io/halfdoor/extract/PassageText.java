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

  /**
   * Adds what is visible of some characters.
   *
   * @param lineEnd what a line end in them means: a newline, or a space in text that flows
   */
  void append(char[] characters, int start, int length, char lineEnd) {
    for (int i = start; i < start + length; i++) {
      char each = characters[i];
      if (each == '\n' || each == '\r' || each == '\u2028' || each == '\u2029') {
        space(lineEnd);
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

  /** So many characters at most, cut at white space where there is any in their second half. */
  String take(int most) {
    int end = cut(text, most);
    String taken = text.substring(0, end);
    text.delete(0, end);
    // Counted anew from here: what is left is a part of a page only.
    words = text.isEmpty() ? 0 : 1;
    return taken.strip();
  }

  /** Where to cut a text that is longer than it may be: after white space, never in a character. */
  static int cut(CharSequence text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    for (int end = most; end > most / 2; end--) {
      if (Character.isWhitespace(text.charAt(end - 1))) {
        return end;
      }
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }
}
