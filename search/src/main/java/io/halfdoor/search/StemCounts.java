package io.halfdoor.search;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * How many entries have a stem. A segment's dictionary never changes, so what was looked up in it
 * is remembered for as long as there is the segment: ranking by likeness asks for the same few
 * thousand stems again and again.
 */
final class StemCounts {

  private final Map<IndexReader.CacheKey, Map<BytesRef, Integer>> bySegment =
      new ConcurrentHashMap<>();

  /** The counts of one segment. */
  Segment of(LeafReaderContext leaf) throws IOException {
    IndexReader.CacheHelper core = leaf.reader().getCoreCacheHelper();
    Map<BytesRef, Integer> remembered = bySegment.get(core.getKey());
    if (remembered == null) {
      Map<BytesRef, Integer> none = new ConcurrentHashMap<>();
      remembered = bySegment.putIfAbsent(core.getKey(), none);
      if (remembered == null) {
        remembered = none;
        core.addClosedListener(bySegment::remove);
      }
    }
    Terms terms = leaf.reader().terms(Fields.STEM);
    return new Segment(terms == null ? TermsEnum.EMPTY : terms.iterator(), remembered);
  }

  int segments() {
    return bySegment.size();
  }

  /** A segment's dictionary and what is remembered of it. */
  record Segment(TermsEnum dictionary, Map<BytesRef, Integer> remembered) {

    /** For whatever may be asked once. */
    int look(BytesRef stem) throws IOException {
      return dictionary.seekExact(stem) ? dictionary.docFreq() : 0;
    }

    /** For stems of entries, which are no more than the index has; the bytes are kept. */
    int remember(BytesRef stem) throws IOException {
      Integer count = remembered.get(stem);
      if (count == null) {
        count = look(stem);
        remembered.put(stem, count);
      }
      return count;
    }
  }
}
