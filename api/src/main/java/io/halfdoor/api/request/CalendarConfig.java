package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.ValidationMethod;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When there is somebody to work on requests, as it is written in the configuration. What is left
 * out is as usual: from Monday to Friday, from nine to five, UTC.
 *
 * @param timeZone by its name, such as {@code Europe/Berlin}
 * @param days of the week, such as {@code Mon-Fri} or {@code Sun-Wed,Fri}
 * @param from when a working day begins, such as {@code 09:00}
 * @param to when it ends; {@code 24:00} is the end of the day
 * @param holidays days on which nobody works, separated by commas
 */
public record CalendarConfig(
    @JsonProperty String timeZone,
    @JsonProperty String days,
    @JsonProperty String from,
    @JsonProperty String to,
    @JsonProperty String holidays) {

  private static final String END_OF_DAY = "24:00";

  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
          .toList();

  public CalendarConfig(
      @Nullable String timeZone,
      @Nullable String days,
      @Nullable String from,
      @Nullable String to,
      @Nullable String holidays) {
    this.timeZone = given(timeZone, "UTC");
    this.days = given(days, "Mon-Fri");
    this.from = given(from, "09:00");
    this.to = given(to, "17:00");
    this.holidays = given(holidays, "");
  }

  private static String given(@Nullable String text, String usual) {
    return text == null || text.isBlank() ? usual : text.strip();
  }

  /** As usual. */
  public static CalendarConfig standard() {
    return new CalendarConfig(null, null, null, null, null);
  }

  WorkingCalendar calendar() {
    return new WorkingCalendar(
        ZoneId.of(timeZone), weekdays(), LocalTime.parse(from), end(), freeDays());
  }

  @ValidationMethod(message = "HALFDOOR_TIME_ZONE must be a time zone such as Europe/Berlin")
  public boolean isTimeZoneKnown() {
    return reads(() -> ZoneId.of(timeZone));
  }

  @ValidationMethod(
      message = "HALFDOOR_WORKING_DAYS must be days of the week such as Mon-Fri or Sun-Wed,Fri")
  public boolean isDaysKnown() {
    return reads(this::weekdays);
  }

  @ValidationMethod(
      message =
          "HALFDOOR_WORKING_FROM must be a time before HALFDOOR_WORKING_TO, both as in 09:00; 24:00 is"
              + " the end of the day")
  public boolean isDayOfSomeLength() {
    return reads(() -> LocalTime.parse(from))
        && reads(this::end)
        && WorkingCalendar.isBefore(LocalTime.parse(from), end());
  }

  @ValidationMethod(
      message = "HALFDOOR_HOLIDAYS must be days such as 2026-12-25, separated by commas")
  public boolean isHolidaysKnown() {
    return reads(this::freeDays);
  }

  private static boolean reads(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private LocalTime end() {
    return to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to);
  }

  private NavigableSet<LocalDate> freeDays() {
    NavigableSet<LocalDate> free = new TreeSet<>();
    parts(holidays).map(LocalDate::parse).forEach(free::add);
    return free;
  }

  private Set<DayOfWeek> weekdays() {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    parts(days)
        .forEach(
            part -> {
              String[] ends = part.split("-", -1);
              if (ends.length > 2) {
                throw new DateTimeException("No days: " + part);
              }
              DayOfWeek day = weekday(ends[0]);
              DayOfWeek last = weekday(ends[ends.length - 1]);
              weekdays.add(day);
              while (day != last) {
                day = day.plus(1);
                weekdays.add(day);
              }
            });
    if (weekdays.isEmpty()) {
      throw new DateTimeException("No days at all");
    }
    return weekdays;
  }

  private static DayOfWeek weekday(String text) {
    int day = DAYS.indexOf(text.strip().toLowerCase(Locale.ROOT));
    if (day < 0) {
      throw new DateTimeException("No day: " + text);
    }
    return DayOfWeek.of(day + 1);
  }

  private static Stream<String> parts(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
  }
}
