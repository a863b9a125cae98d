package io.halfdoor.search;

import io.halfdoor.search.Meanings.Vectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Makes the block of documents of an entry. Not for use by more than one thread. */
final class Block {

  private static final int TITLE_WEIGHT = 5;
  private static final int NAME_WEIGHT = 3;
  private static final int PHRASING_WEIGHT = 3;
  private static final int SUMMARY_WEIGHT = 2;
  private static final int BODY_WEIGHT = 1;

  /** Lucene takes terms up to 32,766 bytes; no name or value that anyone types is this long. */
  private static final int LONGEST_KEY = 2_000;

  private static final FieldType PRESENCE = type(IndexOptions.DOCS);
  private static final FieldType FREQUENCIES = type(IndexOptions.DOCS_AND_FREQS);
  private static final FieldType POSITIONS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

  private final TokenList tokens = new TokenList();
  private final Set<String> grams = new HashSet<>();

  /** The documents of an entry: of its sayings, of its passages, its own last. */
  List<Document> of(Entry entry, Vectors vectors) {
    tokens.clear();
    List<Document> block = new ArrayList<>();
    Document document = new Document();
    Words words = entry.words();
    String language = Stems.languageOf(words.language());

    tokens.add(words.title(), TITLE_WEIGHT, language);
    int titleEnd = tokens.size();
    tokens.add(words.fileName(), NAME_WEIGHT, language);
    words.externalIds().forEach(id -> tokens.add(id, NAME_WEIGHT, language));
    int namesEnd = tokens.size();
    entry.labels().values().stream()
        .flatMap(List::stream)
        .forEach(value -> tokens.add(value, NAME_WEIGHT, language));
    Sayings.Writing sayings = new Sayings.Writing();
    sayings.add(tokens, 0, titleEnd);
    for (String phrasing : words.phrasings()) {
      int first = tokens.size();
      tokens.add(phrasing, PHRASING_WEIGHT, language);
      sayings.add(tokens, first, tokens.size());
    }
    document.add(new BinaryDocValuesField(Fields.SAYINGS, sayings.bytes()));
    tokens.add(words.summary(), SUMMARY_WEIGHT, language);
    List<String> headings = List.of();
    for (int i = 0; i < vectors.sayings().size(); i++) {
      Document child = child(entry);
      addVector(child, vectors.sayings(), i);
      block.add(child);
    }
    List<Passage> passages = Pieces.of(entry);
    int textStart = tokens.size();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      int first = tokens.size();
      if (!passage.headings().equals(headings)) {
        headings = passage.headings();
        headings.forEach(heading -> tokens.add(heading, SUMMARY_WEIGHT, language));
      }
      tokens.add(passage.text(), BODY_WEIGHT, language);
      if (passages.size() > 1) {
        Document child = child(entry);
        child.add(new BinaryDocValuesField(Fields.STORED, Stored.write(passage)));
        child.add(new Field(Fields.PASSAGE, tokens.stems(first, tokens.size()), FREQUENCIES));
        addVector(child, vectors.passages(), i);
        block.add(child);
      }
    }
    if (passages.size() <= 1) {
      addVector(document, vectors.passages(), 0);
    }
    document.add(new NumericDocValuesField(Fields.PASSAGES, passages.size()));
    document.add(new NumericDocValuesField(Fields.BLOCK, block.size() + 1));
    if (!vectors.isComplete()) {
      document.add(new StringField(Fields.INCOMPLETE, "", Field.Store.NO));
    }
    Passage only = passages.size() == 1 ? passages.getFirst() : null;
    document.add(new BinaryDocValuesField(Fields.STORED, Stored.write(entry, only)));
    document.add(new Field(Fields.STEM, tokens.weightedStems(0, tokens.size()), FREQUENCIES));
    document.add(new Field(Fields.TEXT, tokens.exact(0, tokens.size()), POSITIONS));
    document.add(new Field(Fields.TITLE, tokens.exact(0, titleEnd), POSITIONS));
    document.add(new Field(Fields.TITLE_STEM, tokens.stems(0, titleEnd), PRESENCE));
    document.add(
        new BinaryDocValuesField(
            Fields.STANDING,
            Standing.write(entry.activity(), Sketch.of(tokens, textStart, tokens.size()))));
    addKeys(document, entry, titleEnd, namesEnd);
    addFacts(document, entry, language);
    block.add(document);
    return block;
  }

  private Document child(Entry entry) {
    Document child = new Document();
    child.add(new StringField(Fields.ID, entry.id(), Field.Store.NO));
    child.add(new NumericDocValuesField(Fields.TIE, 0));
    // Of no words: lengths are found faster where every document has one.
    child.add(new Field(Fields.STEM, tokens.weightedStems(0, 0), FREQUENCIES));
    return child;
  }

  private static void addVector(Document document, List<byte @Nullable []> vectors, int index) {
    byte[] vector = index < vectors.size() ? vectors.get(index) : null;
    if (vector != null && vector.length > 0) {
      document.add(
          new KnnByteVectorField(Fields.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    }
  }

  private void addKeys(Document document, Entry entry, int titleEnd, int namesEnd) {
    if (titleEnd > 0) {
      document.add(new StringField(Fields.OPENING, tokens.word(0), Field.Store.NO));
    }
    if (titleEnd > 1 && tokens.step(1) == 0) {
      document.add(new StringField(Fields.OPENING, tokens.word(1), Field.Store.NO));
    }
    Words words = entry.words();
    Set<String> keys = new LinkedHashSet<>();
    keys.add(key(words.title()));
    words.phrasings().forEach(phrasing -> keys.add(key(phrasing)));
    keys.add(key(words.fileName()));
    int point = words.fileName().lastIndexOf('.');
    keys.add(point < 0 ? "" : key(words.fileName().substring(0, point)));
    words.externalIds().forEach(id -> keys.add(key(id)));
    keys.add(key(entry.id()));
    keys.remove("");
    keys.forEach(key -> document.add(new StringField(Fields.KEY, key, Field.Store.NO)));

    grams.clear();
    for (int i = 0; i < namesEnd; i++) {
      grams.add(tokens.word(i));
    }
    for (String word : grams) {
      if (word.length() > Grams.LENGTH) {
        document.add(new Field(Fields.GRAM, new Grams(word), Grams.TYPE));
      }
    }
  }

  private static void addFacts(Document document, Entry entry, String language) {
    document.add(new StringField(Fields.ID, entry.id(), Field.Store.NO));
    document.add(new NumericDocValuesField(Fields.TIE, tie(entry)));
    document.add(new NumericDocValuesField(Fields.DIGEST, EntryVersion.digest(entry)));
    document.add(new StringField(Fields.LANGUAGE, language, Field.Store.NO));
    entry
        .audience()
        .forEach(term -> document.add(new StringField(Fields.AUDIENCE, term, Field.Store.NO)));
    Activity activity = entry.activity();
    document.add(
        new LongField(Fields.UPDATED, activity.updatedAt().toEpochMilli(), Field.Store.NO));
    document.add(new LongField(Fields.USES, activity.uses(), Field.Store.NO));
    addValues(document, Fields.KIND, List.of(entry.kind()));
    for (Map.Entry<String, List<String>> label : entry.labels().entrySet()) {
      addValues(document, label.getKey(), label.getValue());
    }
    for (Map.Entry<String, List<String>> field : entry.fields().entrySet()) {
      addValues(document, field.getKey(), field.getValue());
    }
  }

  /** The uses in the upper bits, so that the most used comes first, then 40 bits of a hash. */
  private static long tie(Entry entry) {
    long uses = Math.clamp(entry.activity().uses(), 0L, (1L << 23) - 1);
    BytesRef id = new BytesRef(entry.id());
    long[] hash = StringHelper.murmurhash3_x64_128(id.bytes, id.offset, id.length, 0);
    return uses << 40 | hash[0] >>> 24;
  }

  private static void addValues(Document document, String name, List<String> values) {
    for (String value : new LinkedHashSet<>(values)) {
      document.add(new KeywordField(Fields.values(name), cut(value), Field.Store.NO));
      String folded = valueKey(value);
      if (!folded.isEmpty()) {
        document.add(new StringField(Fields.folded(name), folded, Field.Store.NO));
      }
    }
  }

  static String key(String text) {
    return cut(WordReader.key(cut(text)));
  }

  /** A value however its words are joined: {@code Health care}, {@code health-care}. */
  static String valueKey(String value) {
    return key(value).replace(" ", "");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY);
  }

  private static FieldType type(IndexOptions options) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setTokenized(true);
    type.setOmitNorms(options == IndexOptions.DOCS);
    type.freeze();
    return type;
  }
}
