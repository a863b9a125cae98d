package io.halfdoor.api.finder;

import io.halfdoor.api.problem.Problem;

/** Text as people type it into a search box, which can be anything at all. */
final class Texts {

  private Texts() {}

  /**
   * The same text without what can neither be sent as UTF-8 (half a surrogate pair) nor be stored
   * (NUL): nobody can have meant to find these.
   */
  static String whole(String text) {
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0
                    ? ' '
                    : c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  /** Refuses a text of more characters than that. */
  static void requireAtMost(String text, int characters) {
    if (text.length() > characters && text.codePointCount(0, text.length()) > characters) {
      throw Problem.tooLarge("q has more than " + characters + " characters.");
    }
  }
}
