package io.halfdoor.search;

import io.halfdoor.search.Nearest.Near;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * The first hits, put in order by all that is known of them.
 *
 * <p>By words alone, what has more of a few words comes first, then what has them better. Beside
 * meaning, both are told as numbers from 0 to 1 by bounds that hold whatever else is found, the
 * words against a perfect match and the meaning against what the model says of texts that are
 * unlike and alike, and added up by a weight: a convex combination (S. Bruch, S. Gai and A. Ingber,
 * <i>An Analysis of Fusion Functions for Hybrid Retrieval</i>, TOIS 2023), so that a lone weak hit
 * stays weak. What was typed by its very name comes before everything either way.
 *
 * <p>What else speaks for an entry ({@link Standing}) decides between those that are nearly alike.
 * Entries of the same text become one hit, and one new entry nobody knows yet takes a fixed place
 * of the first page where none of the first has it.
 */
final class Window {

  /** By what it came to, then what is alike by use. */
  static final Comparator<FieldDoc> ORDER =
      Comparator.<FieldDoc>comparingDouble(hit -> -(Float) hit.fields[0])
          .thenComparingLong(hit -> -(Long) hit.fields[1]);

  /** What the meaning counts of few words, and of a sentence; the words count the rest. */
  private static final double MEANING_OF_WORDS = 0.5;

  private static final double MEANING_OF_SENTENCE = 0.6;

  /** Words of a sentence. */
  private static final int SENTENCE = 6;

  /** What having each of a few words counts of the words, beside having them well. */
  private static final double COMPLETE = 0.2;

  /** Of the words, where the title has all of them. */
  private static final double IN_TITLE = 0.5;

  /** Of the words, where they are found in a wider sense: begun, within others, by other words. */
  private static final double WIDER = 0.5;

  private static final double NAMED = 100;

  /** Where a newcomer stands, from 0, and from how far behind it is taken. */
  private static final int NEWCOMER = 4;

  private static final int FARTHEST = 30;

  /**
   * What ranks items that match and does not decide whether they do.
   *
   * @param any of the words
   * @param points to be added to what the words give
   * @param inTitle all of the words in the title
   * @param named what was typed by its very name; null where nothing can be
   * @param perfect what words and points come to at most, about
   */
  record Finer(Query any, Query points, Query inTitle, @Nullable Query named, double perfect) {}

  private final IndexSearcher searcher;
  private final Typed typed;
  private final Finer finer;
  private final @Nullable Nearest nearest;
  private final Map<Integer, Near> near;
  private final Set<String> audience;
  private final Instant now;

  /**
   * @param nearest null for words alone
   * @param near what is found by its meaning
   */
  Window(
      IndexSearcher searcher,
      Typed typed,
      Finer finer,
      @Nullable Nearest nearest,
      Map<Integer, Near> near,
      Set<String> audience,
      Instant now) {
    this.searcher = searcher;
    this.typed = typed;
    this.finer = finer;
    this.nearest = nearest;
    this.near = near;
    this.audience = audience;
    this.now = now;
  }

  /** Whether somebody typed a sentence and not words to look up. */
  static boolean isSentence(Typed typed) {
    return typed.words().size() >= SENTENCE;
  }

  @Nullable Query named() {
    return finer.named();
  }

  Collection<Integer> near() {
    return near.keySet();
  }

  /**
   * @param best by the words alone
   * @param byName what was typed by its very name
   */
  List<Ranked> of(List<FieldDoc> best, List<FieldDoc> byName) throws IOException {
    TreeMap<Integer, FieldDoc> found = new TreeMap<>();
    best.forEach(hit -> found.put(hit.doc, hit));
    byName.forEach(hit -> found.putIfAbsent(hit.doc, hit));
    addNear(found);
    List<Ranked> ranked = ranked(found);
    ranked.sort(ORDER);
    List<Ranked> window = collapsed(ranked);
    letIn(window);
    return window;
  }

  private void addNear(Map<Integer, FieldDoc> found) throws IOException {
    List<Integer> missing =
        near.keySet().stream().filter(doc -> !found.containsKey(doc)).sorted().toList();
    float[] words = scores(finer.any(), missing);
    LeafReaderContext leaf = null;
    NumericDocValues ties = null;
    for (int i = 0; i < words.length; i++) {
      int doc = missing.get(i);
      if (leaf == null || ties == null || isBehind(leaf, doc)) {
        leaf = leafOf(doc);
        ties = DocValues.getNumeric(leaf.reader(), Fields.TIE);
      }
      long tie = ties.advanceExact(doc - leaf.docBase) ? ties.longValue() : 0;
      found.put(doc, new FieldDoc(doc, words[i], new Object[] {words[i], tie}));
    }
  }

