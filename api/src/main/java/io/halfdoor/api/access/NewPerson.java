package io.halfdoor.api.access;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is said of a person, when they are added and in every later change. */
record NewPerson(
    @NotBlank @Size(max = 200) String name,
    @NotBlank @Email @Size(max = 320) String email,
    @NotNull Role role,
    @NotNull Side side,
    @Nullable
        @Pattern(
            regexp = "[a-z0-9][a-z0-9-]{0,39}",
            message = "is lower-case letters, digits and hyphens, at most 40")
        String team,
    @Nullable Boolean active) {

  static NewPerson of(Person person) {
    return new NewPerson(
        person.name(),
        person.email(),
        person.role(),
        person.side(),
        person.team(),
        person.active());
  }

  boolean isActive() {
    return active == null || active;
  }
}
