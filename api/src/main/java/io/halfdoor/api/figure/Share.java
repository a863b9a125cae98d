package io.halfdoor.api.figure;

import org.jspecify.annotations.Nullable;

/**
 * So many of so many.
 *
 * @param share k / n; null where n is 0, since nothing is not 0%
 * @param interval of the share, 95% (Wilson); null where n is 0
 */
public record Share(long k, long n, @Nullable Double share, @Nullable Interval interval) {

  public static Share of(long k, long n) {
    return n == 0
        ? new Share(k, n, null, null)
        : new Share(k, n, (double) k / n, Interval.wilson(k, n));
  }
}
