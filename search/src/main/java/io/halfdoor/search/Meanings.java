package io.halfdoor.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of entries has a vector: each way of saying an entry that can be said in several, and each
 * of its passages below its title and headings; the title and the summary of one without text.
 *
 * <p>Where nothing is embedded, there are no such texts and no vectors.
 */
final class Meanings {

  /** In chars: as much of one text as a model reads. */
  private static final int LONGEST = 2_500;

  private final @Nullable Embedder embedder;

  Meanings(@Nullable Embedder embedder) {
    this.embedder = embedder;
  }

  /** Names whose vectors these are. */
  String model() {
    return embedder == null ? "none" : embedder.model();
  }

  /**
   * The vectors of entries, as far as they are there.
   *
   * @param sayings of the title and of each phrasing
   * @param passages of each of {@link Pieces}, or of the whole of an entry without
   */
  record Vectors(List<byte @Nullable []> sayings, List<byte @Nullable []> passages) {

    static final Vectors NONE = new Vectors(List.of(), List.of());

    boolean isComplete() {
      return sayings.stream().allMatch(Objects::nonNull)
          && passages.stream().allMatch(Objects::nonNull);
    }
  }

  /** Those of a batch, by id: asked for all at once. */
  Map<String, Vectors> of(Collection<Entry> entries) {
    if (embedder == null || entries.isEmpty()) {
      return Map.of();
    }
    List<String> texts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (Entry entry : entries) {
      texts.addAll(sayings(entry));
      ends.add(texts.size());
      texts.addAll(passages(entry));
      ends.add(texts.size());
    }
    List<byte @Nullable []> vectors = vectors(embedder, texts);
    Map<String, Vectors> all = HashMap.newHashMap(entries.size());
    Iterator<Integer> end = ends.iterator();
    int at = 0;
    for (Entry entry : entries) {
      int between = end.next();
      int after = end.next();
      all.put(
          entry.id(), new Vectors(vectors.subList(at, between), vectors.subList(between, after)));
      at = after;
    }
    return all;
  }

  /** Those of texts; an empty one for a text without words. */
  private static List<byte @Nullable []> vectors(Embedder embedder, List<String> texts) {
    List<String> said = texts.stream().filter(text -> !text.isEmpty()).toList();
    if (said.size() == texts.size()) {
      return embedder.ofPassages(texts);
    }
    Iterator<byte @Nullable []> known = embedder.ofPassages(said).iterator();
    List<byte @Nullable []> all = new ArrayList<>();
    texts.forEach(text -> all.add(text.isEmpty() ? new byte[0] : known.next()));
    return all;
  }

  private static List<String> sayings(Entry entry) {
    Words words = entry.words();
    if (words.phrasings().isEmpty()) {
      return List.of();
    }
    List<String> sayings = new ArrayList<>();
    sayings.add(cut(words.title()));
    words.phrasings().forEach(phrasing -> sayings.add(cut(phrasing)));
    return sayings;
  }

  private static List<String> passages(Entry entry) {
    List<String> texts = new ArrayList<>();
    for (Passage piece : Pieces.of(entry)) {
      StringBuilder text = new StringBuilder(entry.words().title());
      piece.headings().forEach(heading -> text.append('\n').append(heading));
      texts.add(cut(text.append('\n').append(piece.text()).toString()));
    }
    if (texts.isEmpty()) {
      texts.add(cut(entry.words().title() + '\n' + entry.words().summary()));
    }
    return texts;
  }

  private static String cut(String text) {
    String whole = text.strip();
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
  }
}
