package io.halfdoor.api.objection;

import io.halfdoor.api.data.IdPrefix;

/** What to say to an objection. */
final class Answer {
  static final IdPrefix IDS = new IdPrefix("ans");

  private Answer() {}
}
