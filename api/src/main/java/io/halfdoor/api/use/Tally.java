package io.halfdoor.api.use;

import io.halfdoor.search.Activity;
import java.util.HashMap;
import java.util.Map;

/**
 * How much an item was used.
 *
 * @param uses how often, ever
 * @param recent by the audience term of a team, how much of late, as {@link Activity#recentUses()};
 *     by the empty one the uses of those who were in no team
 */
public record Tally(long uses, Map<String, Double> recent) {

  /** Of an item that nobody used. */
  public static final Tally NONE = new Tally(0, Map.of());

  public Tally {
    recent = Map.copyOf(recent);
  }

  Tally with(long more, String term, double moreRecent) {
    Map<String, Double> both = new HashMap<>(recent);
    both.merge(term, moreRecent, Double::sum);
    return new Tally(uses + more, both);
  }
}
