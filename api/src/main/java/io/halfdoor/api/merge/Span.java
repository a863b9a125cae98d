package io.halfdoor.api.merge;

/**
 * A run of characters of HTML that are all the same to a browser.
 *
 * @param element the tag it belongs to, or whose raw text it is; empty in text
 * @param attribute whose value it is; empty for anything else
 */
record Span(Kind kind, int from, int to, String element, String attribute) {

  enum Kind {
    TEXT,
    /** The bracket and the name of a tag that opens an element. */
    OPEN,
    /** The whole tag that closes an element. */
    CLOSE,
    /** What else there is between a tag's brackets. */
    MARKUP,
    /** The inside of an attribute's quotes. */
    VALUE,
    /** Comments and declarations. */
    COMMENT,
    /** The inside of an element that holds no markup, such as a script or a style sheet. */
    RAW
  }

  String in(String html) {
    return html.substring(from, to);
  }
}
