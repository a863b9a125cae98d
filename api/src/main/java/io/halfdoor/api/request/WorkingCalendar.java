package io.halfdoor.api.request;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When there is somebody to work on requests.
 *
 * @param from when a working day begins, on the clocks of the time zone
 * @param to when it ends; midnight is the end of the day, never its beginning
 */
record WorkingCalendar(
    ZoneId timeZone,
    Set<DayOfWeek> days,
    LocalTime from,
    LocalTime to,
    NavigableSet<LocalDate> holidays) {

  WorkingCalendar {
    days = Set.copyOf(days);
    holidays = new TreeSet<>(holidays);
    if (days.isEmpty() || !isBefore(from, to)) {
      throw new IllegalArgumentException("Nobody ever works");
    }
  }

  /** Whether a day that begins and ends so has any time in it. */
  static boolean isBefore(LocalTime from, LocalTime to) {
    return to.equals(LocalTime.MIDNIGHT) || from.isBefore(to);
  }

  /**
   * How much of a time is worked. A day on which the clocks change is as long as it is. It takes as
   * long for years as it does for hours, but for two changes of the clocks a year.
   */
  Duration between(Instant begin, Instant end) {
    if (!begin.isBefore(end)) {
      return Duration.ZERO;
    }
    LocalDate first = LocalDate.ofInstant(begin, timeZone);
    LocalDate last = LocalDate.ofInstant(end, timeZone);
    if (first.equals(last)) {
      return worked(first, begin, end);
    }
    return worked(first, begin, end)
        .plus(wholeDays(first.plusDays(1), last))
        .plus(worked(last, begin, end));
  }

  /** What is worked on a day of a time. */
  private Duration worked(LocalDate day, Instant begin, Instant end) {
    if (!isWorkingDay(day)) {
      return Duration.ZERO;
    }
    Instant opens = later(at(day, from), begin);
    Instant closes = to.equals(LocalTime.MIDNIGHT) ? midnight(day.plusDays(1)) : at(day, to);
    Duration worked = Duration.between(opens, closes.isBefore(end) ? closes : end);
    return worked.isNegative() ? Duration.ZERO : worked;
  }

  private boolean isWorkingDay(LocalDate day) {
    return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  /** When it is this time on a day, and never after it where the time zone left the day out. */
  private Instant at(LocalDate day, LocalTime time) {
    Instant at = ZonedDateTime.of(day, time, timeZone).toInstant();
    Instant next = midnight(day.plusDays(1));
    return at.isBefore(next) ? at : next;
  }

  private Instant midnight(LocalDate day) {
    return day.atStartOfDay(timeZone).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What is worked from a day on until before another. */
  private Duration wholeDays(LocalDate first, LocalDate end) {
    long count =
        weekdays(first, end)
            - holidays.subSet(first, end).stream()
                .filter(day -> days.contains(day.getDayOfWeek()))
                .count();
    Duration usual =
        to.equals(LocalTime.MIDNIGHT)
            ? Duration.between(from, LocalTime.MAX).plusNanos(1)
            : Duration.between(from, to);
    Duration worked = usual.multipliedBy(count);
    for (LocalDate day : changes(first, end)) {
      if (isWorkingDay(day)) {
        worked = worked.minus(usual).plus(worked(day, Instant.MIN, Instant.MAX));
      }
    }
    return worked;
  }

  private long weekdays(LocalDate first, LocalDate end) {
    long all = end.toEpochDay() - first.toEpochDay();
    long rest =
        first
            .datesUntil(first.plusDays(all % 7))
            .filter(day -> days.contains(day.getDayOfWeek()))
            .count();
    return all / 7 * days.size() + rest;
  }

  /** The days of a time on which the clocks change. */
  private Set<LocalDate> changes(LocalDate first, LocalDate end) {
    Set<LocalDate> changes = new TreeSet<>();
    @Nullable ZoneOffsetTransition change =
        timeZone.getRules().nextTransition(midnight(first.minusDays(1)));
    while (change != null && change.getInstant().isBefore(midnight(end.plusDays(1)))) {
      LocalDate before = change.getDateTimeBefore().toLocalDate();
      LocalDate after = change.getDateTimeAfter().toLocalDate();
      changes.add(before);
      changes.add(after);
      change = timeZone.getRules().nextTransition(change.getInstant());
    }
    changes.removeIf(day -> day.isBefore(first) || !day.isBefore(end));
    return changes;
  }
}
