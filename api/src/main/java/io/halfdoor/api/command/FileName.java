package io.halfdoor.api.command;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a file is called, without its ending: letters, digits and hyphens that any file system
 * takes, all of one case.
 *
 * @param plain as people would write it
 * @param isReserved whether it needs something besides: Windows or people mean something else by
 *     it, or it was cut
 */
record FileName(String plain, boolean isReserved) {

  private static final int LONGEST = 80;
  private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");
  private static final Set<String> TAKEN = Set.of("", "readme");

  /** A name after some words. */
  static FileName of(String words) {
    String letters =
        Normalizer.normalize(words, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("\u00df", "ss")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    boolean isLong = letters.length() > LONGEST;
    String plain = isLong ? letters.substring(0, LONGEST).replaceAll("-$", "") : letters;
    return new FileName(plain, isLong || TAKEN.contains(plain) || DEVICE.matcher(plain).matches());
  }

  /** The same with something at its end that no other external id has. */
  String apart(String externalId) {
    String mark =
        UUID.nameUUIDFromBytes(externalId.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .substring(0, 12);
    return plain.isEmpty() ? mark : plain + "-" + mark;
  }
}
