package io.halfdoor.api.data;

import java.util.Locale;

/** The one spelling of an enum constant outside of Java: {@code ONE_PAGER} is {@code onePager}. */
public final class Words {

  private Words() {}

  /** The word for a constant, in JSON, parameters and columns alike. */
  public static String of(Enum<?> constant) {
    return of(constant.name());
  }

  static String of(String constantName) {
    StringBuilder word = new StringBuilder();
    for (String part : constantName.toLowerCase(Locale.ROOT).split("_", -1)) {
      word.append(
          word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return word.toString();
  }

  /**
   * The constant that a word stands for.
   *
   * @throws IllegalArgumentException when the word stands for none
   */
  public static <E extends Enum<E>> E read(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no such word: " + word);
  }
}
