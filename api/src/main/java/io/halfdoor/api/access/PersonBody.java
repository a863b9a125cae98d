package io.halfdoor.api.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as callers see them. */
record PersonBody(
    String id,
    long version,
    String name,
    String email,
    Role role,
    Side side,
    @Nullable String team,
    boolean active,
    Instant createdAt,
    Instant updatedAt) {

  static PersonBody of(Person person) {
    return new PersonBody(
        id(person.id()),
        person.version(),
        person.name(),
        person.email(),
        person.role(),
        person.side(),
        person.team(),
        person.active(),
        person.createdAt(),
        person.updatedAt());
  }

  static String id(UUID id) {
    return Person.IDS.text(id);
  }
}
