package io.halfdoor.api.finder;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Lets a search wait until this node's index has got to the position that the caller names. */
final class Waiting {

  private final Changes changes;
  private final Arrivals arrivals;
  private final Duration longest;

  Waiting(Changes changes, Arrivals arrivals, Duration longest) {
    this.changes = changes;
    this.arrivals = arrivals;
    this.longest = longest;
  }

  /**
   * Waits until all that is committed by now of a kind's items can be found, but no longer than
   * that.
   */
  void upToNow(String kind, Duration most) {
    Position last = changes.last(kind).orElse(Position.START);
    if (arrivals.has(last)) {
      return;
    }
    try {
      arrivals.await(last, most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns at once where the index is there already, which costs no statement.
   *
   * @param after a position as a write answers with it; null for a caller who does not care
   * @throws Problem when it is none, is no longer one, or is not reached in time
   */
  void until(@Nullable String after) {
    if (after == null) {
      return;
    }
    Position wanted =
        Position.parse(after)
            .orElseThrow(
                () ->
                    Problem.unreadable(
                        "after is no position; take the Halfdoor-Position of a write.",
                        Fault.in("after", "Must be a position as a write answered with it.")));
    if (arrivals.has(wanted)) {
      return;
    }
    if (!changes.knows(wanted)) {
      throw new Problem(
          ProblemType.GONE,
          "The position is not one of the present feed: the database was restored since. What was"
              + " written before is written; search without after.");
    }
    if (!isReached(wanted)) {
      throw new Problem(
              ProblemType.UNAVAILABLE,
              "What was written up to this position cannot be found yet; try again in a moment,"
                  + " or search without after.")
          .with("after", after);
    }
  }

  /**
   * Returns once all that is committed by now of these kinds' items can be found.
   *
   * @throws Problem when it cannot in time
   */
  void untilNow(Collection<String> kinds) {
    for (String kind : kinds) {
      Position last = changes.last(kind).orElse(Position.START);
      if (!arrivals.has(last) && !isReached(last)) {
        throw new Problem(
            ProblemType.UNAVAILABLE,
            "What was written last cannot be found yet; try again in a moment.");
      }
    }
  }

  private boolean isReached(Position wanted) {
    try {
      return arrivals.await(wanted, longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemType.UNAVAILABLE, "The server stops; try again in a moment.");
    }
  }
}
