package io.halfdoor.api.access;

import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The person who calls, through which token. */
public record Caller(
    UUID personId,
    UUID tokenId,
    String name,
    String email,
    Role role,
    Side side,
    @Nullable String team,
    Scope scope)
    implements Principal {

  @Override
  public String getName() {
    return personId.toString();
  }

  /** Whether this caller looks after content for others: marketers and admins. */
  public boolean curates() {
    return role == Role.MARKETER || role == Role.ADMIN;
  }

  /** The terms of what this caller is: an item is visible that has one of them. */
  public Set<String> terms() {
    Set<String> terms = new LinkedHashSet<>();
    terms.add(Audience.EVERYONE.value());
    terms.add(Audience.person(personId).value());
    if (team != null) {
      terms.add(Audience.team(team).value());
    }
    if (curates() || side == Side.MARKETING) {
      terms.add(Audience.MARKETING.value());
    }
    if (role == Role.ADMIN) {
      terms.add(Audience.ADMIN.value());
    }
    return terms;
  }
}
