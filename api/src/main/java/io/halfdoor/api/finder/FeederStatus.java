package io.halfdoor.api.finder;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the feeding of the index goes.
 *
 * @param position of the feed that the index has got to; null while it does not know
 * @param lag for how long it has not been known to hold all that can be read of the feed; zero when
 *     it does
 * @param isReady whether it has caught up once since the start: before that, searches answer with
 *     what there is
 * @param failure what went wrong last, while it still does
 */
public record FeederStatus(
    State state,
    @Nullable String position,
    Duration lag,
    boolean isReady,
    @Nullable String failure) {

  /** What the feeder is at. */
  public enum State {
    /** Reading everything anew. */
    BUILDING,
    /** Applying changes as they come. */
    FOLLOWING,
    /** Trying again after a failure of the database or of the disk. */
    FAILED
  }
}
