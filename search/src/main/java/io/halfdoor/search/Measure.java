package io.halfdoor.search;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.util.BytesRef;

/**
 * How like two texts are, by the stems that both have: a stem weighs the more the fewer texts have
 * it, and what both share is held against all that each has.
 */
final class Measure {

  /** Words of a text that count; what follows in a longer one does not. */
  static final int MOST_WORDS = Long.SIZE;

  /** What a word that is there for grammar's sake weighs, beside another as rare. */
  private static final double WEAK = 0.3;

  private static final Set<BytesRef> WEAK_STEMS = weakStems();

  private static Set<BytesRef> weakStems() {
    Stems.OneLanguage english = new Stems(64).in(Stems.ENGLISH);
    return Typed.WEAK.stream().map(english::of).collect(Collectors.toUnmodifiableSet());
  }

  static boolean isWeak(BytesRef stem) {
    return WEAK_STEMS.contains(stem);
  }

  /** How rare something is that so many of all have: above 0 even where every one has it. */
  static double rarity(long have, long all) {
    return Math.log1p(all / (double) have);
  }

  static double weight(double rarity, boolean isWeak) {
    return isWeak ? rarity * WEAK : rarity;
  }

  /**
   * From 0 to 1, for texts that have the same.
   *
   * @param shared the weights of what both have
   * @param one the weights of all that one has
   */
  static double likeness(double shared, double one, double other) {
    return shared == 0 ? 0 : Math.min(1, shared / Math.sqrt(one * other));
  }

  private Measure() {}
}
