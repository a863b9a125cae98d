package io.halfdoor.api.change;

import io.halfdoor.api.data.Database;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The change feed of this database, for all who write to it or follow it. */
public final class Changes implements AutoCloseable {

  /*
   * A feed without holes
   *
   * A row's number is given before its transaction commits, so a reader of "all beyond the number I
   * saw last" passes by a row with a smaller number that is committed later. Here each row carries
   * the number of its transaction, and a reader takes only rows of transactions below the oldest one
   * that is still open (ChangeStore). Among those nothing can appear any more, so their order
   * (epoch, transaction, row) is final when it is first seen. The price: a transaction that stays
   * open holds all readers back, which is why none may last and why `lag` is a figure of health.
   *
   * Who is woken, and how
   *
   *   record, then commit -> announce -> Lookout of this node -> those in awaitBeyond
   *                                   -> Herald: NOTIFY, coalesced -> Listener of each node -> its Lookout
   *
   * None of it is needed for a reader to get everything: each Lookout looks once a second anyway.
   */

  private static final Duration SAFETY_NET = Duration.ofSeconds(1);

  private final ChangeStore store;
  private final Lookout lookout;
  private final Herald herald;
  private final Listener listener;

  private Changes(Database database, Epochs epochs, Duration interval) {
    this.store = database.jdbi().onDemand(ChangeStore.class);
    this.lookout = new Lookout(store, interval);
    this.herald = new Herald(store);
    this.listener = new Listener(database, lookout::lookNow, epochs::beginIfNeeded);
  }

  /** Opens the feed, and begins a new epoch where the database is not the one it was. */
  public static Changes open(Database database, InstantSource clock) {
    return open(database, clock, SAFETY_NET);
  }

  /** The same, looking by itself this often. */
  static Changes open(Database database, InstantSource clock, Duration interval) {
    Epochs epochs = new Epochs(database.jdbi(), database.transactions(), clock);
    epochs.beginIfNeeded();
    return new Changes(database, epochs, interval);
  }

  /**
   * Records a change in the transaction that makes it, and announces it once that is committed.
   *
   * @return where it stands; a reader who has got there has seen it
   */
  public Position record(Handle transaction, NewChange change) {
    if (!transaction.isInTransaction()) {
      throw new IllegalStateException("A change is recorded in the transaction that makes it");
    }
    Position position = transaction.attach(ChangeStore.class).insert(change);
    transaction.afterCommit(this::announce);
    return position;
  }

  /** Wakes those who wait, here and on the other nodes. Cheap, and never waits itself. */
  public void announce() {
    lookout.lookNow();
    herald.tell();
  }

  /**
   * What comes after the position, in order.
   *
   * @param limit of how many changes there are at most, from 1
   * @throws UnknownPosition when it is of another epoch
   */
  public List<Change> after(Position position, int limit) {
    if (position.equals(Position.START)) {
      return after(new Position(store.epoch(), 0, 0), limit);
    }
    List<Change> changes = store.after(position, limit);
    if (changes.isEmpty() && position.epoch() != store.epoch()) {
      throw new UnknownPosition(position);
    }
    return changes;
  }

  /** An item that something was recorded of. */
  public record Touched(String kind, UUID itemId) {}

  /**
   * The items of some kinds that something was recorded of beyond the position, each once and in no
   * order: all that is committed by now, what {@link #after} still holds back too. So whoever goes
   * on from a {@link #head} taken before sees some of them again, and misses none.
   *
   * @param position of the present epoch
   * @param limit of how many there are at most
   */
  public List<Touched> touched(Position position, Collection<String> kinds, int limit) {
    return store.touched(position, kinds, limit);
  }

  /**
   * Where to follow the feed from, for one who reads everything else next: all up to here can be
   * seen by then, and what is still being written comes after it.
   */
  public Position head() {
    return store.head();
  }

  /**
   * Beyond all that is committed by now: once {@link #head} is not before it, all of that can be
   * read.
   */
  public Position horizon() {
    return store.horizon();
  }

  /** The last change of a kind's items in the present epoch, of those that are committed. */
  public Optional<Position> last(String kind) {
    return store.last(kind);
  }

  /**
   * Whether the feed can go on from there: a position of its present epoch, and not ahead of it.
   */
  public boolean knows(Position position) {
    return position.equals(Position.START)
        || (position.epoch() == store.epoch() && store.hasBegun(position.xid()));
  }

  /**
   * What a list is asked for that is to have only what was changed since.
   *
   * @param text the position that a caller kept, null where there is none
   * @return null where the list is to be whole
   * @throws Problem when it is no position, or not one of the present feed
   */
  public @Nullable Position since(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Position position =
        Position.parse(text)
            .orElseThrow(
                () ->
                    Problem.unreadable(
                        "updatedSince is no position; take the Halfdoor-Position of a list.",
                        Fault.in("updatedSince", "Must be a position of the feed.")));
    if (!knows(position)) {
      throw new Problem(
          ProblemType.GONE,
          "The database was restored since; read the list anew, without updatedSince.");
    }
    return position.equals(Position.START) ? null : position;
  }

  /** Sleeps until something can be read beyond the position; false when the time was over first. */
  public boolean awaitBeyond(Position position, Duration most) throws InterruptedException {
    return lookout.awaitBeyond(position, most);
  }

  /** How far readers are held back right now. */
  public FeedLag lag() {
    return store.lag();
  }

  /** Stops waking anybody; what was written can still be read. */
  @Override
  public void close() {
    listener.close();
    herald.close();
    lookout.close();
  }
}
