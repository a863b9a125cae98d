package io.halfdoor.search;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How an index is run.
 *
 * @param timeout how long a search may take before it answers with what it has found until then
 * @param writeBuffer bytes of memory that writing may fill before it goes to disk
 * @param embedder whose vectors are searched besides the words; null for the words alone
 */
public record SearchOptions(
    InstantSource clock, Duration timeout, long writeBuffer, @Nullable Embedder embedder) {

  public SearchOptions {
    if (writeBuffer < 1 << 20) {
      throw new IllegalArgumentException("a write buffer under 1 MB: " + writeBuffer);
    }
  }

  /** Two seconds a search, 32 MB of buffer, words alone. */
  public static SearchOptions of(InstantSource clock) {
    return new SearchOptions(clock, Duration.ofSeconds(2), 32L << 20, null);
  }

  public SearchOptions timeout(Duration longest) {
    return new SearchOptions(clock, longest, writeBuffer, embedder);
  }

  public SearchOptions embedder(@Nullable Embedder whose) {
    return new SearchOptions(clock, timeout, writeBuffer, whose);
  }
}
