package io.halfdoor.api.figure;

import org.jspecify.annotations.Nullable;

/**
 * How often something happened in a time and in the one before it, of the same length.
 *
 * @param ratio now / before; null where it did not happen before
 * @param low the least that the ratio may be, with 95% confidence; null where it never happened
 * @param high the most; null where there is no bound, or it never happened
 */
public record Change(
    long before,
    long now,
    @Nullable Double ratio,
    @Nullable Double low,
    @Nullable Double high,
    Direction direction) {

  /** What can be said of a change. */
  public enum Direction {
    /** The ratio is above 1, chance aside. */
    RISING,
    /** The ratio is below 1, chance aside. */
    FALLING,
    /** It may be chance. */
    UNCLEAR
  }

  public static Change of(long before, long now) {
    if (before + now == 0) {
      return new Change(0, 0, null, null, null, Direction.UNCLEAR);
    }
    Interval interval = Interval.ratio(before, now);
    return new Change(
        before,
        now,
        before == 0 ? null : (double) now / before,
        interval.low(),
        Double.isInfinite(interval.high()) ? null : interval.high(),
        interval.low() > 1
            ? Direction.RISING
            : interval.high() < 1 ? Direction.FALLING : Direction.UNCLEAR);
  }
}
