package io.halfdoor.api.merge;

/**
 * A value that may be filled in.
 *
 * @param shown as a reader sees it, in the template's language
 * @param raw the same for programs, as part of a link
 */
record Given(String shown, String raw) {

  static final Given NOTHING = new Given("", "");

  static Given text(String text) {
    return new Given(text, text);
  }
}
