package io.halfdoor.search;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * When an item came to be and changed, how often it was used, and whether its review is due.
 * Ordering by newest goes by {@code updatedAt}, kept to the millisecond.
 *
 * @param recentUses by audience term, how much those who have it used the item, each use counting
 *     half as much for every {@link #HALF_LIFE} that it lies after {@link #BEGINNING}, the other
 *     way round: {@link #use}. Of two items found alike, the one used more of late comes first
 * @param ages after which time a change of the item counts half as new; zero where it does not age
 */
public record Activity(
    Instant createdAt,
    Instant updatedAt,
    long uses,
    boolean isDue,
    Map<String, Double> recentUses,
    Duration ages) {

  /** After which a use counts half. */
  public static final Duration HALF_LIFE = Duration.ofDays(90);

  /** As seen from here a later use counts the more, so that the sum of uses holds at any time. */
  public static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

  public Activity {
    recentUses = Map.copyOf(recentUses);
  }

  /** Of an item that nobody is known to have used of late and that does not age. */
  public Activity(Instant createdAt, Instant updatedAt, long uses, boolean isDue) {
    this(createdAt, updatedAt, uses, isDue, Map.of(), Duration.ZERO);
  }

  /** What one use counts among the {@link #recentUses}. */
  public static double use(Instant at) {
    return Math.pow(2, halfLives(at));
  }

  /** How many half-lives a time lies after the {@link #BEGINNING}. */
  static double halfLives(Instant at) {
    return (at.toEpochMilli() - BEGINNING.toEpochMilli()) / (double) HALF_LIFE.toMillis();
  }
}
