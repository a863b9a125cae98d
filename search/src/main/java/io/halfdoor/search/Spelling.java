package io.halfdoor.search;

import io.halfdoor.search.Typed.Word;
import io.halfdoor.search.WordQueries.Wider;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Words nearly alike, among those of the items that the caller may see: with the same first letter
 * and one letter missing, added, changed or swapped in words of 5 letters or more, two from 9 on.
 * Never for words with digits: a part number off by one is another part.
 */
final class Spelling {

  private static final int SHORTEST = 5;
  private static final int LONG = 9;

  /** A word that this many items have is not taken for a mistake. */
  private static final int RARE = 2;

  /** How many times more items a word must have to be offered instead of a rare one. */
  private static final int TIMES_MORE = 5;

  private static final int MOST_COUNTED = 1_000;

  private final Reach reach;
  private final WordQueries words;

  Spelling(Reach reach, WordQueries words) {
    this.reach = reach;
    this.words = words;
  }

  interface Counting {
    int of(String text) throws IOException;
  }

  /**
   * How far each word has to be taken: one that enough visible items have as it is, not at all; one
   * that none has even as a part of others, for another spelled nearly alike.
   */
  Map<Word, Wider> wider(Typed typed, boolean mayCorrect) throws IOException {
    Map<Word, Wider> all = new LinkedHashMap<>();
    for (Word word : typed.strong()) {
      int known = reach.count(words.found(word), Search.ENOUGH);
      if (known == Search.ENOUGH) {
        continue;
      }
      Wider wider = new Wider(words.mayGoOn(word), word.whole().length() >= Grams.LENGTH, null);
      if (mayCorrect
          && known == 0
          && edits(word.whole()) > 0
          && !reach.has(words.widened(word, wider))) {
        wider = new Wider(wider.isBegun(), wider.isInside(), nearest(word.whole(), 1).orElse(null));
      }
      all.put(word, wider);
    }
    return all;
  }

  /** The text with a rare word replaced by a frequent one nearly alike, where that finds more. */
  @Nullable String better(String text, Typed typed, Counting counting) throws IOException {
    for (Word word : typed.strong()) {
      if (edits(word.whole()) == 0) {
        continue;
      }
      int known = reach.count(words.found(word), RARE + 1);
      if (known == 0 || known > RARE) {
        continue;
      }
      Optional<String> meant = nearest(word.whole(), known * TIMES_MORE);
      if (meant.isPresent()) {
        String better = text.substring(0, word.start()) + meant.get() + text.substring(word.end());
        if (counting.of(better) > counting.of(text)) {
          return better;
        }
      }
    }
    return null;
  }

  /** The nearest word that enough visible items have; of those, the one that most have. */
  private Optional<String> nearest(String word, int enough) throws IOException {
    IndexSearcher searcher = reach.searcher();
    Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.TEXT);
    if (terms == null) {
      return Optional.empty();
    }
    TreeMap<Integer, Map<String, Integer>> byEdits = new TreeMap<>();
    FuzzyTermsEnum near =
        new FuzzyTermsEnum(terms, new Term(Fields.TEXT, word), edits(word), 1, true);
    for (BytesRef term = near.next(); term != null; term = near.next()) {
      String other = term.utf8ToString();
      if (other.equals(word) || searcher.timedOut()) {
        continue;
      }
      int items = reach.count(new TermQuery(new Term(Fields.TEXT, other)), MOST_COUNTED);
      if (items >= enough) {
        // Lucene tells the edits as 1 less their share of the shorter word's length.
        int edits = Math.round((1 - near.getBoost()) * Math.min(word.length(), other.length()));
        byEdits.computeIfAbsent(edits, none -> new LinkedHashMap<>()).put(other, items);
      }
    }
    if (byEdits.isEmpty()) {
      return Optional.empty();
    }
    return byEdits.firstEntry().getValue().entrySet().stream()
        .min(
            Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private static int edits(String word) {
    if (word.length() < SHORTEST || word.chars().anyMatch(c -> !Character.isLetter(c))) {
      return 0;
    }
    return word.length() < LONG ? 1 : 2;
  }
}
