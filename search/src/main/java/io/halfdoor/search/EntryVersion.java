package io.halfdoor.search;

import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Which version of which item the index holds.
 *
 * @param digest of all that there is of the entry, its audience and passages too: two entries with
 *     the same one are alike, but for one chance in 2<sup>64</sup>
 */
public record EntryVersion(String id, String kind, long version, long digest) {

  /** What the index would say of an entry that it holds. */
  public static EntryVersion of(Entry entry) {
    return new EntryVersion(entry.id(), entry.kind(), entry.version(), digest(entry));
  }

  static long digest(Entry entry) {
    long digest = hash(0, Stored.write(entry, null));
    for (String term : new TreeSet<>(entry.audience())) {
      digest = hash(digest, new BytesRef(term));
    }
    for (Passage passage : entry.passages()) {
      digest = hash(digest, Stored.write(passage));
    }
    return digest;
  }

  private static long hash(long before, BytesRef bytes) {
    int seed = Long.hashCode(before);
    return 31 * before
        + StringHelper.murmurhash3_x64_128(bytes.bytes, bytes.offset, bytes.length, seed)[0];
  }
}
