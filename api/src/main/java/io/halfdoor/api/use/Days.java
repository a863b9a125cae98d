package io.halfdoor.api.use;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Days in a row (UTC), both ends included: those that a figure is of. */
record Days(LocalDate first, LocalDate last) {

  private static final int USUAL = 90;
  private static final int MOST = 366;

  /**
   * Reads the parameters {@code from} and {@code to}: today is the last where that is left out, and
   * the first is 89 days before it.
   */
  static Days read(@Nullable String from, @Nullable String to, LocalDate today) {
    LocalDate last = day("to", to, today);
    LocalDate first = day("from", from, last.minusDays(USUAL - 1));
    if (first.isAfter(last) || !first.isAfter(last.minusDays(MOST))) {
      throw Problem.invalid(
          Fault.in("from", "Must not be after to, nor more than " + MOST + " days long."));
    }
    return new Days(first, last);
  }

  Instant start() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first instant after them. */
  Instant end() {
    return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate day(String parameter, @Nullable String text, LocalDate otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() > 0 && day.getYear() < 10_000) {
        return day;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw Problem.unreadable(
        "A day is written as in 2026-11-23.", Fault.in(parameter, "Must be a day."));
  }
}
