package io.halfdoor.api.access;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What {@code Halfdoor} calls: people, tokens, and the filter that asks for one. */
public final class Access {

  private static final String FIRST_ADMIN = "admin@localhost";

  private final Jdbi jdbi;
  private final Writes writes;
  private final Ids ids;
  private final InstantSource clock;
  private final MergePatch patches;
  private final Tokens tokens;

  public Access(
      Jdbi jdbi,
      Writes writes,
      Ids ids,
      InstantSource clock,
      SecureRandom random,
      MergePatch patches) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
    this.patches = patches;
    this.tokens = new Tokens(jdbi, clock, random);
  }

  public BearerAuth auth() {
    return new BearerAuth(tokens);
  }

  /** How the ids are written of what this feature records changes of. */
  public Map<String, IdPrefix> ids() {
    return Map.of(Person.KIND, Person.IDS, Token.KIND, Token.IDS);
  }

  /**
   * Somebody on whose behalf a job works that they asked for, as they are now; empty when they are
   * no longer active.
   *
   * @param tokenId the token that they asked with
   */
  public Optional<Caller> caller(UUID personId, UUID tokenId) {
    return jdbi.onDemand(PersonStore.class)
        .find(personId)
        .filter(Person::active)
        .map(
            person ->
                new Caller(
                    person.id(),
                    tokenId,
                    person.name(),
                    person.email(),
                    person.role(),
                    person.side(),
                    person.team(),
                    Scope.WRITE));
  }

  public List<Object> resources() {
    return List.of(
        new MeResource(),
        new PersonResource(jdbi, writes, ids, patches),
        new TokenResource(jdbi, tokens, writes, ids, clock));
  }

  /**
   * Lets an admin in where none can get in: nobody was ever made one, or all of their tokens are
   * revoked or expired. Many nodes may start at once: one of them does it.
   *
   * @param chosen the secret that the host chose; null to have one made. One that was revoked stays
   *     so, and another is made in its place.
   * @return the secret that was made and must be shown now; empty where nothing was made or the
   *     secret was chosen
   */
  public Optional<String> firstAdmin(@Nullable String chosen) {
    if (jdbi.onDemand(PersonStore.class).canAnyAdminEnter(clock.instant())) {
      return Optional.empty();
    }
    if (chosen != null && !Tokens.isChosen(chosen)) {
      throw new IllegalArgumentException(
          "HALFDOOR_ADMIN_TOKEN must have 16 to 200 characters; leave it out to have one made");
    }
    return writes.write(
        null,
        write -> {
          PersonStore people = write.store(PersonStore.class);
          people.lockAdmins();
          if (people.canAnyAdminEnter(write.now())) {
            return Optional.empty();
          }
          TokenStore known = write.store(TokenStore.class);
          boolean isTaken = chosen != null && !known.isKnown(Tokens.hash(chosen));
          String secret = chosen != null && isTaken ? chosen : tokens.newSecret();
          var token = new TokenResource.NewToken("first admin", Scope.WRITE, (Instant) null, null);
          TokenResource.made(write, ids.next(), admin(write, people), token, secret);
          return isTaken ? Optional.empty() : Optional.of(secret);
        });
  }

  /**
   * Whom to let in: the admin who has been here longest, else the one that every server begins
   * with.
   */
  private UUID admin(Write write, PersonStore people) {
    Optional<Person> admin = people.firstAdmin(null);
    if (admin.isPresent()) {
      return admin.get().id();
    }
    NewPerson first = new NewPerson("Admin", FIRST_ADMIN, Role.ADMIN, Side.OTHER, null, true);
    Optional<Person> demoted = people.findByEmail(FIRST_ADMIN);
    if (demoted.isPresent()) {
      Person again = demoted.get().described(first, write.now(), null);
      PersonResource.replaced(write, again, first);
      return again.id();
    }
    return PersonResource.added(write, ids.next(), first, null).id();
  }
}
