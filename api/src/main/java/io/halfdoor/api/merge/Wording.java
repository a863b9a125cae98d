package io.halfdoor.api.merge;

import java.util.List;

/**
 * What a template says, with the schema of the fields it leaves open.
 *
 * @param preheader the line that a mailbox shows beside the subject; may be empty
 * @param language a tag such as {@code en} or {@code de-CH}: numbers, money and dates are written
 *     its way
 */
public record Wording(
    String subject,
    String preheader,
    String body,
    Format format,
    String language,
    List<Field> fields) {

  /** How the body is marked up. */
  public enum Format {
    MARKDOWN,
    HTML
  }

  public Wording {
    fields = List.copyOf(fields);
  }
}
