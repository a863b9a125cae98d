package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What one file may still cost, and the first thing that went wrong with it. */
final class Budget {

  /** Markup may hold this many times the text it says, before it counts as padding. */
  private static final int PADDING = 20;

  private final Limits limits;
  private final long deadline;
  private long bytes;
  private int entries;
  private int characters;
  private long rawCharacters;
  private @Nullable Reason cut;
  private @Nullable Reason trouble;

  Budget(Limits limits) {
    this.limits = limits;
    // The last tenth is for answering: the clock outside does not wait.
    deadline = System.nanoTime() + limits.time().toNanos() / 10 * 9;
    bytes = limits.archiveBytes();
    entries = limits.archiveEntries();
    characters = limits.characters();
    rawCharacters = (long) PADDING * limits.characters();
  }

  Limits limits() {
    return limits;
  }

  /** Why text is missing although the file could be read; null when none is. */
  @Nullable Reason cut() {
    return cut;
  }

  /** What was wrong with a file inside the file; null when nothing was. */
  @Nullable Reason trouble() {
    return trouble;
  }

  void note(Reason reason) {
    if (trouble == null) {
      trouble = reason;
    }
  }

  void cut(Reason reason) {
    if (cut == null) {
      cut = reason;
    }
  }

  /** Called for every piece of text or markup. Once it has stopped a file it stops it always. */
  void spendRaw(int length) throws Stop {
    rawCharacters -= length;
    if (rawCharacters < 0) {
      throw stop(Reason.TOO_LARGE);
    }
    if (System.nanoTime() > deadline) {
      throw stop(Reason.TIMED_OUT);
    }
  }

  /** How many of so many characters may be kept. */
  int takeCharacters(int wanted) {
    int taken = Math.min(wanted, characters);
    characters -= taken;
    return taken;
  }

  boolean outOfCharacters() {
    return characters <= 0;
  }

  Stop stop(Reason reason) {
    cut(reason);
    return new Stop(reason);
  }

  /** False when there have been too many files inside the file, or they are nested too deeply. */
  boolean takeEntry(int depth) {
    if (depth > limits.depth()) {
      cut(Reason.TOO_DEEP);
      return false;
    }
    if (entries-- <= 0) {
      cut(Reason.TOO_LARGE);
      return false;
    }
    return true;
  }

  /** The same stream, ending in an error when all that was unpacked becomes too much. */
  InputStream unpacking(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        spend(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        spend(count);
        return count;
      }

      private void spend(int count) throws IOException {
        bytes -= Math.max(0, count);
        if (bytes < 0) {
          throw new IOException(stop(Reason.TOO_LARGE));
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(stop(Reason.TIMED_OUT));
        }
      }
    };
  }
}
