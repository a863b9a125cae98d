package io.halfdoor.api.merge;

/**
 * A place in composed text where a value comes to stand: one character of a private plane, which
 * neither templates nor values can hold, so that no value is ever read as markup.
 */
record Slot(Node.Value tag, Field.Type type, Given value) {

  /** The first character of the planes that are kept for slots. */
  static final int FIRST = 0xf0000;

  /** The character that stands for the slot of this index. */
  static String mark(int index) {
    return Character.toString(FIRST + index);
  }

  /** The index that the character here stands for; -1 for any other character. */
  static int index(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at)) ? text.codePointAt(at) - FIRST : -1;
  }

  static boolean isAt(String text, int at) {
    return at < text.length() && index(text, at) >= 0;
  }
}
