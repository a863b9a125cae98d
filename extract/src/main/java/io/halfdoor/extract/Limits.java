package io.halfdoor.extract;

import java.time.Duration;

/**
 * What one file may cost.
 *
 * @param time on the wall clock, from the moment a worker takes the file; a file that is nearly out
 *     of time keeps the text found so far
 * @param fileBytes size of the file
 * @param characters of text kept
 * @param depth of files inside files: an attachment is at depth 1
 * @param archiveEntries in one archive, and of files inside files all told
 * @param archiveBytes what all that is packed inside the file may expand to
 * @param archiveRatio how many times its packed size an archive (above 1 MB) may expand to
 */
public record Limits(
    Duration time,
    long fileBytes,
    int characters,
    int depth,
    int archiveEntries,
    long archiveBytes,
    int archiveRatio) {

  /** 30 s, 200 MB, 5 million characters, depth 8; 10,000 entries, 1 GB, 100 to 1. */
  public static Limits defaults() {
    return new Limits(Duration.ofSeconds(30), 200L << 20, 5_000_000, 8, 10_000, 1L << 30, 100);
  }

  public Limits {
    if (time.toMillis() < 1
        || fileBytes < 1
        || characters < 1
        || depth < 0
        || archiveEntries < 1
        || archiveBytes < 1
        || archiveRatio < 1) {
      throw new IllegalArgumentException("a limit must allow something");
    }
  }

  /** The same limits with another clock. */
  public Limits withTime(Duration limit) {
    return new Limits(
        limit, fileBytes, characters, depth, archiveEntries, archiveBytes, archiveRatio);
  }
}
