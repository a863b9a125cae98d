package io.halfdoor.api.request;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long what took of a request, in whole minutes. What each of them is {@code docs/requests.md}
 * says.
 */
record Clock(
    Duration calendarTime,
    Duration workingTime,
    Duration waitingTime,
    @Nullable Duration timeToFirstReply,
    @Nullable Duration timeToDelivery,
    @Nullable Duration timeToFirstUse) {

  static Clock of(Course course, WorkingCalendar calendar, Instant now) {
    return new Clock(
        minutes(course.calendarTime(now)),
        minutes(course.workingTime(calendar, now)),
        minutes(course.waitingTime(now)),
        course.timeToFirstReply().map(Clock::minutes).orElse(null),
        course.timeToDelivery().map(Clock::minutes).orElse(null),
        course.timeToFirstUse().map(Clock::minutes).orElse(null));
  }

  private static Duration minutes(Duration time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }
}
