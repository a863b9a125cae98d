package io.halfdoor.api.learning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;

/**
 * How one person fared with the same words, typed in any case.
 *
 * @param asked the words, in lower case
 * @param q as they were typed last
 * @param filters of the last search
 * @param searches all of them, of which each is counted in one of the next four
 * @param opened in which something was opened
 * @param noResult that found nothing
 * @param reformulated after which the same person said it otherwise, at once
 * @param notOpened that found something, and nothing of it was opened
 * @param narrowed how many had filters
 */
public record Asked(
    String asked,
    String q,
    @Json Map<String, List<String>> filters,
    UUID personId,
    long searches,
    long opened,
    long noResult,
    long reformulated,
    long notOpened,
    long narrowed,
    Instant lastAt) {

  /** Why a search came to nothing. */
  enum Reason {
    NO_RESULT,
    REFORMULATED,
    NOT_OPENED
  }

  long cameTo(Reason reason) {
    return switch (reason) {
      case NO_RESULT -> noResult;
      case REFORMULATED -> reformulated;
      case NOT_OPENED -> notOpened;
    };
  }
}
