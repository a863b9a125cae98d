package io.halfdoor.api.access;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who uses Halfdoor. One who has left is inactive: their tokens no longer work. */
public record Person(
    UUID id,
    long version,
    String name,
    String email,
    Role role,
    Side side,
    @Nullable String team,
    boolean active,
    Instant createdAt,
    Instant updatedAt,
    @Nullable UUID updatedBy) {

  public static final String KIND = "person";
  public static final IdPrefix IDS = new IdPrefix("per");

  /**
   * The id of a person that a parameter names.
   *
   * @throws Problem when it is no person's id; null stays null
   */
  public static @Nullable UUID asked(String parameter, @Nullable String id) {
    return id == null
        ? null
        : IDS.parse(id)
            .orElseThrow(
                () ->
                    Problem.unreadable(
                        "Must be a person's id.", Fault.in(parameter, "Must be a person's id.")));
  }

  /** The same person with other things said of them. */
  Person described(NewPerson said, Instant now, @Nullable UUID by) {
    return new Person(
        id,
        version + 1,
        said.name(),
        said.email(),
        said.role(),
        said.side(),
        said.team(),
        said.isActive(),
        createdAt,
        now,
        by);
  }

  boolean isActiveAdmin() {
    return active && role == Role.ADMIN;
  }
}
