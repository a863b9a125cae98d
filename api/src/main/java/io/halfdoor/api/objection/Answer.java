package io.halfdoor.api.objection;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.item.State;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;

/**
 * What to say to an objection.
 *
 * @param position among the answers of its objection, which begin with the lowest
 */
public record Answer(
    UUID id,
    int version,
    UUID objectionId,
    int position,
    @Nested Script script,
    State state,
    Instant createdAt,
    UUID createdBy,
    Instant updatedAt,
    UUID updatedBy) {

  public static final String KIND = "answer";
  public static final IdPrefix IDS = new IdPrefix("ans");

  /** The most that an objection has. */
  static final int MOST = 100;

  /** The terms of who may see it as it is now. */
  public Set<String> terms() {
    return state == State.PUBLISHED
        ? Audience.EVERYONE.published(script.ownerId())
        : Audience.EVERYONE.unpublished(script.ownerId());
  }

  /** Whether a buyer may get to read or hear it: it is published, and not internal. */
  public boolean mayLeave() {
    return state == State.PUBLISHED && script.mayBeSaid();
  }

  boolean isShownTo(Caller caller) {
    return !Collections.disjoint(terms(), caller.terms());
  }

  /** The same with another text. */
  Answer scripted(Script other, Instant now, UUID by) {
    return next(objectionId, position, other, state, now, by);
  }

  /** The same in another state. */
  Answer moved(State to, Instant now, UUID by) {
    return next(objectionId, position, script, to, now, by);
  }

  /** The same as an answer to another objection. */
  Answer carriedTo(UUID objection, int place, Instant now, UUID by) {
    return next(objection, place, script, state, now, by);
  }

  private Answer next(UUID objection, int place, Script said, State to, Instant now, UUID by) {
    return new Answer(id, version + 1, objection, place, said, to, createdAt, createdBy, now, by);
  }
}
