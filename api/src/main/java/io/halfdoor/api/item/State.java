package io.halfdoor.api.item;

import io.halfdoor.api.data.Words;
import io.halfdoor.api.problem.Problem;
import java.util.List;

/** The states of an item that is published, and from which it can go to which. */
public enum State {
  DRAFT,
  PUBLISHED,
  ARCHIVED;

  /** The states that come next, in the order to offer them. */
  public List<State> next() {
    return switch (this) {
      case DRAFT -> List.of(PUBLISHED, ARCHIVED);
      case PUBLISHED -> List.of(ARCHIVED);
      case ARCHIVED -> List.of(PUBLISHED, DRAFT);
    };
  }

  /**
   * Refuses a transition that there is not.
   *
   * @throws Problem that names those there are
   */
  public void requireNext(State to) {
    if (!next().contains(to)) {
      throw Problem.noTransition(Words.of(this), next().stream().map(Words::of).toList());
    }
  }
}
