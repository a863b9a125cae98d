package io.halfdoor.search;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;

/**
 * Remembers, per segment, which entries an audience may see. It is the one part of a query that
 * comes again and again, so it is remembered from its first use; a few kilobytes each.
 */
final class SearchCache {

  private static final int MOST_AUDIENCES = 512;
  private static final long MOST_BYTES = 24L << 20;
  private static final int SMALLEST_SEGMENT = 1_000;

  private final LRUQueryCache cache =
      new LRUQueryCache(
          MOST_AUDIENCES,
          MOST_BYTES,
          leaf -> leaf.reader().maxDoc() >= SMALLEST_SEGMENT,
          Float.POSITIVE_INFINITY);

  private static final QueryCachingPolicy AUDIENCES =
      new QueryCachingPolicy() {
        @Override
        public void onUse(Query query) {}

        @Override
        public boolean shouldCache(Query query) {
          return query instanceof Visible;
        }
      };

  IndexSearcher searcher(IndexReader reader) {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(cache);
    searcher.setQueryCachingPolicy(AUDIENCES);
    return searcher;
  }
}
