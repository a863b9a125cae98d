package io.halfdoor.api.data;

import java.util.Optional;
import java.util.UUID;

/**
 * What stands before the ids of one type of item when they are shown, such as {@code col} in {@code
 * col_01k9zq3v5sfgx8m2n4p6r8t0w2}.
 *
 * <p>The form is that of TypeID: the 128 bits in 26 characters of Crockford's base 32, lower case,
 * most significant first. Ids sort as text as they do as {@code uuid} in the database. Each id has
 * exactly one text; whatever differs from it, be it in case only, is not an id.
 */
public record IdPrefix(String value) {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  public IdPrefix {
    if (!value.matches("[a-z]{2,16}")) {
      throw new IllegalArgumentException("An id prefix is 2 to 16 letters a to z: " + value);
    }
  }

  /** The id as callers see it. */
  public String text(UUID id) {
    char[] digits = new char[LENGTH];
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    for (int i = LENGTH - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) low & 31);
      low = (low >>> 5) | (high << 59);
      high >>>= 5;
    }
    return value + '_' + new String(digits);
  }

  /** The id that has this text; empty for every text that {@link #text} would not give. */
  public Optional<UUID> parse(String text) {
    int start = value.length() + 1;
    if (text.length() != start + LENGTH
        || !text.startsWith(value)
        || text.charAt(start - 1) != '_'
        || text.charAt(start)
            > '7') { // 26 digits hold 130 bits: the first may use three of its five
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return Optional.of(new UUID(high, low));
  }
}
