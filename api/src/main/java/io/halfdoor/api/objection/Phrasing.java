package io.halfdoor.api.objection;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How buyers really say an objection.
 *
 * @param text one line
 * @param hearingId the hearing that it comes from; null where somebody wrote it down
 */
public record Phrasing(
    UUID id,
    UUID objectionId,
    String text,
    @Nullable UUID hearingId,
    Instant createdAt,
    UUID createdBy) {

  static final IdPrefix IDS = new IdPrefix("phr");

  /** In chars. */
  static final int LONGEST = 1_000;

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

  /**
   * A saying as one line, with single spaces.
   *
   * @param pointer where it stands in the request
   */
  static String tidy(String text, String pointer) {
    String tidy = BLANKS.matcher(text).replaceAll(" ").strip();
    if (tidy.isEmpty()) {
      throw Problem.invalid(Fault.at(pointer, "Must not be blank."));
    }
    return tidy;
  }
}
