package io.halfdoor.api.change;

/**
 * A position that this feed cannot go on from: of another epoch, or ahead of all that is written.
 * Its owner has to start over from {@link Changes#head}.
 */
public final class UnknownPosition extends RuntimeException {

  UnknownPosition(Position position) {
    super("Position " + position + " is not one of the feed's present epoch");
  }
}
