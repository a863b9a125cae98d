package io.halfdoor.search;

/**
 * The names of the index's fields, and the version of how they are filled.
 *
 * <p>An entry is a block of documents: one for each saying that has a vector, one for each passage,
 * then the one of the entry itself, which alone has {@link #DIGEST}. A single passage is kept with
 * the entry itself.
 */
final class Fields {

  /** To be raised with every change to what is indexed or how: an older index is then discarded. */
  static final String SCHEMA = "5";

  /** On every document of the block, so that all are replaced together. */
  static final String ID = "id";

  /**
   * Orders what is otherwise alike: uses, then a hash of the id, in one number. On every document,
   * since values that all documents have are the quickest to read.
   */
  static final String TIE = "tie";

  /** Of all that there is of the entry: {@link EntryVersion#digest}. */
  static final String DIGEST = "digest";

  /** How many passages the entry has. */
  static final String PASSAGES = "passages";

  /** How many documents the entry has, its own counted. */
  static final String BLOCK = "block";

  /** What speaks for the entry beside the text: {@link Standing}. */
  static final String STANDING = "standing";

  /** What a saying or a passage means: of {@link Embedder}. */
  static final String VECTOR = "vector";

  /** There where the entry lacks vectors that are to come. */
  static final String INCOMPLETE = "incomplete";

  static final String AUDIENCE = "audience";

  /** All words as stems, a title's counting several times: BM25F computed when it is written. */
  static final String STEM = "stem";

  /** All words as they stand, in their places. */
  static final String TEXT = "text";

  /** The title's words as they stand, in their places. */
  static final String TITLE = "title";

  /** The title's words as stems. */
  static final String TITLE_STEM = "titleStem";

  /** The first word of the title. */
  static final String OPENING = "opening";

  /** Title, phrasings, file name, ids: each as one key. */
  static final String KEY = "key";

  /** Threes of letters within the words of title, file name and ids. */
  static final String GRAM = "gram";

  static final String LANGUAGE = "language";

  static final String UPDATED = "updated";

  static final String USES = "uses";

  /** A passage's words as stems, where the entry has several to choose from. */
  static final String PASSAGE = "passage";

  /** Title and phrasings, each by its stems: {@link Sayings}. */
  static final String SAYINGS = "sayings";

  /** What a hit shows of the entry, or of the passage. */
  static final String STORED = "stored";

  static final String KIND = "kind";

  private static final String VALUE = "f.";
  private static final String FOLDED = "v.";

  /** The values of a field or label, as they are. */
  static String values(String name) {
    return VALUE + name;
  }

  /** The values of a field or label, each as one key without spaces. */
  static String folded(String name) {
    return FOLDED + name;
  }

  static boolean isFolded(String field) {
    return field.startsWith(FOLDED);
  }

  /** The name that {@link #folded} was given. */
  static String nameOf(String foldedField) {
    return foldedField.substring(FOLDED.length());
  }

  private Fields() {}
}
