package io.halfdoor.extract;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file a passage stands.
 *
 * @param kind what the number counts
 * @param number from 1, as a person counts: page 7, slide 3, the second sheet, the fourth section
 * @param name the sheet's, section's or attachment's name, or a slide's title; null where it has
 *     none
 */
public record Place(Kind kind, int number, @Nullable String name) {

  /** What a file is divided into. */
  public enum Kind {
    PAGE,
    SLIDE,
    SHEET,
    /** A part under a heading, or of a long text, in a file that does not tell its pages. */
    SECTION,
    /** The body of an e-mail. */
    MESSAGE,
    /** A file inside the file: an e-mail's attachment, an archive's entry, an embedded document. */
    ATTACHMENT
  }
}
