package io.halfdoor.api.access;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.web.MergePatch;
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

  /** Whether a host may choose this as the secret of the first admin's token. */
  public static boolean mayBeChosen(String secret) {
    return Tokens.isChosen(secret);
  }

  /**
   * Makes the first admin and their token, valid until revoked, where there is no admin yet. Many
   * nodes may start at once: one of them makes it.
   *
   * @param chosen the secret that the host chose, which may be; null to have one made
   * @return the secret that was made and must be shown now; empty where nothing was made or the
   *     secret was chosen
   */
  public Optional<String> firstAdmin(@Nullable String chosen) {
    if (jdbi.onDemand(PersonStore.class).anyAdmin()) {
      return Optional.empty();
    }
    String secret = chosen == null ? tokens.newSecret() : chosen;
    UUID id = ids.next();
    return writes.write(
        id,
        write -> {
          write
              .handle()
              .execute("SELECT pg_advisory_xact_lock(hashtextextended('first admin', 0))");
          if (write.store(PersonStore.class).anyAdmin()) {
            return Optional.empty();
          }
          var admin = new NewPerson("Admin", "admin@localhost", Role.ADMIN, Side.OTHER, null, true);
          PersonResource.added(write, id, admin);
          var token = new TokenResource.NewToken("first admin", Scope.WRITE, (Instant) null, null);
          TokenResource.made(write, ids.next(), id, token, secret);
          return chosen == null ? Optional.of(secret) : Optional.empty();
        });
  }
}
