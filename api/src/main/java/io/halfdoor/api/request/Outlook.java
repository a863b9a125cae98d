package io.halfdoor.api.request;

import static java.util.stream.Collectors.toMap;

import io.halfdoor.api.request.Forecast.Missing;
import io.halfdoor.api.request.OutlookStore.Finished;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What those that were finished say of those that are open: {@code docs/requests.md} has the rule
 * and an example. The same past gives the same answer, since the dice are always the same.
 */
final class Outlook {

  /** How many must have been finished for them to say anything. */
  static final int LEAST = 10;

  /** How many of the latest are looked at. */
  static final int MOST = 400;

  private static final int ROUNDS = 500;
  private static final long SEED = 4;
  private static final Duration LOOKED_BACK = Duration.ofDays(13 * 7);
  private static final int WEEKS_AHEAD = 260;
  private static final double WEEK = Duration.ofDays(7).toSeconds();

  private final List<Finished> finished;
  private final Instant now;
  private final ZoneId timeZone;
  private final double[] dice;
  private final double[][] queue;

  /**
   * The outlook from one moment.
   *
   * @param pace how many were delivered in each of the last weeks
   * @param deepest how many stand before the last of those that will be asked for
   */
  Outlook(List<Finished> finished, long[] pace, long deepest, Instant now, ZoneId timeZone) {
    this.finished = finished;
    this.now = now;
    this.timeZone = timeZone;
    SplittableRandom random = new SplittableRandom(SEED);
    this.dice = random.doubles(ROUNDS).toArray();
    this.queue = weeks(pace, deepest, random);
  }

  /**
   * The forecasts for those of these requests that are open.
   *
   * @param queue in which they stand
   */
  static Map<UUID, Forecast> of(
      List<Request> requests,
      OutlookStore store,
      Supplier<Ranking.Order> queue,
      Instant now,
      ZoneId timeZone) {
    List<Request> open = requests.stream().filter(each -> each.state().isOpen()).toList();
    if (open.isEmpty()) {
      return Map.of();
    }
    List<Request> queued = open.stream().filter(each -> !each.state().isBegun()).toList();
    Map<UUID, Long> before = new HashMap<>();
    if (!queued.isEmpty()) {
      Ranking.Order order = queue.get();
      queued.forEach(each -> before.put(each.id(), order.before(each.id())));
    }
    long deepest = before.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Outlook outlook =
        new Outlook(
            store.finished(MOST),
            pace(store.weeks(now.minus(LOOKED_BACK), now)),
            deepest,
            now,
            timeZone);
    return open.stream()
        .collect(
            toMap(
                Request::id,
                request -> outlook.of(request, before.getOrDefault(request.id(), 0L))));
  }

  /** The weeks since the first of those in which something was delivered. */
  private static long[] pace(List<OutlookStore.Week> weeks) {
    int first = weeks.stream().mapToInt(OutlookStore.Week::ago).max().orElse(0);
    long[] pace = new long[first + 1];
    weeks.forEach(week -> pace[week.ago()] = week.delivered());
    return pace;
  }

  /**
   * The forecast for an open request.
   *
   * @param before how many stand before it in the queue
   */
  Forecast of(Request request, long before) {
    Request.Kind kind = request.description().kind();
    double[] alike = kind == null ? new double[0] : times(kind);
    boolean isOfKind = alike.length >= LEAST;
    double[] past = isOfKind ? alike : times(null);
    Request.Kind told = isOfKind ? kind : null;
    double age = seconds(request.createdAt(), now);
    double[] longer = Arrays.stream(past).filter(time -> time > age).toArray();
    Missing missing =
        request.state() == Request.State.DELIVERED
            ? Missing.DELIVERED
            : past.length < LEAST
                ? Missing.TOO_FEW
                : longer.length == 0 ? Missing.OLDER_THAN_ALL : null;
    if (missing != null) {
      return new Forecast(null, null, past.length, told, missing);
    }
    double[] left = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double alone = longer[(int) (dice[round] * longer.length)] - age;
      left[round] = Math.max(alone, untilItsTurn(round, before));
    }
    Arrays.sort(left);
    LocalDate p85 = day(left, 0.85);
    return new Forecast(
        day(left, 0.5), p85, past.length, told, p85 == null ? Missing.NOT_WITHIN_YEARS : null);
  }

  /** How long each took, of a kind or of all. */
  private double[] times(Request.@Nullable Kind kind) {
    return finished.stream()
        .filter(each -> kind == null || each.kind() == kind)
        .mapToDouble(each -> seconds(each.filedAt(), each.deliveredAt()))
        .sorted()
        .toArray();
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }

  private @Nullable LocalDate day(double[] left, double share) {
    double seconds = left[(int) Math.ceil(share * ROUNDS) - 1];
    return Double.isInfinite(seconds)
        ? null
        : LocalDate.ofInstant(now.plusMillis((long) (seconds * 1000)), timeZone);
  }

  /** The seconds until all who stand before it are delivered, in one round of the dice. */
  private double untilItsTurn(int round, long before) {
    if (before == 0) {
      return 0;
    }
    double[] delivered = queue[round];
    int week = 0;
    while (week < delivered.length && delivered[week] < before) {
      week++;
    }
    if (week == delivered.length) {
      return Double.POSITIVE_INFINITY;
    }
    double earlier = week == 0 ? 0 : delivered[week - 1];
    return (week + (before - earlier) / (delivered[week] - earlier)) * WEEK;
  }

  /** How many are delivered by the end of each week to come, in each round of the dice. */
  private static double[][] weeks(long[] pace, long deepest, SplittableRandom random) {
    double[][] rounds = new double[ROUNDS][];
    double[] sums = new double[WEEKS_AHEAD];
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      int week = 0;
      while (week < WEEKS_AHEAD && sum < deepest) {
        sum += pace[random.nextInt(pace.length)];
        sums[week++] = sum;
      }
      rounds[round] = Arrays.copyOf(sums, week);
    }
    return rounds;
  }
}
