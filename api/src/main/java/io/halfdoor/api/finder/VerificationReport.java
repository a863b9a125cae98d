package io.halfdoor.api.finder;

import java.time.Instant;
import java.util.List;

/**
 * What a comparison of index and database found.
 *
 * @param inDatabase how many items that can be found the database has
 * @param inIndex how many entries the index has
 * @param changing how many were written to all the while and could not be compared
 */
record VerificationReport(
    boolean agrees,
    long inDatabase,
    long inIndex,
    Found missing,
    Found extra,
    Found stale,
    long changing,
    Instant startedAt,
    long tookMs) {

  /** How an entry differs from its item. */
  enum Difference {
    /** In the database alone. */
    MISSING,
    /** In the index alone. */
    EXTRA,
    /** In both, of different versions, or of one that differs in anything else that is indexed. */
    STALE
  }

  /** How many, and which: the first hundred by id. */
  record Found(long count, List<String> ids) {

    private static final int MAX_IDS = 100;

    static Found of(List<String> ids) {
      return new Found(ids.size(), ids.stream().sorted().limit(MAX_IDS).toList());
    }
  }
}
