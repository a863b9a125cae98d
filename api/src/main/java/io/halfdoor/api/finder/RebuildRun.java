package io.halfdoor.api.finder;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that the index was built anew, as far as it has come.
 *
 * @param entries how many have been read and added until now
 * @param failure why it was given up, in words for whoever runs the server
 */
record RebuildRun(
    UUID id,
    State state,
    long entries,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String failure) {

  static final String KIND = "rebuild";
  static final IdPrefix IDS = new IdPrefix("reb");

  enum State {
    RUNNING,
    DONE,
    FAILED
  }

  static RebuildRun started(UUID id, Instant now) {
    return new RebuildRun(id, State.RUNNING, 0, now, null, null);
  }

  RebuildRun with(long more) {
    return new RebuildRun(id, state, entries + more, startedAt, endedAt, failure);
  }

  RebuildRun done(Instant now) {
    return new RebuildRun(id, State.DONE, entries, startedAt, now, null);
  }

  RebuildRun failed(String why, Instant now) {
    return new RebuildRun(id, State.FAILED, entries, startedAt, now, why);
  }
}
