package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a time is worked. */
class WorkingCalendarTest {

  private static final WorkingCalendar BERLIN =
      new CalendarConfig(
              "Europe/Berlin", "Mon-Fri", "09:00", "17:00", "2026-12-25, 2026-12-26,2027-01-01")
          .calendar();

  @ParameterizedTest
  @CsvSource({
    "within a day,         2026-11-23T10:00, 2026-11-23T12:30, PT2H30M",
    "before and after it,  2026-11-23T06:00, 2026-11-23T22:00, PT8H",
    "over a night,         2026-11-23T16:00, 2026-11-24T10:00, PT2H",
    "over a weekend,       2026-11-27T16:30, 2026-11-30T09:30, PT1H",
    "a weekend alone,      2026-11-28T09:00, 2026-11-29T17:00, PT0S",
    "a Friday off,         2026-12-24T09:00, 2026-12-28T17:00, PT16H",
    "two weeks,            2026-11-09T00:00, 2026-11-23T00:00, PT80H",
    "backwards,            2026-11-24T00:00, 2026-11-23T00:00, PT0S",
    "nothing,              2026-11-23T10:00, 2026-11-23T10:00, PT0S",
  })
  void onlyWorkingHoursOfWorkingDaysCount(String what, String from, String to, Duration worked) {
    assertThat(BERLIN.between(berlin(from), berlin(to))).as(what).isEqualTo(worked);
  }

  private static Instant berlin(String time) {
    return ZonedDateTime.of(java.time.LocalDateTime.parse(time), BERLIN.timeZone()).toInstant();
  }

  @Test
  void aDayOnWhichTheClocksChangeIsAsLongAsItIs() {
    WorkingCalendar always = calendar("Europe/Berlin", "Mon-Sun", "00:00", "24:00");
    Instant before = Instant.parse("2026-03-28T11:00:00Z");
    Instant after = Instant.parse("2026-11-02T11:00:00Z");
    assertThat(always.between(before, after)).isEqualTo(Duration.between(before, after));
    WorkingCalendar mornings = calendar("Europe/Berlin", "Sun", "00:00", "12:00");
    assertThat(mornings.between(before, before.plus(Duration.ofDays(2)))).hasHours(11);
    assertThat(mornings.between(after.minus(Duration.ofDays(10)), after)).hasHours(13 + 12);
  }

  /** Samoa went from 29 to 31 December 2011. */
  @Test
  void aDayThatATimeZoneLeftOutIsNotWorked() {
    WorkingCalendar apia = calendar("Pacific/Apia", "Mon-Sun", "09:00", "17:00");
    ZoneId zone = apia.timeZone();
    Instant begin = LocalDate.of(2011, 12, 28).atStartOfDay(zone).toInstant();
    Instant end = LocalDate.of(2012, 1, 2).atStartOfDay(zone).toInstant();
    assertThat(apia.between(begin, end)).hasHours(32);
  }

  /** Minute by minute, as the clock on the wall says. */
  private static Duration counted(WorkingCalendar calendar, Instant from, Instant to) {
    long minutes = 0;
    for (Instant at = from; at.isBefore(to); at = at.plus(1, ChronoUnit.MINUTES)) {
      ZonedDateTime local = at.atZone(calendar.timeZone());
      LocalTime time = local.toLocalTime();
      boolean isWithin =
          !time.isBefore(calendar.from())
              && (calendar.to().equals(LocalTime.MIDNIGHT) || time.isBefore(calendar.to()));
      if (isWithin
          && calendar.days().contains(local.getDayOfWeek())
          && !calendar.holidays().contains(local.toLocalDate())) {
        minutes++;
      }
    }
    return Duration.ofMinutes(minutes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Pacific/Apia"
      })
  void itIsWhatAClockOnTheWallCounts(String zone) {
    Random random = new Random(zone.hashCode());
    Instant epoch = Instant.parse("2009-01-01T00:00:00Z");
    for (int round = 0; round < 150; round++) {
      WorkingCalendar calendar = anyCalendar(zone, random);
      Instant from = epoch.plus(random.nextInt(10 * 366 * 1440), ChronoUnit.MINUTES);
      int reach = round % 3 == 0 ? 1440 : 60 * 1440;
      Instant to = from.plus(random.nextInt(reach), ChronoUnit.MINUTES);
      assertThat(calendar.between(from, to))
          .as("%s from %s to %s", calendar, from, to)
          .isEqualTo(counted(calendar, from, to));
    }
  }

  /** Of whole hours before the clocks change, over them or after: never from within the change. */
  private static WorkingCalendar anyCalendar(String zone, Random random) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    days.add(DayOfWeek.of(1 + random.nextInt(7)));
    for (int i = random.nextInt(7); i > 0; i--) {
      days.add(DayOfWeek.of(1 + random.nextInt(7)));
    }
    TreeSet<LocalDate> holidays = new TreeSet<>();
    for (int i = random.nextInt(600); i > 0; i--) {
      holidays.add(LocalDate.of(2009, 1, 1).plusDays(random.nextInt(10 * 366)));
    }
    LocalTime from = LocalTime.of(random.nextBoolean() ? 0 : 4 + random.nextInt(8), 0);
    LocalTime to =
        random.nextBoolean() ? LocalTime.MIDNIGHT : LocalTime.of(12 + random.nextInt(11), 0);
    return new WorkingCalendar(ZoneId.of(zone), days, from, to, holidays);
  }

  @Test
  void yearsTakeNoLongerThanDays() {
    WorkingCalendar office = calendar("UTC", "Mon-Fri", "09:00", "17:00");
    Instant begin = Instant.parse("0001-01-01T00:00:00Z");
    Instant end = begin.plus(Duration.ofDays(146_097L * 7 * 3));
    assertThat(office.between(begin, end)).isEqualTo(Duration.ofHours(146_097L * 3 * 5 * 8));
  }

  @Test
  void whatIsLeftOutOfTheConfigurationIsAsUsual() {
    WorkingCalendar usual = CalendarConfig.standard().calendar();
    assertThat(usual.days())
        .containsExactlyInAnyOrderElementsOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    assertThat(usual.timeZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(usual.from()).isEqualTo("09:00");
    assertThat(usual.to()).isEqualTo("17:00");
    assertThat(usual.holidays()).isEmpty();
    assertThat(calendar("UTC", "Sat-Mon, thu", "08:00", "16:00").days())
        .containsExactlyInAnyOrder(
            DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
    assertThatThrownBy(() -> calendar("UTC", "Mon", "17:00", "17:00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WorkingCalendar calendar(String zone, String days, String from, String to) {
    return new CalendarConfig(zone, days, from, to, null).calendar();
  }
}
