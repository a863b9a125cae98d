package io.halfdoor.search;

import io.halfdoor.search.Nearest.Near;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Ranks entries by how like a text they are said.
 *
 * <p>Candidates are the {@value #CANDIDATES} entries that plain BM25 over all their words finds
 * first. Each then has its sayings held against the text ({@link Measure}): the nearest decides,
 * and the next ones help, each by less than the one before, so that a text which is a little like
 * many of an entry's phrasings wins over one stray likeness. The more the nearest is the very text,
 * the less the others matter: a phrasing said again is sure, however differently the entry is said
 * besides. What of the text, and of what more is said of it, stands anywhere in the entry, its
 * passages too, counts for the rest.
 *
 * <p>A word that no entry has weighs as much as the known ones on average, so that a text that is
 * mostly of such words is like nothing.
 */
final class Likenesses {

  static final int CANDIDATES = 100;

  private static final int NEAREST = 8;

  /** What a saying counts, beside the next nearer one. */
  private static final double FALL = 0.8;

  /** The share of all words of the entry. */
  private static final double WHOLE = 0.3;

  /** What the nearest saying or passage by its meaning counts; the words count the rest. */
  private static final double MEANING = 0.5;

  /**
   * How near the nearest has to be before it stands alone: a power, so that it is all or little.
   */
  private static final int ALONE = 4;

  /**
   * A word of the text.
   *
   * @param stems in the languages of the index
   * @param start where it stands first
   */
  private record Word(Set<BytesRef> stems, boolean isWeak, int start, int end) {}

  /**
   * A stem of a saying.
   *
   * @param word which word of the text has it; -1 for none
   */
  private record Known(double weight, int word) {}

  /**
   * A candidate.
   *
   * @param saying number of the nearest
   * @param shared a bit for each word of the text that this has
   * @param had the same for each word that there is anywhere
   */
  private record Scored(
      FieldDoc found, double likeness, @Nullable Near near, int saying, long shared, long had) {

    static final Comparator<Scored> BEST_FIRST =
        Comparator.<Scored>comparingDouble(one -> -one.likeness)
            .thenComparingLong(one -> -(Long) one.found.fields[1]);
  }

  private final IndexSearcher searcher;
  private final @Nullable Embedder embedder;
  private final Reach reach;
  private final Map<String, Set<String>> filters;
  private final Sayings sayings = new Sayings();
  private final List<StemCounts.Segment> segments = new ArrayList<>();
  private final Map<BytesRef, Known> known = new HashMap<>();
  private final Map<BytesRef, Integer> wordByStem = new HashMap<>();
  private final long entries;
  private double[] weights = {};
  private double weightSaid;
  private double weight;
  private long said;

  /**
   * @param embedder whose vectors the index has; null for words alone
   */
  Likenesses(
      IndexSearcher searcher,
      StemCounts counts,
      @Nullable Embedder embedder,
      Set<String> audience,
      Map<String, Set<String>> filters)
      throws IOException {
    this.searcher = searcher;
    this.embedder = embedder;
    this.filters = filters;
    reach = new Reach(searcher, audience);
    entries = searcher.getIndexReader().getDocCount(Fields.STEM);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      segments.add(counts.of(leaf));
    }
  }

  /**
   * The likest to a text.
   *
   * @param more what is said of it besides, to be found anywhere in them
   */
  List<Likeness> of(String text, String more, int limit) throws IOException {
    String all = text + '\n' + more;
    List<Word> words = read(all);
    for (int i = 0; i < words.size() && words.get(i).start < text.length(); i++) {
      said |= 1L << i;
    }
    boolean isAnyKnown = weigh(words);
    Nearest nearest =
        limit == 0 || text.isBlank() ? null : Nearest.toSaying(searcher, embedder, text);
    if (limit == 0 || (!isAnyKnown && nearest == null)) {
      return List.of();
    }
    Map<Integer, FieldDoc> candidates = new TreeMap<>();
    if (isAnyKnown) {
      candidates(words).forEach(hit -> candidates.put(hit.doc, hit));
    }
    if (nearest != null) {
      addNear(nearest, candidates);
    }
    List<Scored> scored =
        scored(
            candidates.values().toArray(FieldDoc[]::new),
            words,
            nearest == null ? Map.of() : nearest.of(candidates.keySet()));
    scored.sort(Scored.BEST_FIRST);
    List<Likeness> likest = new ArrayList<>();
    for (Scored one : scored.subList(0, Math.min(limit, scored.size()))) {
      likest.add(shown(one, all, words));
    }
    return likest;
  }

  private List<Word> read(String text) throws IOException {
    Set<String> languages = WordQueries.languages(searcher);
    Stems stems = new Stems(64);
    Map<Set<BytesRef>, Word> words = new LinkedHashMap<>();
    WordReader reader = new WordReader().on(text);
    while (words.size() < Measure.MOST_WORDS && reader.next()) {
      Set<BytesRef> all = WordQueries.stems(reader.word(), languages, stems);
      boolean isWeak = all.stream().anyMatch(Measure::isWeak);
      words.putIfAbsent(all, new Word(all, isWeak, reader.start(), reader.end()));
    }
    return List.copyOf(words.values());
  }

  /** Weighs the words of the text; false where no entry has any. */
  private boolean weigh(List<Word> words) throws IOException {
    double[] rarities = new double[words.size()];
    double sum = 0;
    int knownWords = 0;
    for (int i = 0; i < rarities.length; i++) {
      long have = 0;
      for (BytesRef stem : words.get(i).stems) {
        wordByStem.put(stem, i);
        for (StemCounts.Segment segment : segments) {
          have += segment.look(stem);
        }
      }
      if (have > 0) {
        rarities[i] = Measure.rarity(have, entries);
        sum += rarities[i];
        knownWords++;
      }
    }
    weights = new double[rarities.length];
    weight = 0;
    for (int i = 0; i < rarities.length; i++) {
      double rarity = rarities[i] > 0 ? rarities[i] : sum / Math.max(1, knownWords);
      weights[i] = Measure.weight(rarity, words.get(i).isWeak);
      weight += weights[i];
    }
    weightSaid = weightOf(said);
    return knownWords > 0;
  }

  /** Those that the filters let the audience see. */
  private BooleanQuery.Builder seen() {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(reach.visible(), Occur.FILTER);
    filters.forEach(
        (name, values) -> {
          if (!values.isEmpty()) {
            List<BytesRef> wanted = values.stream().map(BytesRef::new).toList();
            query.add(new TermInSetQuery(Fields.values(name), wanted), Occur.FILTER);
          }
        });
    return query;
  }

  private void addNear(Nearest nearest, Map<Integer, FieldDoc> candidates) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (int doc : nearest.of(seen().build()).keySet()) {
      if (!candidates.containsKey(doc)) {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        NumericDocValues ties = DocValues.getNumeric(leaf.reader(), Fields.TIE);
        long tie = ties.advanceExact(doc - leaf.docBase) ? ties.longValue() : 0;
        candidates.put(doc, new FieldDoc(doc, 0, new Object[] {0f, tie}));
      }
    }
  }

  private List<FieldDoc> candidates(List<Word> words) throws IOException {
    BooleanQuery.Builder query = seen();
    for (Word word : words) {
      SynonymQuery.Builder any = new SynonymQuery.Builder(Fields.STEM);
      word.stems.forEach(stem -> any.addTerm(new Term(Fields.STEM, stem)));
      query.add(any.build(), Occur.SHOULD);
    }
    query.setMinimumNumberShouldMatch(1);
    searcher.setSimilarity(TierSimilarity.PLAIN);
    ScoreDoc[] found =
        searcher.search(
                query.build(),
                new TopFieldCollectorManager(Ranking.RELEVANCE, CANDIDATES, null, CANDIDATES))
            .scoreDocs;
    return Arrays.stream(found).map(hit -> (FieldDoc) hit).toList();
  }

  /** Reads candidates in the order in which they lie in the index. */
  private List<Scored> scored(FieldDoc[] candidates, List<Word> words, Map<Integer, Near> meant)
      throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    List<Scored> scored = new ArrayList<>();
    int from = 0;
    while (from < candidates.length) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(candidates[from].doc, leaves));
      int to = from;
      while (to < candidates.length && candidates[to].doc < leaf.docBase + leaf.reader().maxDoc()) {
        to++;
      }
      FieldDoc[] inLeaf = Arrays.copyOfRange(candidates, from, to);
      long[] had = had(inLeaf, leaf, words);
      BinaryDocValues written = DocValues.getBinary(leaf.reader(), Fields.SAYINGS);
      for (int i = 0; i < inLeaf.length; i++) {
        if (written.advanceExact(inLeaf[i].doc - leaf.docBase)) {
          Near near = meant.get(inLeaf[i].doc);
          scored.add(score(inLeaf[i], sayings.on(written.binaryValue()), had[i], near));
        }
      }
      from = to;
    }
    return scored;
  }

  /** Which words of the text each of a segment's candidates has anywhere, as bits. */
  private long[] had(FieldDoc[] candidates, LeafReaderContext leaf, List<Word> words)
      throws IOException {
    long[] had = new long[candidates.length];
    TermsEnum dictionary = segments.get(leaf.ord).dictionary();
    PostingsEnum postings = null;
    for (int word = 0; word < words.size(); word++) {
      for (BytesRef stem : words.get(word).stems) {
        if (!dictionary.seekExact(stem)) {
          continue;
        }
        postings = dictionary.postings(postings, PostingsEnum.NONE);
        for (int i = 0; i < had.length; i++) {
          int doc = candidates[i].doc - leaf.docBase;
          if ((postings.docID() < doc ? postings.advance(doc) : postings.docID()) == doc) {
            had[i] |= 1L << word;
          }
        }
      }
    }
    return had;
  }

  private double weightOf(long bits) {
    double sum = 0;
    for (long left = bits; left != 0; left &= left - 1) {
      sum += weights[Long.numberOfTrailingZeros(left)];
    }
    return sum;
  }

  private Scored score(FieldDoc found, Sayings its, long had, @Nullable Near near)
      throws IOException {
    double[] nearest = new double[NEAREST];
    int ways = 0;
    int best = 0;
    long bestShared = 0;
    for (int number = 0; its.next(); number++) {
      double all = 0;
      long shared = 0;
      while (its.nextStem()) {
        Known stem = known(its.stem());
        all += stem.weight;
        shared |= stem.word < 0 ? 0 : 1L << stem.word;
      }
      if (all == 0) {
        continue;
      }
      shared &= said;
      double likeness = Measure.likeness(weightOf(shared), weightSaid, all);
      if (likeness > nearest[0]) {
        best = number;
        bestShared = shared;
      }
      keep(likeness, nearest);
      ways++;
    }
    double sum = 0;
    double of = 0;
    double counts = 1;
    for (int i = 0; i < Math.min(ways, NEAREST); i++) {
      sum += counts * nearest[i];
      of += counts;
      counts *= FALL;
    }
    double together = of == 0 ? 0 : sum / of;
    together += (nearest[0] - together) * Math.pow(nearest[0], ALONE);
    double byWords = (1 - WHOLE) * together + (weight == 0 ? 0 : WHOLE * weightOf(had) / weight);
    double likeness = near == null ? byWords : (1 - MEANING) * byWords + MEANING * near.meaning();
    return new Scored(found, likeness, near, best, bestShared, had);
  }

  /** Keeps the nearest, the nearest of all first. */
  private static void keep(double likeness, double[] nearest) {
    int place = NEAREST;
    while (place > 0 && nearest[place - 1] < likeness) {
      place--;
    }
    if (place < NEAREST) {
      System.arraycopy(nearest, place, nearest, place + 1, NEAREST - 1 - place);
      nearest[place] = likeness;
    }
  }

  private Known known(BytesRef stem) throws IOException {
    Known already = known.get(stem);
    if (already != null) {
      return already;
    }
    BytesRef kept = BytesRef.deepCopyOf(stem);
    long have = 0;
    for (StemCounts.Segment segment : segments) {
      have += segment.remember(kept);
    }
    double rarity = Measure.rarity(have, entries);
    Known one =
        new Known(Measure.weight(rarity, Measure.isWeak(kept)), wordByStem.getOrDefault(kept, -1));
    known.put(kept, one);
    return one;
  }

  private Likeness shown(Scored scored, String text, List<Word> words) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(scored.found.doc, leaves));
    BinaryDocValues stored = DocValues.getBinary(leaf.reader(), Fields.STORED);
    if (!stored.advanceExact(scored.found.doc - leaf.docBase)) {
      throw new IOException("nothing stored for document " + scored.found.doc);
    }
    Stored.Head head = Stored.readHead(stored.binaryValue());
    String title = head.words().title();
    return new Likeness(
        head.id(),
        head.kind(),
        title,
        scored.likeness,
        scored.near == null ? null : scored.near.meaning(),
        scored.saying == 0 ? title : head.words().phrasings().get(scored.saying - 1),
        shared(scored.shared, text, words),
        shared(scored.had, text, words),
        head.labels());
  }

  private static List<String> shared(long bits, String text, List<Word> words) {
    List<Word> both = new ArrayList<>();
    for (long left = bits; left != 0; left &= left - 1) {
      both.add(words.get(Long.numberOfTrailingZeros(left)));
    }
    boolean isAllWeak = both.stream().allMatch(Word::isWeak);
    List<String> shown = new ArrayList<>();
    int start = 0;
    int end = 0;
    for (Word word : both) {
      if (word.isWeak && !isAllWeak) {
        continue;
      }
      // A part lies within its whole, and pairs of characters overlap.
      if (word.start < end) {
        shown.removeLast();
        end = Math.max(end, word.end);
      } else {
        start = word.start;
        end = word.end;
      }
      shown.add(text.substring(start, end));
    }
    return shown;
  }
}
