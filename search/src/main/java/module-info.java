/** Full-text search over items and their passages: a library over Lucene. */
module io.halfdoor.search {
  requires static transitive org.jspecify;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;

  exports io.halfdoor.search;
}
