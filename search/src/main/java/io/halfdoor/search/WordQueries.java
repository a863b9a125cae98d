package io.halfdoor.search;

import io.halfdoor.search.Typed.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was typed into queries.
 *
 * <p>Per word: its stems (in every language the index has) decide whether an item matches, BM25F
 * over all its words says how well. On top come, as a bonus and never as a condition: the form as
 * typed, the words in the order typed, all of them in the title, and the whole text being a title,
 * file name or id.
 *
 * <p>A saying of the list of {@link Synonyms} is found by its others too: each of its words then
 * counts for somewhat less, so that all of it counts for half a word less than as typed.
 *
 * <p>Widened, a word also matches what begins with it (the last one, being typed), what contains it
 * in a title, file name or id, and what it was corrected to; each of these counts for less than any
 * match of the word itself.
 */
final class WordQueries {

  private static final float EXACT = 0.4f;
  private static final float EXACT_WEAK = 0.1f;
  private static final float IN_ORDER = 0.5f;
  private static final int SLOP = 2;

  private static final float BEGINS_TITLE = 0.6f;
  private static final float BEGINS = 0.5f;
  private static final float CONTAINS = 0.4f;
  private static final float CORRECTED = 0.45f;

  /** What a saying loses that is found by another, in words. */
  private static final float OTHERWISE = 0.5f;

  private static final int SHORTEST_PREFIX = 2;
  private static final int MOST_IN_ORDER = 6;

  private final Typed typed;
  private final IndexSearcher searcher;
  private final List<Word> strong;
  private final Set<String> languages;
  private final boolean isTiered;
  private final Stems stems = new Stems(64);
  private final Map<Word, Others> others = new HashMap<>();

  /**
   * @param sayings those of what was typed that are found by others too
   */
  WordQueries(IndexSearcher searcher, Typed typed, List<Synonyms.Run> sayings) throws IOException {
    this.typed = typed;
    this.searcher = searcher;
    strong = typed.strong();
    languages = languages(searcher);
    isTiered = strong.size() <= Search.MOST_TIERED;
    for (Synonyms.Run saying : sayings) {
      List<Word> words = saying.words().stream().filter(word -> !typed.isWeak(word)).toList();
      words.forEach(word -> others.put(word, new Others(saying.others(), words.size())));
    }
  }

  /**
   * By what a word is found too.
   *
   * @param words of the saying that the word is one of
   */
  private record Others(List<Synonyms.Other> sayings, int words) {}

  /** The sayings by which a word is found too. */
  List<Synonyms.Other> others(Word word) {
    Others known = others.get(word);
    return known == null ? List.of() : known.sayings;
  }

