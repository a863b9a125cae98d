package io.halfdoor.api.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request went through, and when.
 *
 * @param stays in the order of time; there is one at least
 * @param repliedAt when somebody who curates first had to do with it
 * @param usedAt when something of the latest delivery was first used after it
 */
record Course(List<Stay> stays, @Nullable Instant repliedAt, @Nullable Instant usedAt) {

  /** In which it is with those who make it, and not with who asked. */
  private static final Set<Request.State> WORKED =
      Set.of(Request.State.SUBMITTED, Request.State.ACCEPTED, Request.State.IN_PROGRESS);

  Instant filedAt() {
    return stays.getFirst().since();
  }

  Request.State state() {
    return stays.getLast().state();
  }

  /** When it came to its end; nothing while it is open. */
  Optional<Instant> endedAt() {
    return state().isOpen() ? Optional.empty() : Optional.of(stays.getLast().since());
  }

  /** When it was first delivered. */
  Optional<Instant> deliveredAt() {
    return stays.stream().filter(Course::isDelivery).map(Stay::since).findFirst();
  }

  /** When it was last delivered. */
  Optional<Instant> deliveredLastAt() {
    return stays.stream().filter(Course::isDelivery).map(Stay::since).max(Instant::compareTo);
  }

  private static boolean isDelivery(Stay stay) {
    return stay.state() == Request.State.DELIVERED;
  }

  Duration calendarTime(Instant now) {
    return between(filedAt(), endedAt().orElse(now));
  }

  Duration workingTime(WorkingCalendar calendar, Instant now) {
    return stays.stream()
        .filter(stay -> WORKED.contains(stay.state()))
        .map(stay -> calendar.between(stay.since(), end(stay, now)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  Duration waitingTime(Instant now) {
    return stays.stream()
        .filter(stay -> stay.state() == Request.State.WAITING)
        .map(stay -> between(stay.since(), end(stay, now)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  Optional<Duration> timeToFirstReply() {
    return Optional.ofNullable(repliedAt).map(at -> between(filedAt(), at));
  }

  Optional<Duration> timeToDelivery() {
    return deliveredAt().map(at -> between(filedAt(), at));
  }

  Optional<Duration> timeToFirstUse() {
    return Optional.ofNullable(usedAt)
        .flatMap(used -> deliveredLastAt().map(at -> between(at, used)));
  }

  private static Instant end(Stay stay, Instant now) {
    return stay.until() == null ? now : stay.until();
  }

  /** Never negative, whatever became of the clocks. */
  private static Duration between(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }
}
