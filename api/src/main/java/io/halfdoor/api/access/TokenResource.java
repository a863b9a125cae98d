package io.halfdoor.api.access;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Personal tokens: everybody makes and revokes their own, admins anybody's. */
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {

  private final TokenStore tokens;
  private final PersonStore people;
  private final Tokens secrets;
  private final Writes writes;
  private final Ids ids;
  private final InstantSource clock;

  TokenResource(Jdbi jdbi, Tokens secrets, Writes writes, Ids ids, InstantSource clock) {
    this.tokens = jdbi.onDemand(TokenStore.class);
    this.people = jdbi.onDemand(PersonStore.class);
    this.secrets = secrets;
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
  }

  @GET
  @Allow
  public Page<TokenBody> list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("personId") @Nullable String personId) {
    UUID owner = owner(caller, personId);
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Token.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    return Page.of(
            tokens.after(owner, start, paging.rows()),
            paging,
            token -> List.of(Token.IDS.text(token.id())))
        .map(token -> TokenBody.of(token, null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response make(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewToken body) {
    UUID owner = owner(caller, body.personId());
    if (body.expiresAt() != null && !body.expiresAt().isAfter(clock.instant())) {
      throw Problem.invalid(Fault.at("/expiresAt", "Must be in the future."));
    }
    return writes.write(
        request,
        body,
        write -> {
          String secret = secrets.newSecret();
          Token token = made(write, ids.next(), owner, body, secret);
          return Answer.created(
                  "/tokens/" + Token.IDS.text(token.id()), null, TokenBody.of(token, secret))
              .keeping(TokenBody.of(token, null));
        });
  }

  @DELETE
  @Path("{id}")
  @Allow
  public Response revoke(
      @Auth Caller caller, @BeanParam WriteRequest request, @PathParam("id") String id) {
    return writes.write(
        request,
        null,
        write -> {
          TokenStore store = write.store(TokenStore.class);
          Token token =
              Token.IDS
                  .parse(id)
                  .flatMap(store::find)
                  .filter(
                      found ->
                          caller.role() == Role.ADMIN || found.personId().equals(caller.personId()))
                  .orElseThrow(() -> Problem.notFound("token"));
          if (store.revoke(token.id(), write.now())) {
            write.record(Token.KIND, token.id(), 2, "revoked", who(token), null);
          }
          return Answer.noContent();
        });
  }

  static Token made(Write write, UUID id, UUID owner, NewToken body, String secret) {
    Token token =
        new Token(id, owner, body.name(), body.scope(), write.now(), body.expiresAt(), null, null);
    write.store(TokenStore.class).insert(token, Tokens.hash(secret));
    write.record(Token.KIND, id, 1, "created", who(token), body);
    return token;
  }

  private UUID owner(Caller caller, @Nullable String personId) {
    if (personId == null) {
      return caller.personId();
    }
    Person person = PersonResource.find(people, personId);
    if (caller.role() != Role.ADMIN && !person.id().equals(caller.personId())) {
      throw Problem.forbidden("Only an admin may see or make the tokens of somebody else.");
    }
    return person.id();
  }

  private static Set<String> who(Token token) {
    return Set.of(Audience.person(token.personId()).value(), Audience.ADMIN.value());
  }

  /**
   * A token to be made.
   *
   * @param personId whose it is to be; absent for one's own
   * @param expiresAt absent for one that is valid until revoked
   */
  record NewToken(
      @NotBlank @Size(max = 200) String name,
      @NotNull Scope scope,
      @Nullable Instant expiresAt,
      @Nullable String personId) {}

  /** A token as callers see it; the secret is there once, when it is made. */
  record TokenBody(
      String id,
      String personId,
      String name,
      Scope scope,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt,
      @Nullable String secret) {

    static TokenBody of(Token token, @Nullable String secret) {
      return new TokenBody(
          Token.IDS.text(token.id()),
          PersonBody.id(token.personId()),
          token.name(),
          token.scope(),
          token.createdAt(),
          token.expiresAt(),
          token.lastUsedAt(),
          token.revokedAt(),
          secret);
    }
  }
}
