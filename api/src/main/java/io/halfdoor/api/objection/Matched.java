package io.halfdoor.api.objection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a quote.
 *
 * @param match the objection that it surely means; null where none is sure
 * @param runnersUp the others that it is like, the likest first
 */
record Matched(@Nullable Likely match, List<Likely> runnersUp) {

  /** The match, or else the likest; null where the quote is like nothing. */
  @Nullable Likely best() {
    return match != null ? match : runnersUp.isEmpty() ? null : runnersUp.getFirst();
  }

  /** The same without being sure. */
  Matched unsure() {
    if (match == null) {
      return this;
    }
    List<Likely> all = new ArrayList<>(List.of(match));
    all.addAll(runnersUp);
    return new Matched(null, all.subList(0, Math.min(Matching.RUNNERS_UP, all.size())));
  }
}
