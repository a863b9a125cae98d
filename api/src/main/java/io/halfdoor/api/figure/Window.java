package io.halfdoor.api.figure;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The days (UTC) that a figure is of.
 *
 * @param from the first
 * @param to the last: it is one of them
 */
public record Window(LocalDate from, LocalDate to) {

  private static final int USUAL_DAYS = 90;
  private static final int MAX_DAYS = 366;

  /**
   * Reads the parameters {@code from} and {@code to}.
   *
   * @param from the first of 90 days where it is absent
   * @param to the day of now where it is absent
   * @throws Problem where one is no day, or the two are no window of up to 366 days
   */
  public static Window of(@Nullable String from, @Nullable String to, Instant now) {
    LocalDate last = day("to", to, LocalDate.ofInstant(now, ZoneOffset.UTC));
    LocalDate first = day("from", from, last.minusDays(USUAL_DAYS - 1));
    if (first.isAfter(last) || !first.isAfter(last.minusDays(MAX_DAYS))) {
      throw Problem.invalid(
          Fault.in("from", "Must not be after to, nor more than " + MAX_DAYS + " days long."));
    }
    return new Window(first, last);
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

  public long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** As many days before it. */
  public Window before() {
    return new Window(from.minusDays(days()), from.minusDays(1));
  }

  public Instant begin() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment after it. */
  public Instant end() {
    return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
