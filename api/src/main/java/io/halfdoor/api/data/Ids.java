package io.halfdoor.api.data;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one maker of ids: UUIDs of version 7 (RFC 9562), each greater than the one before it.
 *
 * <p>The time in milliseconds and a counter of 12 bits are one number that only ever grows. The
 * counter starts each millisecond at a random place in its lower half; should it run over, or the
 * clock step back, the number runs ahead of the clock instead of repeating itself. The 62 bits
 * after it are random, so that ids of other nodes do not meet ours and none can be guessed.
 */
public final class Ids {

  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final SecureRandom random;
  private final AtomicLong last = new AtomicLong();

  public Ids(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** When an id was made, to the millisecond; long ago where it is none of ours. */
  public static Instant madeAt(UUID id) {
    return id.version() == 7
        ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)
        : Instant.EPOCH;
  }

  /** A new id. Safe and in order across threads. */
  public UUID next() {
    long bits = random.nextLong();
    long now = (clock.millis() << COUNTER_BITS) | random.nextInt(1 << (COUNTER_BITS - 1));
    long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long high = ((tick >>> COUNTER_BITS) << 16) | 0x7000L | (tick & 0xFFFL);
    long low = 0x8000_0000_0000_0000L | (bits >>> 2);
    return new UUID(high, low);
  }
}
