package io.halfdoor.api.item;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.problem.Problem;
import java.util.UUID;

/**
 * Who may do what to an item that they see and that is published.
 *
 * <p>Its owner changes it, and so does a marketer or an admin who sees its drafts. What readers see
 * at once takes a marketer or an admin besides, unless the reader is the caller alone.
 */
public final class Rights {

  private Rights() {}

  /** Refuses a change of it, or a version that is added to it, whether readers see it or not. */
  public static void requireChange(UUID owner, boolean seesDrafts, Caller caller) {
    if (!owner.equals(caller.personId()) && !(caller.curates() && seesDrafts)) {
      throw Problem.forbidden("Only its owner, marketers and admins may change it.");
    }
  }

  /** Refuses what readers see at once. */
  public static void requirePublish(UUID owner, Audience readers, Caller caller) {
    boolean forThemselves =
        readers.equals(Audience.person(caller.personId())) && owner.equals(caller.personId());
    if (!caller.curates() && !forThemselves) {
      throw Problem.forbidden(
          "Only marketers and admins publish for others. Leave it as a draft for them, or make "
              + Audience.person(caller.personId()).value()
              + " its audience.");
    }
  }

  /** Refuses to give to somebody else what is one's own, or to take it. */
  public static void requireOwner(UUID owner, Caller caller) {
    if (!caller.curates() && !owner.equals(caller.personId())) {
      throw Problem.forbidden("Only marketers and admins say whose it is.");
    }
  }
}
