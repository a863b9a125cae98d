package io.halfdoor.api.text;

/** How far the text of a file or a text is. */
public enum TextState {
  /** It has not been read yet. */
  PENDING,
  /** There is text, perhaps not all of it. */
  READY,
  /** It holds no text. */
  NONE,
  /** It could not be read. */
  FAILED
}
