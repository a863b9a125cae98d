package io.halfdoor.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into vectors that are the nearer to one another the more alike their texts mean. Safe
 * for use by many threads. An index is of one embedder's vectors: opened with another, by {@link
 * #model()}, it is discarded.
 */
public interface Embedder {

  /**
   * By how much each component of a vector of length 1 is multiplied to become a byte. Small models
   * have single components near a half: what is beyond is cut, which costs more than rounding does.
   */
  int SCALE = 256;

  /** Names the model and how it is used. */
  String model();

  /** How many components each vector has. */
  int dimensions();

  /**
   * The vector of what somebody asks, computed now: takes milliseconds. Ask for one text again and
   * it may be remembered.
   *
   * @throws RuntimeException when it cannot be had; a search then goes by words alone
   */
  byte[] ofQuery(String text);

  /** The vector of a text to be held against texts of its own sort; else as {@link #ofQuery}. */
  byte[] ofText(String text);

  /** The cosine of a question and a passage that have nothing to do with one another. */
  double unlike();

  /** The cosine of a question and a passage that says the very same. */
  double alike();

  /**
   * The vectors of texts to be found, in the order of the texts: null for each that is not there
   * yet, which the embedder sees to in its own time. Never waits for the model.
   */
  List<byte @Nullable []> ofPassages(List<String> texts);

  /** A vector of floats as this library takes it: of length 1, each component as a byte. */
  static byte[] quantised(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double scale = squares == 0 ? 0 : SCALE / Math.sqrt(squares);
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(vector[i] * scale), -127, 127);
    }
    return bytes;
  }
}
