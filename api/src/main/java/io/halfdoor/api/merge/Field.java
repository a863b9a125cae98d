package io.halfdoor.api.merge;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a template leaves open, as the template's own schema describes it.
 *
 * @param name words with dots between them, such as {@code contact.firstName}; what an item of the
 *     list {@code agenda} holds is called {@code agenda.topic}
 * @param fallback stands where no value is given and the template names no other; written out as it
 *     is, whatever the type
 * @param example a value as data would give it, for previews
 * @param askMe only the person who sends the mail can know it
 */
public record Field(
    String name,
    Type type,
    @Nullable String description,
    @Nullable String fallback,
    @Nullable Object example,
    boolean askMe) {

  /** What a field's value has to be. */
  public enum Type {
    /** A string. A blank one counts as not given. */
    TEXT,
    NUMBER,
    /** An object of amount and currency, {@code {"amount": 12500.00, "currency": "EUR"}}. */
    MONEY,
    /** An ISO date, {@code 2026-11-26}. */
    DATE,
    /** An absolute link of http, https or mailto. */
    URL,
    /** A boolean, for sections alone. */
    FLAG,
    /** Strings, or objects of what is described below the list's name; for sections alone. */
    LIST;

    boolean isPrinted() {
      return this != FLAG && this != LIST;
    }
  }
}
