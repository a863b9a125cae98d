package io.halfdoor.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An embedder for tests: texts are alike as far as they have words of the same concepts. */
final class Concepts implements Embedder {

  private static final List<Set<String>> CONCEPTS =
      List.of(
          Set.of("expensive", "spend", "price", "budget", "return", "investment", "cost"),
          Set.of("security", "breach", "safe", "encryption", "certificate"),
          Set.of("offline", "tunnel", "basement", "signal"),
          Set.of("holiday", "beach", "sun"));

  /** Texts whose vectors are not there yet. */
  final Set<String> missing = new HashSet<>();

  boolean isAway;
  final String model;

  Concepts() {
    this("concepts");
  }

  Concepts(String model) {
    this.model = model;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimensions() {
    return 32;
  }

  @Override
  public byte[] ofQuery(String text) {
    if (isAway) {
      throw new IllegalStateException("the model is not loaded");
    }
    return vector(text);
  }

  @Override
  public byte[] ofText(String text) {
    return ofQuery(text);
  }

  @Override
  public List<byte @Nullable []> ofPassages(List<String> texts) {
    List<byte @Nullable []> vectors = new ArrayList<>();
    texts.forEach(
        text -> vectors.add(missing.stream().anyMatch(text::contains) ? null : vector(text)));
    return vectors;
  }

  @Override
  public double unlike() {
    return 0.1;
  }

  @Override
  public double alike() {
    return 1;
  }

  private static byte[] vector(String text) {
    float[] vector = new float[32];
    WordReader words = new WordReader().on(text);
    while (words.next()) {
      String word = words.word();
      int concept = -1;
      for (int i = 0; i < CONCEPTS.size(); i++) {
        concept = CONCEPTS.get(i).contains(word) ? i : concept;
      }
      if (concept >= 0) {
        // Eight components each, so that no one of them is cut.
        for (int i = 0; i < 7; i++) {
          vector[concept * 7 + i] += 1;
        }
      } else {
        vector[28 + Math.floorMod(word.hashCode(), 4)] += 0.1f;
      }
    }
    return Embedder.quantised(vector);
  }
}
