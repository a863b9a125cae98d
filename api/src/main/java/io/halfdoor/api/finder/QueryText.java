package io.halfdoor.api.finder;

import io.halfdoor.api.problem.Problem;

/** Text as people type it into a search box, which can be anything at all. */
final class QueryText {

  private QueryText() {}

  /** The same text without NUL, which an address can hold and the database cannot. */
  static String storable(String text) {
    return text.replace('\0', ' ');
  }

  /** Refuses a text of more characters than that; one outside of UTF-16's first plane is one. */
  static void requireAtMost(String name, String text, int characters) {
    if (text.length() > characters && text.codePointCount(0, text.length()) > characters) {
      throw Problem.tooLarge(name + " has more than " + characters + " characters.");
    }
  }
}
