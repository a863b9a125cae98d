package io.halfdoor.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/**
 * BM25 that, for stems, gives every word found a large constant besides: an item with more of the
 * words then always ranks above one with fewer, whatever else counts. Since the constant is part of
 * each term's score, Lucene skips what lacks a word as soon as enough items have them all.
 */
final class TierSimilarity extends PerFieldSimilarityWrapper {

  /** More than all else can add for {@link Search#MOST_TIERED} words. */
  static final float TIER = 128;

  static final Similarity PLAIN = new BM25Similarity();

  private final Similarity tiered =
      new Similarity() {
        @Override
        public SimScorer scorer(
            float boost, CollectionStatistics collection, TermStatistics... terms) {
          SimScorer plain = PLAIN.scorer(boost, collection, terms);
          float tier = TIER * boost;
          return new SimScorer() {
            @Override
            public float score(float frequency, long norm) {
              return tier + plain.score(frequency, norm);
            }
          };
        }
      };

  @Override
  public Similarity get(String field) {
    return field.equals(Fields.STEM) ? tiered : PLAIN;
  }
}
