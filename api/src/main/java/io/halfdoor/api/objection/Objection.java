package io.halfdoor.api.objection;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * Something that buyers say against us, in canonical words.
 *
 * @param mergedInto the objection that took its place; null unless it is merged
 */
public record Objection(
    UUID id,
    int version,
    @Nested Description description,
    State state,
    @Nullable UUID mergedInto,
    Instant createdAt,
    UUID createdBy,
    Instant updatedAt,
    UUID updatedBy) {

  public static final String KIND = "objection";
  public static final IdPrefix IDS = new IdPrefix("obj");

  /** Whether it is in use; one that is merged stays so. */
  public enum State {
    ACTIVE,
    RETIRED,
    MERGED;

    private List<State> next() {
      return switch (this) {
        case ACTIVE -> List.of(RETIRED);
        case RETIRED -> List.of(ACTIVE);
        case MERGED -> List.of();
      };
    }

    /**
     * Refuses a transition that there is not.
     *
     * @throws Problem that names those there are
     */
    void requireNext(State to) {
      if (!next().contains(to)) {
        throw Problem.noTransition(Words.of(this), next().stream().map(Words::of).toList());
      }
    }
  }

  /** The terms of who may see it: everybody, in whichever state it is. */
  public Set<String> terms() {
    return Audience.EVERYONE.published(description.ownerId());
  }

  boolean isActive() {
    return state == State.ACTIVE;
  }

  /** The same with other things said of it. */
  Objection described(Description other, Instant now, UUID by) {
    return next(other, state, mergedInto, now, by);
  }

  /** The same in another state. */
  Objection moved(State to, Instant now, UUID by) {
    return next(description, to, null, now, by);
  }

  /** The same, its place taken by another. */
  Objection mergedInto(UUID other, Instant now, UUID by) {
    return next(description, State.MERGED, other, now, by);
  }

  /** The same, of which something besides has changed. */
  Objection touched(Instant now, UUID by) {
    return next(description, state, mergedInto, now, by);
  }

  private Objection next(Description said, State to, @Nullable UUID into, Instant now, UUID by) {
    return new Objection(id, version + 1, said, to, into, createdAt, createdBy, now, by);
  }
}