  private List<Ranked> ranked(Map<Integer, FieldDoc> found) throws IOException {
    Set<Integer> docs = found.keySet();
    List<Standing> standings = standings(docs);
    float[] points = scores(finer.points(), docs);
    float[] inTitle = scores(new ConstantScoreQuery(finer.inTitle()), docs);
    Query named = finer.named();
    float[] isNamed =
        named == null ? new float[points.length] : scores(new ConstantScoreQuery(named), docs);
    Map<Integer, Near> meant = nearest == null ? Map.of() : nearest.of(docs);
    int strong = typed.strong().size();
    boolean isTiered = strong <= Search.MOST_TIERED;
    double byMeaning = isSentence(typed) ? MEANING_OF_SENTENCE : MEANING_OF_WORDS;
    List<Ranked> ranked = new ArrayList<>();
    int i = 0;
    for (FieldDoc hit : found.values()) {
      double score = (Float) hit.fields[0];
      int has = isTiered ? (int) (score / TierSimilarity.TIER) : 0;
      double well = well(score - has * TierSimilarity.TIER, points[i]);
      well += inTitle[i] > 0 ? IN_TITLE : 0;
      double prior = standings.get(i).prior(audience, now);
      Near one = meant.get(hit.doc);
      double words = well;
      double total;
      if (nearest == null) {
        total = has + well / (1 + well) + prior;
      } else {
        words = isTiered && strong > 0 ? COMPLETE * has / strong + (1 - COMPLETE) * well : well;
        total = (1 - byMeaning) * words + byMeaning * (one == null ? 0 : one.meaning()) + prior;
      }
      total += isNamed[i] > 0 ? NAMED : 0;
      ranked.add(new Ranked(hit, total, words, one, prior, standings.get(i)));
      i++;
    }
    return ranked;
  }

  /**
   * How well words match, beside how many do.
   *
   * @param rest of the score: of words as typed, or part of a tier where a word is found in a wider
   *     sense alone
   */
  private double well(double rest, double points) {
    if (finer.perfect() == 0 || rest == 0) {
      return 0;
    }
    return rest > finer.perfect()
        ? WIDER * rest / TierSimilarity.TIER
        : (rest + points) / finer.perfect();
  }

  /** Those that are not the text of one before. */
  private static List<Ranked> collapsed(List<Ranked> ranked) {
    List<Ranked> kept = new ArrayList<>();
    Map<Integer, Ranked> byMark = new HashMap<>();
    for (Ranked hit : ranked) {
      Sketch sketch = hit.standing.sketch();
      Optional<Ranked> first =
          sketch
              .marks()
              .mapToObj(byMark::get)
              .filter(other -> other != null && sketch.isSame(other.standing.sketch()))
              .findFirst();
      if (first.isPresent()) {
        first.get().same.add(hit.doc);
      } else {
        kept.add(hit);
        sketch.marks().forEach(mark -> byMark.putIfAbsent(mark, hit));
      }
    }
    return kept;
  }

  /** Moves the first newcomer up where none is among the first. */
  private void letIn(List<Ranked> window) {
    if (window.size() <= NEWCOMER) {
      return;
    }
    for (int i = 0; i < Math.min(FARTHEST, window.size()); i++) {
      Ranked newcomer = window.get(i);
      if (newcomer.standing.isNewcomer(now)) {
        if (i > NEWCOMER) {
          newcomer.stepBefore(window.get(NEWCOMER));
          newcomer.isNewcomer = true;
          window.sort(ORDER);
        }
        return;
      }
    }
  }

  private List<Standing> standings(Collection<Integer> docs) throws IOException {
    List<Standing> standings = new ArrayList<>(docs.size());
    LeafReaderContext leaf = null;
    BinaryDocValues written = null;
    for (int doc : docs) {
      if (leaf == null || written == null || isBehind(leaf, doc)) {
        leaf = leafOf(doc);
        written = DocValues.getBinary(leaf.reader(), Fields.STANDING);
      }
      if (!written.advanceExact(doc - leaf.docBase)) {
        throw new IOException("nothing is known of document " + doc);
      }
      standings.add(Standing.read(written.binaryValue()));
    }
    return standings;
  }

  /** What a query gives each of some documents, which come in order; 0 where it does not match. */
  private float[] scores(Query query, Collection<Integer> docs) throws IOException {
    float[] scores = new float[docs.size()];
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    LeafReaderContext leaf = null;
    Scorer scorer = null;
    int i = 0;
    for (int number : docs) {
      if (leaf == null || isBehind(leaf, number)) {
        leaf = leafOf(number);
        scorer = weight.scorer(leaf);
      }
      int doc = number - leaf.docBase;
      if (scorer != null
          && (scorer.docID() < doc ? scorer.iterator().advance(doc) : scorer.docID()) == doc) {
        scores[i] = scorer.score();
      }
      i++;
    }
    return scores;
  }

  private LeafReaderContext leafOf(int doc) {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }

  private static boolean isBehind(LeafReaderContext leaf, int doc) {
    return doc >= leaf.docBase + leaf.reader().maxDoc();
  }
}
