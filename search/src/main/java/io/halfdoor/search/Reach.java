package io.halfdoor.search;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/** What one audience can reach: every look into the dictionary goes through here. */
record Reach(IndexSearcher searcher, Query visible) {

  Reach(IndexSearcher searcher, Set<String> audience) {
    this(searcher, new Visible(audience));
  }

  /** How many visible items match, up to a limit. */
  int count(Query query, int limit) throws IOException {
    BooleanQuery both =
        new BooleanQuery.Builder().add(visible, Occur.FILTER).add(query, Occur.FILTER).build();
    return searcher.search(both, new CountUpTo(limit));
  }

  boolean has(Query query) throws IOException {
    return count(query, 1) > 0;
  }

  /** Whether any visible item has a value in a field. */
  boolean hasAny(String field) throws IOException {
    return has(new FieldExistsQuery(field));
  }
}
