package io.halfdoor.api.finder;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.meaning.MeaningStatus;
import io.halfdoor.api.meaning.Meanings;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import io.halfdoor.search.IndexStatus;
import io.halfdoor.search.SearchIndex;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of this node, for those who look after it. */
@Path("index")
@Produces(MediaType.APPLICATION_JSON)
public final class IndexResource {

  private static final Logger LOG = LoggerFactory.getLogger(IndexResource.class);

  private final SearchIndex index;
  private final Feeder feeder;
  private final Rebuilds rebuilds;
  private final Verification verification;
  private final @Nullable Meanings meanings;
  private final Writes writes;

  IndexResource(
      SearchIndex index,
      Feeder feeder,
      Rebuilds rebuilds,
      Verification verification,
      @Nullable Meanings meanings,
      Writes writes) {
    this.index = index;
    this.feeder = feeder;
    this.rebuilds = rebuilds;
    this.verification = verification;
    this.meanings = meanings;
    this.writes = writes;
  }

  @GET
  @Allow(Role.ADMIN)
  public StatusBody status() {
    FeederStatus feeding = feeder.status();
    RunBody rebuild = rebuilds.last().map(RunBody::of).orElse(null);
    MeaningStatus meaning = meanings == null ? MeaningStatus.OFF : meanings.status();
    try {
      return StatusBody.of(feeding, index.status(), meaning, rebuild);
    } catch (UncheckedIOException e) {
      throw new Problem(
          ProblemType.UNAVAILABLE, "The index cannot be read right now; try again in a moment.");
    }
  }

  @POST
  @Path("rebuilds")
  @Allow(Role.ADMIN)
  public Response rebuild(@Auth Caller caller, @BeanParam WriteRequest request) {
    return writes.write(
        request,
        null,
        write -> {
          RebuildRun run =
              rebuilds
                  .begin()
                  .orElseThrow(() -> Problem.conflict("The index is being built already."));
          LOG.info("{} asked for a rebuild of the index", caller.email());
          write.record(
              RebuildRun.KIND, run.id(), 1, "started", Set.of(Audience.ADMIN.value()), null);
          RunBody body = RunBody.of(run);
          return Answer.accepted("/index/rebuilds/" + body.id(), body);
        });
  }

  /** The last one: there is no more to know of those before it. */
  @GET
  @Path("rebuilds/{id}")
  @Allow(Role.ADMIN)
  public RunBody rebuild(@PathParam("id") String id) {
    return rebuilds
        .last()
        .map(RunBody::of)
        .filter(run -> run.id().equals(id))
        .orElseThrow(() -> Problem.notFound("rebuild"));
  }

  @POST
  @Path("verifications")
  @Allow(value = Role.ADMIN, reads = true)
  public VerificationReport verify() {
    return verification.run();
  }

  /**
   * How the index is, and how it is being fed.
   *
   * @param lagMs for how long it has not been known to hold all that is written
   * @param committedAt when what it holds last became durable, of this run of the server
   */
  record StatusBody(
      FeederStatus.State state,
      @Nullable String position,
      long lagMs,
      boolean ready,
      @Nullable String failure,
      long entries,
      long passages,
      long bytes,
      @Nullable Instant committedAt,
      MeaningStatus meaning,
      @Nullable RunBody lastRebuild) {

    static StatusBody of(
        FeederStatus feeding, IndexStatus index, MeaningStatus meaning, @Nullable RunBody rebuild) {
      return new StatusBody(
          feeding.state(),
          feeding.position(),
          feeding.lag().toMillis(),
          feeding.isReady(),
          feeding.failure() == null ? index.failure() : feeding.failure(),
          index.entries(),
          index.passages(),
          index.bytes(),
          index.committedAt(),
          meaning,
          rebuild);
    }
  }

  /** A rebuild as callers see it. */
  record RunBody(
      String id,
      RebuildRun.State state,
      long entries,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String failure) {

    static RunBody of(RebuildRun run) {
      return new RunBody(
          RebuildRun.IDS.text(run.id()),
          run.state(),
          run.entries(),
          run.startedAt(),
          run.endedAt(),
          run.failure());
    }
  }
}
