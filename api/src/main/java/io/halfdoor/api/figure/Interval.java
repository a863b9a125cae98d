package io.halfdoor.api.figure;

/** Within which bounds the truth lies, with 95% confidence. */
public record Interval(double low, double high) {

  private static final double Z = 1.959964;

  /**
   * Of a share of k of n, after Wilson (1927): never outside 0 to 1, and honest for small n.
   *
   * @param n at least 1
   */
  public static Interval wilson(long k, long n) {
    if (n < 1 || k < 0 || k > n) {
      throw new IllegalArgumentException(k + " of " + n + " is no share");
    }
    double share = (double) k / n;
    double z2 = Z * Z;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n)) / (1 + z2 / n);
    return new Interval(
        k == 0 ? 0 : Math.max(0, centre - half), k == n ? 1 : Math.min(1, centre + half));
  }

  /**
   * Of how many times more often something happened than before, in two times of the same length.
   * Given that it happened {@code before + now} times in all, each of them was in the second time
   * with a probability p, and the ratio is p / (1 - p) (Przyborowski and Wilenski, 1940); p has the
   * Wilson interval.
   *
   * @return with a high of {@link Double#POSITIVE_INFINITY} where it may have been nothing before
   * @throws IllegalArgumentException when it never happened at all
   */
  public static Interval ratio(long before, long now) {
    Interval share = wilson(now, before + now);
    return new Interval(odds(share.low), odds(share.high));
  }

  private static double odds(double share) {
    return share >= 1 ? Double.POSITIVE_INFINITY : share / (1 - share);
  }
}
