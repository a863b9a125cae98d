package io.halfdoor.search;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * The ways in which an entry is said, its title first, as bytes: of each its stems, each once. What
 * was read when the entry was indexed need not be read again for every text held against it.
 */
final class Sayings {

  /** Writes the sayings of one entry. */
  static final class Writing {

    private final ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    private final Set<BytesRef> stems = new LinkedHashSet<>();

    /** Adds a saying whose words are a range of a list. */
    void add(TokenList tokens, int first, int end) {
      stems.clear();
      for (int i = first; i < end && stems.size() < Measure.MOST_WORDS; i++) {
        stems.add(tokens.stem(i));
      }
      out.writeByte((byte) stems.size());
      for (BytesRef stem : stems) {
        out.writeShort((short) stem.length);
        out.writeBytes(stem.bytes, stem.offset, stem.length);
      }
    }

    BytesRef bytes() {
      return new BytesRef(out.toArrayCopy());
    }
  }

  private final ByteArrayDataInput in = new ByteArrayDataInput();
  private final BytesRef stem = new BytesRef();
  private int left;

  /** Starts over on what was written of an entry. */
  Sayings on(BytesRef written) {
    in.reset(written.bytes, written.offset, written.length);
    stem.bytes = written.bytes;
    left = 0;
    return this;
  }

  /** Goes to the next saying, when all stems of the one before have been told. */
  boolean next() {
    if (in.eof()) {
      return false;
    }
    left = in.readByte();
    return true;
  }

  /** Goes to the next stem of the saying. */
  boolean nextStem() {
    if (left == 0) {
      return false;
    }
    left--;
    stem.length = in.readShort();
    stem.offset = in.getPosition();
    in.skipBytes(stem.length);
    return true;
  }

  /** The stem, until the next one is gone to. */
  BytesRef stem() {
    return stem;
  }
}
