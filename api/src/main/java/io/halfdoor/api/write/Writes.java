package io.halfdoor.api.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Digests;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs every change: see the package. */
public final class Writes {

  public static final String POSITION = "Halfdoor-Position";

  private static final String REPLAYED = "Idempotency-Replayed";
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  private static final String PATHS = "/api/v1";

  private final Transactions transactions;
  private final Changes changes;
  private final InstantSource clock;
  private final ObjectMapper json;
  private final ObjectMapper canonical;
  private final AtomicReference<Instant> forgetAt = new AtomicReference<>(Instant.MIN);

  public Writes(
      Transactions transactions, Changes changes, InstantSource clock, ObjectMapper json) {
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
    this.json = json;
    this.canonical =
        ((JsonMapper) json)
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
  }

  /**
   * Makes a change, or answers as before when a request with this idempotency key made it already.
   *
   * @param body what the request says, in a form that is the same when it is sent again: what was
   *     bound from JSON, with the hash of a file in place of the file
   * @throws Problem as the work does, and then nothing is written: 409 while the first request with
   *     the key is still running, 422 when the key was used for another request
   */
  public Response write(WriteRequest request, @Nullable Object body, Function<Write, Answer> work) {
    UUID personId = request.personId();
    String key = request.key();
    if (key == null) {
      return response(
          transactions.inTransaction(
              handle -> run(new Write(handle, personId, now(), changes, json), work)));
    }
    forgetOld();
    String hash = Digests.sha256(request.target() + "\n" + written(canonical, body));
    return response(
        transactions.inTransaction(
            handle -> {
              WriteStore store = handle.attach(WriteStore.class);
              if (!store.tryLock(personId, key)) {
                throw Problem.conflict(
                    "The first request with this Idempotency-Key is still running.");
              }
              Instant now = now();
              var kept = store.findKept(personId, key, now.minus(KEPT));
              if (kept.isPresent()) {
                return replay(kept.get(), hash);
              }
              Done done = run(new Write(handle, personId, now, changes, json), work);
              Answer answer = done.answer();
              store.keep(
                  personId,
                  key,
                  hash,
                  answer.status(),
                  answer.location(),
                  answer.etag() == null ? null : answer.etag().getValue(),
                  done.position() == null ? null : done.position().toString(),
                  answer.kept() == null ? null : written(json, answer.kept()),
                  now);
              return done;
            }));
  }

  /** Each node does it once an hour, as long as keys come in. */
  private void forgetOld() {
    Instant now = clock.instant();
    Instant due = forgetAt.get();
    if (!now.isBefore(due) && forgetAt.compareAndSet(due, now.plus(FORGET_EVERY))) {
      transactions.useTransaction(
          handle -> handle.attach(WriteStore.class).forgetKept(now.minus(KEPT)));
    }
  }

  /** A change that nobody asked for by HTTP: a job's, or the first admin's. */
  public <T> T write(@Nullable UUID personId, Function<Write, T> work) {
    return transactions.inTransaction(
        handle -> work.apply(new Write(handle, personId, now(), changes, json)));
  }

  /** What a change would come to: it is made, and taken back before anybody sees it. */
  public <T> T rehearse(UUID personId, Function<Write, T> work) {
    return transactions.inTransaction(
        handle -> {
          T result = work.apply(new Write(handle, personId, now(), changes, json));
          handle.rollback();
          return result;
        });
  }

  /** To the microsecond, as it is kept: an answer shows what a later one will. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Done run(Write write, Function<Write, Answer> work) {
    Answer answer = work.apply(write);
    return new Done(answer, write.position(), null);
  }

  private static Done replay(WriteStore.KeptAnswer kept, String hash) {
    if (!kept.requestHash().equals(hash)) {
      throw new Problem(
          ProblemType.INVALID,
          "This Idempotency-Key was used for another request; take a new one for each.");
    }
    return new Done(Answer.noContent(), null, kept);
  }

  private Response response(Done done) {
    if (done.kept() != null) {
      return replayed(done.kept());
    }
    Answer answer = done.answer();
    Response.ResponseBuilder response = Response.status(answer.status()).tag(answer.etag());
    if (answer.body() != null) {
      response.entity(answer.body()).type(MediaType.APPLICATION_JSON_TYPE);
    }
    if (answer.location() != null) {
      response.location(URI.create(PATHS + answer.location()));
    }
    if (done.position() != null) {
      response.header(POSITION, done.position().toString());
    }
    return response.build();
  }

  private static Response replayed(WriteStore.KeptAnswer kept) {
    Response.ResponseBuilder response = Response.status(kept.status()).header(REPLAYED, true);
    if (kept.body() != null) {
      response.entity(kept.body()).type(MediaType.APPLICATION_JSON_TYPE);
    }
    if (kept.etag() != null) {
      response.header(HttpHeaders.ETAG, "\"" + kept.etag() + "\"");
    }
    if (kept.position() != null) {
      response.header(POSITION, kept.position());
    }
    if (kept.location() != null) {
      response.location(URI.create(PATHS + kept.location()));
    }
    return response.build();
  }

  private static String written(ObjectMapper mapper, @Nullable Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An answer that is no JSON", e);
    }
  }

  private record Done(
      Answer answer, @Nullable Position position, WriteStore.@Nullable KeptAnswer kept) {}
}