  /** The languages that entries are in, whoever may see them. */
  static Set<String> languages(IndexSearcher searcher) throws IOException {
    Set<String> found = new TreeSet<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Terms terms = leaf.reader().terms(Fields.LANGUAGE);
      if (terms != null) {
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
          found.add(term.utf8ToString());
        }
      }
    }
    return found;
  }

  /** The stems of a word in every language of the index. */
  Set<BytesRef> stems(String word) {
    return stems(word, languages, stems);
  }

  static Set<BytesRef> stems(String word, Set<String> languages, Stems stems) {
    Set<BytesRef> all = new LinkedHashSet<>();
    for (String language : languages) {
      all.add(stems.in(language).of(word));
    }
    return all;
  }

  /**
   * The senses in which a word is taken beyond itself.
   *
   * @param isBegun also what begins so
   * @param isInside also titles, file names and ids with words that contain it
   * @param correction also this word; null for none
   */
  record Wider(boolean isBegun, boolean isInside, @Nullable String correction) {

    static final Wider NOT = new Wider(false, false, null);
  }

  /**
   * The words typed plainly, as conditions: each of a few, so many of many.
   *
   * @param wider in which senses; null for as typed, where a few words must all be there
   */
  void addWords(BooleanQuery.Builder query, @Nullable Map<Word, Wider> wider) {
    if (isTiered && wider == null) {
      strong.forEach(word -> query.add(found(word), Occur.MUST));
    } else if (!strong.isEmpty()) {
      for (Word word : strong) {
        Query any =
            wider == null ? found(word) : widened(word, wider.getOrDefault(word, Wider.NOT));
        query.add(any, Occur.SHOULD);
      }
      query.setMinimumNumberShouldMatch(enough(strong.size(), wider != null));
    }
  }

  /** The words typed plainly, any of them: for how well an item matches that need not. */
  private Query any(@Nullable Map<Word, Wider> wider) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (Word word : strong) {
      query.add(
          wider == null ? found(word) : widened(word, wider.getOrDefault(word, Wider.NOT)),
          Occur.SHOULD);
    }
    return query.build();
  }

  private static int enough(int words, boolean isWidened) {
    if (words <= Search.MOST_TIERED) {
      return Math.max(1, words / 2);
    }
    return isWidened ? 1 : Math.max(1, words / 4);
  }

  Query found(Word word) {
    List<Query> any = new ArrayList<>();
    any.add(stem(Fields.STEM, word.whole()));
    if (!word.parts().isEmpty()) {
      any.add(
          constant(phrase(Fields.TEXT, word.parts(), 0), (isTiered ? TierSimilarity.TIER : 0) + 1));
    }
    Others known = others.get(word);
    if (known != null) {
      float points =
          isTiered ? TierSimilarity.TIER * (1 - OTHERWISE / known.words) : EXACT_WEAK * OTHERWISE;
      known.sayings.forEach(other -> any.add(constant(saying(other.parts()), points)));
    }
    return any.size() == 1 ? any.getFirst() : new DisjunctionMaxQuery(any, 0);
  }

  private Query saying(List<String> parts) {
    return parts.size() == 1 ? stem(Fields.STEM, parts.getFirst()) : phrase(Fields.TEXT, parts, 0);
  }

  Query widened(Word word, Wider wider) {
    float points = isTiered ? TierSimilarity.TIER : 4;
    List<Query> any = new ArrayList<>();
    any.add(found(word));
    if (wider.isBegun) {
      any.add(
          constant(new PrefixQuery(new Term(Fields.TITLE, word.whole())), points * BEGINS_TITLE));
      any.add(constant(new PrefixQuery(new Term(Fields.TEXT, word.whole())), points * BEGINS));
    }
    if (wider.isInside) {
      any.add(constant(Grams.inside(word.whole()), points * CONTAINS));
    }
    String correction = wider.correction;
    if (correction != null) {
      any.add(new BoostQuery(stem(Fields.STEM, correction), CORRECTED));
    }
    return any.size() == 1 ? any.getFirst() : new DisjunctionMaxQuery(any, 0);
  }

  boolean mayGoOn(Word word) {
    return typed.isOpen()
        && word.equals(typed.words().getLast())
        && (word.whole().length() >= SHORTEST_PREFIX || word.whole().charAt(0) >= 128);
  }

  private Query stem(String field, String word) {
    Set<BytesRef> all = stems(word);
    if (all.size() == 1) {
      return new TermQuery(new Term(field, all.iterator().next()));
    }
    SynonymQuery.Builder any = new SynonymQuery.Builder(field);
    all.forEach(stem -> any.addTerm(new Term(field, stem)));
    return any.build();
  }

  /** What ranks but does not decide. */
  Window.Finer finer(String text, @Nullable Map<Word, Wider> wider) throws IOException {
    BooleanQuery.Builder points = new BooleanQuery.Builder();
    for (Word word : typed.words()) {
      points.add(
          new BoostQuery(
              new TermQuery(new Term(Fields.TEXT, word.whole())),
              typed.isWeak(word) ? EXACT_WEAK : EXACT),
          Occur.SHOULD);
    }
    if (typed.words().size() >= 2 && typed.words().size() <= MOST_IN_ORDER) {
      List<String> inOrder =
          typed.words().stream().flatMap(word -> word.inOrder().stream()).toList();
      points.add(new BoostQuery(phrase(Fields.TEXT, inOrder, SLOP), IN_ORDER), Occur.SHOULD);
    }
    BooleanQuery.Builder inTitle = new BooleanQuery.Builder();
    if (!strong.isEmpty() && strong.size() <= MOST_IN_ORDER) {
      for (Word word : strong) {
        inTitle.add(stem(Fields.TITLE_STEM, word.whole()), Occur.FILTER);
      }
    }
    String key = Block.key(text);
    return new Window.Finer(
        any(wider),
        points.build(),
        inTitle.build(),
        key.isEmpty() ? null : new TermQuery(new Term(Fields.KEY, key)),
        perfect());
  }

  /** What an item gets at most whose words are all there, as typed and again and again. */
  private double perfect() throws IOException {
    double perfect = 0;
    long entries = searcher.getIndexReader().getDocCount(Fields.STEM);
    for (Word word : strong) {
      long have = 0;
      for (BytesRef stem : stems(word.whole())) {
        have = Math.max(have, searcher.getIndexReader().docFreq(new Term(Fields.STEM, stem)));
      }
      // As BM25Similarity weighs a word; the rest of its formula stays below 1.
      perfect += (1 + EXACT) * Math.log(1 + (entries - have + 0.5) / (have + 0.5));
    }
    return perfect;
  }

  static Query phrase(String field, List<String> parts, int slop) {
    if (parts.size() == 1) {
      return new TermQuery(new Term(field, parts.getFirst()));
    }
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
    parts.forEach(part -> phrase.add(new Term(field, part)));
    return phrase.build();
  }

  private static Query constant(Query query, float points) {
    return new BoostQuery(new ConstantScoreQuery(query), points);
  }
}
