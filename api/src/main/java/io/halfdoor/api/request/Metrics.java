package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.halfdoor.api.figure.Share;
import io.halfdoor.api.figure.Survival;
import io.halfdoor.api.figure.Survival.Case;
import io.halfdoor.api.figure.Survival.Fate;
import io.halfdoor.api.figure.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of a window come to. {@code docs/requests.md} defines every figure.
 *
 * @param filed in the window, as far as the caller sees them
 * @param open of them
 * @param awaitingVerdict deliveries that nobody has said anything of yet
 * @param deliveredLately those that were delivered too late to be judged by whether they were used
 */
record Metrics(
    LocalDate from,
    LocalDate to,
    Instant asOf,
    long filed,
    long open,
    Times calendarTime,
    Times workingTime,
    Times waitingTime,
    Times timeToFirstReply,
    Times timeToDelivery,
    Times timeToFirstUse,
    Part declined,
    Part merged,
    Part withdrawn,
    Part deflected,
    Part helped,
    Part notHelped,
    Part noVerdict,
    long awaitingVerdict,
    Part neverUsed,
    long deliveredLately) {

  private static final String DOCS = "docs/requests.md#";

  /** A request: what it went through, and the latest verdict on it. */
  record Measured(Course course, Request.@Nullable Verdict verdict) {}

  /**
   * How long something takes.
   *
   * @param happened of n, those to which it has happened
   * @param never those to which it cannot happen any more
   * @param open those to which it still may
   */
  record Times(
      long n, long happened, long never, long open, Quantile p50, Quantile p85, String definition) {

    private static Times of(Stream<Case> of, String definition) {
      List<Case> cases = of.toList();
      Survival survival = Survival.of(cases);
      return new Times(
          cases.size(),
          count(cases, Fate.HAPPENED),
          count(cases, Fate.NEVER),
          count(cases, Fate.OPEN),
          Quantile.of(survival, cases, 0.5),
          Quantile.of(survival, cases, 0.85),
          DOCS + definition);
    }

    private static long count(List<Case> cases, Fate fate) {
      return cases.stream().filter(each -> each.fate() == fate).count();
    }
  }

  /** A time within which something happens to a share of all, or why there is none. */
  record Quantile(@Nullable Duration value, @Nullable Missing reason) {

    private static Quantile of(Survival survival, List<Case> cases, double share) {
      return survival
          .by(share)
          .map(time -> new Quantile(time.truncatedTo(ChronoUnit.MINUTES), null))
          .orElseGet(
              () -> new Quantile(null, cases.isEmpty() ? Missing.NONE : Missing.NOT_REACHED));
    }
  }

  /** Why there is no figure. */
  enum Missing {
    /** There is nothing to go by. */
    NONE,
    /** It has not happened to so many yet. */
    NOT_REACHED
  }

  /** So many of so many, and what they are. */
  record Part(@JsonUnwrapped Share share, String definition) {

    private static Part of(long k, long n, String definition) {
      return new Part(Share.of(k, n), DOCS + definition);
    }
  }

  static Metrics of(
      Window window, List<Measured> all, long deflected, WorkingCalendar calendar, Instant now) {
    List<Course> courses = all.stream().map(Measured::course).toList();
    long open = courses.stream().filter(course -> course.endedAt().isEmpty()).count();
    long ended = courses.size() - open;
    Verdicts verdicts = Verdicts.of(all);
    Uses uses = Uses.of(courses, now);
    return new Metrics(
        window.from(),
        window.to(),
        now,
        courses.size(),
        open,
        untilTheEnd(courses, course -> course.calendarTime(now), "calendar-time"),
        untilTheEnd(courses, course -> course.workingTime(calendar, now), "working-time"),
        untilTheEnd(courses, course -> course.waitingTime(now), "waiting-time"),
        unlessItEnds(courses, Course::timeToFirstReply, now, "time-to-first-reply"),
        unlessItEnds(courses, Course::timeToDelivery, now, "time-to-delivery"),
        Times.of(
            courses.stream().flatMap(course -> use(course, now).stream()), "time-to-first-use"),
        Part.of(in(courses, Request.State.DECLINED), ended, "ended"),
        Part.of(in(courses, Request.State.MERGED), ended, "ended"),
        Part.of(in(courses, Request.State.WITHDRAWN), ended, "ended"),
        Part.of(deflected, deflected + courses.size(), "deflected"),
        Part.of(verdicts.helped(), verdicts.told(), "verdicts"),
        Part.of(verdicts.notHelped(), verdicts.told(), "verdicts"),
        Part.of(verdicts.none(), verdicts.told(), "verdicts"),
        verdicts.awaited(),
        Part.of(uses.never(), uses.judged(), "never-used"),
        uses.lately());
  }

  private static long in(List<Course> courses, Request.State state) {
    return courses.stream().filter(course -> course.state() == state).count();
  }

  private static Times untilTheEnd(
      List<Course> courses, Function<Course, Duration> time, String definition) {
    return Times.of(
        courses.stream()
            .map(
                course ->
                    new Case(
                        time.apply(course),
                        course.endedAt().isPresent() ? Fate.HAPPENED : Fate.OPEN)),
        definition);
  }

  private static Times unlessItEnds(
      List<Course> courses,
      Function<Course, Optional<Duration>> time,
      Instant now,
      String definition) {
    return Times.of(
        courses.stream()
            .map(
                course ->
                    time.apply(course)
                        .map(taken -> new Case(taken, Fate.HAPPENED))
                        .orElseGet(
                            () ->
                                new Case(
                                    course.calendarTime(now),
                                    course.endedAt().isPresent() ? Fate.NEVER : Fate.OPEN))),
        definition);
  }

  /** What became of what was delivered; nothing where nothing was. */
  private static Optional<Case> use(Course course, Instant now) {
    return course
        .deliveredLastAt()
        .map(
            at ->
                course
                    .timeToFirstUse()
                    .map(taken -> new Case(taken, Fate.HAPPENED))
                    .orElseGet(() -> new Case(Duration.between(at, now), Fate.OPEN)));
  }

  /** What was said of deliveries, each for itself. */
  private record Verdicts(long helped, long notHelped, long none, long awaited) {

    long told() {
      return helped + notHelped + none;
    }

    static Verdicts of(List<Measured> all) {
      long helped = 0;
      long notHelped = 0;
      long none = 0;
      long awaited = 0;
      for (Measured each : all) {
        List<Stay> stays = each.course().stays();
        for (int i = 0; i < stays.size(); i++) {
          if (stays.get(i).state() != Request.State.DELIVERED) {
            continue;
          }
          Request.State then = i + 1 < stays.size() ? stays.get(i + 1).state() : null;
          if (then == null) {
            awaited++;
          } else if (then == Request.State.IN_PROGRESS) {
            notHelped++;
          } else if (each.verdict() == Request.Verdict.HELPED) {
            helped++;
          } else if (then == Request.State.CLOSED) {
            none++;
          }
        }
      }
      return new Verdicts(helped, notHelped, none, awaited);
    }
  }

  /** Whether what was delivered was used soon enough. */
  private record Uses(long never, long judged, long lately) {

    private static final Duration SOON_ENOUGH = Duration.ofDays(60);

    static Uses of(List<Course> courses, Instant now) {
      List<Course> delivered =
          courses.stream().filter(course -> course.deliveredLastAt().isPresent()).toList();
      List<Course> judged =
          delivered.stream()
              .filter(
                  course -> !course.deliveredLastAt().orElseThrow().isAfter(now.minus(SOON_ENOUGH)))
              .toList();
      long used =
          judged.stream()
              .filter(
                  course ->
                      course
                          .timeToFirstUse()
                          .filter(time -> time.compareTo(SOON_ENOUGH) <= 0)
                          .isPresent())
              .count();
      return new Uses(judged.size() - used, judged.size(), delivered.size() - (long) judged.size());
    }
  }
}
