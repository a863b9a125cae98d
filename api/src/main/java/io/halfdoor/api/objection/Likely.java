package io.halfdoor.api.objection;

import java.util.List;
import java.util.UUID;

/**
 * An objection that a quote may mean, and why.
 *
 * @param likeness from 0 to 1, to three places
 * @param isMeant whether its meaning counted, so that it comes out higher
 * @param saying the phrase or phrasing that is nearest to the quote
 * @param shared the words of the quote that this saying has too
 */
record Likely(
    UUID objectionId,
    String phrase,
    double likeness,
    boolean isMeant,
    String saying,
    List<String> shared) {

  Likely {
    likeness = Math.round(likeness * 1_000) / 1_000.0;
  }
}
