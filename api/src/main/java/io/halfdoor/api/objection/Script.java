package io.halfdoor.api.objection;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer, and what is to be known of it.
 *
 * @param talkTrack what to say, in a minute at most
 * @param longForm what to know besides
 * @param mayBeSaid to a buyer; else it is internal, for those who answer
 */
public record Script(
    String title,
    String talkTrack,
    @Nullable String longForm,
    boolean mayBeSaid,
    UUID ownerId,
    int reviewIntervalDays) {

  /** In chars. */
  static final int LONGEST_TALK_TRACK = 1_200;

  static final int REVIEW_INTERVAL_DAYS = 180;

  private static final int WORDS_A_MINUTE = 200;
  private static final Pattern WORD = Pattern.compile("\\S+");

  /** Of the talk track. */
  int words() {
    return (int) WORD.matcher(talkTrack).results().count();
  }

  /** How long the talk track takes to say. */
  int seconds() {
    return Math.ceilDiv(words() * 60, WORDS_A_MINUTE);
  }

  /**
   * A text as it is kept: with line feeds alone, and nothing blank around it.
   *
   * @param pointer where it stands in the request
   */
  static String tidy(String text, String pointer) {
    String tidy = text.replaceAll("\\R", "\n").strip();
    if (tidy.isEmpty()) {
      throw Problem.invalid(Fault.at(pointer, "Must not be blank."));
    }
    return tidy;
  }
}
