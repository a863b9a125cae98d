package io.halfdoor.api.learning;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.halfdoor.api.figure.Share;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.learning.AskedStore.Came;
import io.halfdoor.api.learning.AskedStore.Took;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How well search does. {@code docs/figures.md} defines every figure.
 *
 * @param searches in the window
 * @param reciprocalRank of the first hit that was opened
 * @param newcomerShown in which a new item stood in the place kept for one
 * @param newcomerOpened of them, those in which it was opened
 */
record Health(
    LocalDate from,
    LocalDate to,
    Instant asOf,
    long searches,
    Part noResult,
    Part noClick,
    Mean reciprocalRank,
    Time tookMsP50,
    Time tookMsP99,
    Part newcomerShown,
    Part newcomerOpened) {

  private static final String DOCS = "docs/figures.md#";

  /** Below it, what 99 of 100 stay under is the slowest of all: one accident. */
  private static final long ENOUGH_FOR_P99 = 100;

  /** Why there is no figure. */
  enum Missing {
    /** There is nothing to go by. */
    NONE,
    /** There is too little to go by. */
    TOO_FEW,
    /** Of no search at all is it known what was opened: whoever shows hits may not tell it. */
    NOTHING_OPENED
  }

  /** So many of so many, and what they are; or why that cannot be told. */
  record Part(@JsonUnwrapped Share share, @Nullable Missing reason, String definition) {

    private static Part of(long k, long n, String definition) {
      return new Part(Share.of(k, n), n == 0 ? Missing.NONE : null, DOCS + definition);
    }
  }

  /** A mean of so many. */
  record Mean(@Nullable Double value, long n, @Nullable Missing reason, String definition) {}

  /** What so many took, in milliseconds. */
  record Time(@Nullable Long value, long n, @Nullable Missing reason, String definition) {

    private static Time of(@Nullable Long millis, long n, long enough) {
      Long value = millis == null || n < enough ? null : millis;
      Missing reason = value != null ? null : n == 0 ? Missing.NONE : Missing.TOO_FEW;
      return new Time(value, n, reason, DOCS + "search-time");
    }
  }

  static Health of(Window window, Came came, Took took, Instant now) {
    long found = came.searches() - came.noResult();
    return new Health(
        window.from(),
        window.to(),
        now,
        came.searches(),
        Part.of(came.noResult(), came.searches(), "no-result"),
        found > 0 && came.opened() == 0
            ? new Part(new Share(0, 0, null, null), Missing.NOTHING_OPENED, DOCS + "no-click")
            : Part.of(came.noClick(), found, "no-click"),
        new Mean(
            came.reciprocalRank(),
            came.opened(),
            came.opened() == 0 ? Missing.NONE : null,
            DOCS + "reciprocal-rank"),
        Time.of(took.p50(), took.n(), 1),
        Time.of(took.p99(), took.n(), ENOUGH_FOR_P99),
        Part.of(came.shown(), found, "newcomer"),
        Part.of(came.tried(), came.shown(), "newcomer"));
  }
}
