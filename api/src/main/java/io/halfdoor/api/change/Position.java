package io.halfdoor.api.change;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the change feed: a reader who stands there has seen all up to it and nothing beyond.
 *
 * <p>Its text, the one of {@link #toString}, is for callers to keep and to give back, not to be
 * understood by them.
 *
 * @param epoch the life of the feed that the rest belongs to, from 1 on
 * @param xid the number of a transaction within it
 * @param seq the number of a row within that
 */
public record Position(int epoch, long xid, long seq) implements Comparable<Position> {

  /** Before everything in the feed's present epoch, whichever that is. */
  public static final Position START = new Position(0, 0, 0);

  private static final Pattern TEXT =
      Pattern.compile(
          "(0|[1-9a-f][0-9a-f]{0,7})-(0|[1-9a-f][0-9a-f]{0,15})-(0|[1-9a-f][0-9a-f]{0,15})");

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::epoch)
          .thenComparingLong(Position::xid)
          .thenComparingLong(Position::seq);

  public Position {
    if (epoch < 0 || xid < 0 || seq < 0 || (epoch == 0 && (xid > 0 || seq > 0))) {
      throw new IllegalArgumentException("No position: " + epoch + " " + xid + " " + seq);
    }
  }

  /** The position that has this text; empty for every text that no position has. */
  public static Optional<Position> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(
              Integer.parseInt(parts.group(1), 16),
              Long.parseLong(parts.group(2), 16),
              Long.parseLong(parts.group(3), 16)));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  public boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return Integer.toHexString(epoch) + "-" + Long.toHexString(xid) + "-" + Long.toHexString(seq);
  }
}
