package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.problem.Problem;

/**
 * Who may do what to a piece of collateral that they see.
 *
 * <p>Its owner changes it, and so does a marketer or an admin who sees its drafts. What readers see
 * at once takes a marketer or an admin besides, unless the reader is the caller alone.
 */
final class Rights {

  private Rights() {}

  /** Refuses a change of it, or a version that is added to it, whether readers see it or not. */
  static void requireChange(Collateral present, Caller caller) {
    boolean owns = present.description().ownerId().equals(caller.personId());
    if (!owns && !(caller.curates() && present.showsDraftsTo(caller))) {
      throw Problem.forbidden("Only its owner, marketers and admins may change it.");
    }
  }

  /** Refuses what readers see at once. */
  static void requirePublish(Description said, Caller caller) {
    boolean forThemselves =
        said.readers().equals(Audience.person(caller.personId()))
            && said.ownerId().equals(caller.personId());
    if (!caller.curates() && !forThemselves) {
      throw Problem.forbidden(
          "Only marketers and admins publish for others. Leave it as a draft for them, or make "
              + Audience.person(caller.personId()).value()
              + " its audience.");
    }
  }

  /** Refuses to give to somebody else what is one's own, or to take it. */
  static void requireOwner(Description said, Caller caller) {
    if (!caller.curates() && !said.ownerId().equals(caller.personId())) {
      throw Problem.forbidden("Only marketers and admins say whose it is.");
    }
  }
}
