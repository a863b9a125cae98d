package io.halfdoor.api.access;

import io.halfdoor.api.change.Changes;
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

  private static final NewPerson FIRST_ADMIN =
      new NewPerson("Admin", "admin@localhost", Role.ADMIN, Side.OTHER, null, true);

  private static final UUID NO_TOKEN = new UUID(0, 0);

  private final Jdbi jdbi;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;
  private final MergePatch patches;
  private final Tokens tokens;

  public Access(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      SecureRandom random,
      MergePatch patches) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.changes = changes;
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

  /** The same for a job that nobody asked for, which looks at what they see. */
  public Optional<Caller> reader(UUID personId) {
    return caller(personId, NO_TOKEN);
  }

  public List<Object> resources() {
    return List.of(
        new MeResource(),
        new PersonResource(jdbi, writes, changes, ids, patches),
        new TokenResource(jdbi, tokens, writes, ids, clock));
  }

  /** Whether a host may choose this as the secret of the first admin's token. */
  public static boolean mayBeChosen(String secret) {
    return Tokens.isChosen(secret);
  }

  /**
   * Lets an admin in: with the secret that the host chose, unless there is or was a token with it;
   * else, where no admin can get in (nobody was ever made one, or all of their tokens are revoked
   * or expired), with one that is made. Many nodes may start at once: one of them does it.
   *
   * @param chosen which may be; null where the host chose none
   * @return the secret that was made and must be shown now; empty where none was
   */
  public Optional<String> firstAdmin(@Nullable String chosen) {
    return writes.write(
        null,
        write -> {
          PersonStore people = write.store(PersonStore.class);
          people.lockAdmins();
          if (chosen != null && !write.store(TokenStore.class).isKnown(Tokens.hash(chosen))) {
            admit(write, chosen);
            return Optional.empty();
          }
          if (people.canAnyAdminEnter(write.now())) {
            return Optional.empty();
          }
          String secret = tokens.newSecret();
          admit(write, secret);
          return Optional.of(secret);
        });
  }

  /** Gives this secret to the admin who has been here longest; there is one but at first. */
  private void admit(Write write, String secret) {
    UUID admin =
        write
            .store(PersonStore.class)
            .firstAdmin(null)
            .orElseGet(() -> PersonResource.added(write, ids.next(), FIRST_ADMIN, null))
            .id();
    var token = new TokenResource.NewToken("first admin", Scope.WRITE, (Instant) null, null);
    TokenResource.made(write, ids.next(), admin, token, secret);
  }
}
