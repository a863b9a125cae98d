package io.halfdoor.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;

/**
 * A text by the least of the hashes of its runs of words: as many of them as two texts share, of
 * all that they have, so alike are the texts (the bottom-k sketch of A. Broder, <i>On the
 * Resemblance and Containment of Documents</i>, 1997). Texts of few words have an empty one and are
 * like nothing.
 */
final class Sketch {

  static final Sketch NONE = new Sketch(new int[0]);

  /** How many hashes are kept: with 64, a share is told to about 0.06. */
  private static final int KEPT = 64;

  private static final int MARKS = 4;

  /** Words of a run. */
  private static final int RUN = 4;

  /** The share of runs from which on two texts are one, in two files or versions. */
  private static final double SAME = 0.7;

  private final int[] least;

  private Sketch(int[] least) {
    this.least = least;
  }

  /** The sketch of a range of words. */
  static Sketch of(TokenList tokens, int first, int end) {
    if (end - first < KEPT + RUN) {
      return NONE;
    }
    TreeSet<Integer> least = new TreeSet<>();
    for (int i = first; i + RUN <= end; i++) {
      int hash = 1;
      for (int word = i; word < i + RUN; word++) {
        hash = 31 * hash + tokens.stem(word).hashCode();
      }
      int mixed = mix(hash);
      if (least.size() < KEPT) {
        least.add(mixed);
      } else if (mixed < least.last() && least.add(mixed)) {
        least.pollLast();
      }
    }
    return least.size() < KEPT
        ? NONE
        : new Sketch(least.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Spreads the bits of a hash: the last step of MurmurHash3. */
  private static int mix(int hash) {
    int mixed = hash ^ hash >>> 16;
    mixed *= 0x85ebca6b;
    mixed ^= mixed >>> 13;
    mixed *= 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }

  /**
   * A few numbers of which two texts that are one share at least one, but for one such pair in a
   * hundred; none for texts of few words.
   */
  IntStream marks() {
    return Arrays.stream(least, 0, Math.min(MARKS, least.length));
  }

  /** Whether two texts are one, as far as can be told; those of few words are not. */
  boolean isSame(Sketch other) {
    if (least.length < KEPT || other.least.length < KEPT) {
      return false;
    }
    int one = 0;
    int two = 0;
    int shared = 0;
    for (int seen = 0; seen < KEPT; seen++) {
      int compared = Integer.compare(least[one], other.least[two]);
      shared += compared == 0 ? 1 : 0;
      one += compared <= 0 ? 1 : 0;
      two += compared >= 0 ? 1 : 0;
    }
    return shared >= SAME * KEPT;
  }

  void write(ByteBuffersDataOutput out) throws IOException {
    out.writeVInt(least.length);
    for (int hash : least) {
      out.writeInt(hash);
    }
  }

  static Sketch read(ByteArrayDataInput in) {
    int[] least = new int[in.readVInt()];
    for (int i = 0; i < least.length; i++) {
      least[i] = in.readInt();
    }
    return least.length == 0 ? NONE : new Sketch(least);
  }
}
