package io.halfdoor.api.request;

import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Closes requests whose requester said nothing for too long of what was delivered. Nobody takes
 * that for help.
 */
final class NoVerdict {

  private final StayStore stays;
  private final Writes writes;
  private final Revision revision;
  private final Duration patience;
  private final InstantSource clock;

  NoVerdict(Jdbi jdbi, Writes writes, Revision revision, Duration patience, InstantSource clock) {
    this.stays = jdbi.onDemand(StayStore.class);
    this.writes = writes;
    this.revision = revision;
    this.patience = patience;
    this.clock = clock;
  }

  /** Each by itself, so that one which cannot be closed, or a crash, keeps no other open. */
  void run() {
    Instant until = clock.instant().minus(patience);
    for (UUID id : stays.stayed(Request.State.DELIVERED, until)) {
      writes.write(null, write -> close(write, id, until));
    }
  }

  /** False where it was judged, delivered anew or closed by another node meanwhile. */
  private boolean close(Write write, UUID id, Instant until) {
    RequestStore store = write.store(RequestStore.class);
    if (store.lock(id).isEmpty()
        || !write.store(StayStore.class).hasStayed(id, Request.State.DELIVERED, until)) {
      return false;
    }
    Request present = store.find(id).orElseThrow();
    revision.replaced(
        write,
        present,
        present.unjudged(write.now()),
        "moved",
        new TransitionResource.Moved(
            present.state(), Request.State.CLOSED, null, Request.Verdict.NO_VERDICT, null),
        null);
    return true;
  }
}
