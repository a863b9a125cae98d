package io.halfdoor.api.feed;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.change.Change;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.change.UnknownPosition;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The changes that a caller may know of, in the order of the feed. */
@Path("changes")
@Produces(MediaType.APPLICATION_JSON)
public final class ChangeResource {

  private static final String NOW = "now";

  /** How many rows one request looks at: those it may not show cost time too. */
  private static final int MAX_LOOKED_AT = 5_000;

  private static final int BATCH = 500;

  /** How soon those who wait notice that the server stops. */
  private static final Duration NOTICE = Duration.ofMillis(500);

  private final Changes changes;
  private final Items items;
  private final InstantSource clock;
  private final BooleanSupplier isOpen;

  ChangeResource(Changes changes, Items items, InstantSource clock, BooleanSupplier isOpen) {
    this.changes = changes;
    this.items = items;
    this.clock = clock;
    this.isOpen = isOpen;
  }

  @GET
  @Allow
  public ChangePage list(
      @Auth Caller caller,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1_000) int limit,
      @QueryParam("wait") @DefaultValue("0") @Min(0) @Max(30) int wait,
      @QueryParam("kind") List<String> kinds) {
    if (NOW.equals(after)) {
      return new ChangePage(List.of(), changes.head().toString(), false);
    }
    Position start = start(after);
    try {
      return page(new Reader(caller, kinds, start, limit), Duration.ofSeconds(wait));
    } catch (UnknownPosition e) {
      throw gone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemType.UNAVAILABLE, "The server stops; try again in a moment.");
    }
  }

  private ChangePage page(Reader reader, Duration wait) throws InterruptedException {
    Instant end = clock.instant().plus(wait);
    while (true) {
      boolean isAtEnd = reader.read();
      Duration left = Duration.between(clock.instant(), end);
      if (!isAtEnd || !reader.found.isEmpty() || !left.isPositive() || !isOpen.getAsBoolean()) {
        return new ChangePage(reader.found, reader.at.toString(), !isAtEnd);
      }
      changes.awaitBeyond(reader.at, shorter(left, NOTICE));
    }
  }

  private Position start(@Nullable String after) {
    if (after == null) {
      return Position.START;
    }
    Position position =
        Position.parse(after)
            .orElseThrow(
                () ->
                    Problem.unreadable(
                        "after is no position; take the next of an answer, or now.",
                        Fault.in("after", "Must be a position, or now.")));
    if (!changes.knows(position)) {
      throw gone();
    }
    return position;
  }

  private static Problem gone() {
    return new Problem(
        ProblemType.GONE,
        "The database was restored since, and the position is not one of its present feed. Ask for"
            + " after=now, read the lists anew, and go on from the next of that answer.");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** One caller's way through the feed. */
  private final class Reader {

    private final Telling telling;
    private final int limit;
    private final List<ChangeBody> found = new ArrayList<>();
    private int lookedAt;
    private Position at;

    Reader(Caller caller, List<String> kinds, Position start, int limit) {
      this.telling = new Telling(items, caller, kinds);
      this.limit = limit;
      this.at = start;
    }

    /** Reads on until there is nothing more, or enough; true when there is nothing more. */
    boolean read() {
      while (found.size() < limit && lookedAt < MAX_LOOKED_AT) {
        List<Change> batch = changes.after(at, BATCH);
        if (batch.isEmpty()) {
          return true;
        }
        for (Telling.Told told : telling.tell(batch)) {
          if (found.size() == limit) {
            return false;
          }
          told.body().ifPresent(found::add);
          at = told.position();
          lookedAt++;
        }
      }
      return changes.after(at, 1).isEmpty();
    }
  }
}
