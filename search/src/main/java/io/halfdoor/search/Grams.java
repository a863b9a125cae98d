package io.halfdoor.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;

/** A word's letters three by three, in their order: how a part of a word is found inside it. */
final class Grams extends TokenStream {

  static final int LENGTH = 3;

  static final FieldType TYPE = new FieldType();

  static {
    TYPE.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    TYPE.setOmitNorms(true);
    TYPE.setTokenized(true);
    TYPE.freeze();
  }

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute places = addAttribute(PositionIncrementAttribute.class);
  private final String word;
  private int next;

  Grams(String word) {
    this.word = word;
  }

  /** Finds words that contain this one, which has at least {@link #LENGTH} letters. */
  static Query inside(String part) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (int i = 0; i + LENGTH <= part.length(); i++) {
      phrase.add(new Term(Fields.GRAM, part.substring(i, i + LENGTH)));
    }
    return phrase.build();
  }

  @Override
  public boolean incrementToken() {
    if (next + LENGTH > word.length()) {
      return false;
    }
    clearAttributes();
    // Far from the word before, so that nothing is found across two words.
    places.setPositionIncrement(next == 0 ? LENGTH * 2 : 1);
    term.append(word, next, next + LENGTH);
    next++;
    return true;
  }

  @Override
  public void reset() {
    next = 0;
  }
}
