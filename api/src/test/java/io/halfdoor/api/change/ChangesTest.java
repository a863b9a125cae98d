package io.halfdoor.api.change;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.halfdoor.api.data.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Duration HARDLY_EVER = Duration.ofHours(1);

  /** Two nodes that hear of each other by being told, or not at all. */
  private Changes here;

  private Changes there;

  @BeforeEach
  void open() {
    here = Changes.open(database.database(), CLOCK, HARDLY_EVER);
    there = Changes.open(database.database(), CLOCK, HARDLY_EVER);
    await().until(() -> listeners().size() == 2);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    await().until(() -> listeners().isEmpty());
  }

  @Test
  void aChangeComesBackAsItWasRecorded() {
    Position before = here.head();
    NewChange made =
        new NewChange(
            "collateral",
            UUID.randomUUID(),
            3,
            "published",
            UUID.randomUUID(),
            NOW,
            Set.of("everyone", "team:retail"),
            false);
    NewChange gone =
        new NewChange(
            "collateral", made.itemId(), 4, "deleted", null, NOW, Set.of("everyone"), true);

    Position first = write(made);
    Position second = write(gone);

    assertThat(second).isGreaterThan(first);
    assertThat(here.after(before, 10)).containsExactly(read(first, made), read(second, gone));
    assertThat(here.after(before, 1)).containsExactly(read(first, made));
    assertThat(here.after(first, 10)).containsExactly(read(second, gone));
    assertThat(here.after(second, 10)).isEmpty();
    assertThat(here.after(Position.START, 1_000)).contains(read(first, made), read(second, gone));
  }

  @Test
  void whatIsRolledBackIsNotInTheFeed() {
    Position before = here.head();

    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .useTransaction(
                        handle -> {
                          here.record(handle, change());
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(here.after(before, 10)).isEmpty();
  }

  @Test
  void aChangeOutsideOfATransactionIsRefused() {
    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> here.record(handle, change())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangeThatIsCommittedLateIsNotMissed() {
    Position before = here.head();
    try (Handle slow = database.jdbi().open()) {
      slow.begin();
      Position late = here.record(slow, change());
      Position early = write(change());

      assertThat(here.after(before, 10)).isEmpty();
      FeedLag lag = here.lag();
      assertThat(lag.unreadable()).isEqualTo(1);
      assertThat(lag.oldestWriter()).isPositive();

      slow.commit();
      assertThat(positions(here.after(before, 10))).containsExactly(late, early);
      assertThat(here.lag().unreadable()).isZero();
    }
  }

  @Test
  void whoReadsEverythingElseAfterTheHeadMissesNothing() {
    try (Handle slow = database.jdbi().open()) {
      slow.begin();
      Position late = here.record(slow, change());
      Position seen = write(change());
      Position head = here.head();
      slow.commit();

      assertThat(positions(here.after(head, 10))).containsExactly(late, seen);
    }
  }

  @Test
  void aPositionIsKnownWhenTheFeedHasGotThere() {
    Position position = write(change());

    assertThat(here.knows(Position.START)).isTrue();
    assertThat(here.knows(position)).isTrue();
    assertThat(here.knows(here.head())).isTrue();
    assertThat(here.knows(new Position(position.epoch(), position.xid() + 1_000_000, 1))).isFalse();
    assertThat(here.knows(new Position(position.epoch() + 1, position.xid(), 1))).isFalse();
    assertThatThrownBy(() -> here.after(new Position(position.epoch() + 1, 1, 1), 10))
        .isInstanceOf(UnknownPosition.class);
  }

  @Test
  void waitingEndsWithItsTime() throws InterruptedException {
    assertThat(here.awaitBeyond(here.head(), Duration.ofMillis(20))).isFalse();
  }

  @Test
  void aWriteWakesWhoWaitsHereAndOnOtherNodes() {
    Position before = here.head();
    CompletableFuture<Boolean> waiterHere = waiter(here, before);
    CompletableFuture<Boolean> waiterThere = waiter(there, before);

    write(change());

    assertThat(waiterHere).succeedsWithin(5, SECONDS).isEqualTo(true);
    assertThat(waiterThere).succeedsWithin(5, SECONDS).isEqualTo(true);
    assertThat(there.after(before, 10)).hasSize(1);
  }

  @Test
  void whoWaitsIsNotWokenByWhatCannotBeReadYetAndThenIsWithoutBeingTold() {
    Position before = here.head();
    try (Handle other = database.jdbi().open()) {
      other.begin();
      other.execute("SELECT pg_current_xact_id()");
      CompletableFuture<Boolean> waiter = waiter(there, before);
      write(change());

      assertThat(waiter).isNotDone();
      assertThat(there.after(before, 10)).isEmpty();

      other.rollback();
      assertThat(waiter).succeedsWithin(5, SECONDS).isEqualTo(true);
    }
  }

  @Test
  void aListenerThatLosesItsSessionHearsAgain() {
    List<Integer> lost = listeners();
    database
        .jdbi()
        .useHandle(
            handle -> lost.forEach(pid -> handle.execute("SELECT pg_terminate_backend(?)", pid)));
    await().until(() -> listeners().size() == 2 && listeners().stream().noneMatch(lost::contains));
    Position before = here.head();
    CompletableFuture<Boolean> waiter = waiter(there, before);

    write(change());

    assertThat(waiter).succeedsWithin(5, SECONDS).isEqualTo(true);
  }

  @Test
  void whoIsNotToldLooksFromTimeToTime() {
    try (Changes unheard = Changes.open(database.database(), CLOCK, Duration.ofMillis(100))) {
      await().until(() -> listeners().size() == 3);
      Position before = here.head();
      CompletableFuture<Boolean> waiter = waiter(unheard, before);

      database
          .transactions()
          .useTransaction(handle -> handle.attach(ChangeStore.class).insert(change()));

      assertThat(waiter).succeedsWithin(5, SECONDS).isEqualTo(true);
    }
    await().until(() -> listeners().size() == 2);
  }

  private static CompletableFuture<Boolean> waiter(Changes node, Position before) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return node.awaitBeyond(before, Duration.ofSeconds(20));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Executors.newVirtualThreadPerTaskExecutor());
  }

  private Position write(NewChange change) {
    return database.transactions().inTransaction(handle -> here.record(handle, change));
  }

  private static NewChange change() {
    return new NewChange(
        "collateral", UUID.randomUUID(), 1, "created", null, NOW, Set.of("everyone"), false);
  }

  private static Change read(Position position, NewChange change) {
    return new Change(
        position,
        change.kind(),
        change.itemId(),
        change.version(),
        change.action(),
        change.personId(),
        change.at(),
        change.audience(),
        change.deleted());
  }

  private static List<Position> positions(List<Change> changes) {
    return changes.stream().map(Change::position).toList();
  }

  private static List<Integer> listeners() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT pid FROM pg_stat_activity
                        WHERE datname = current_database() AND query LIKE 'LISTEN %'
                        """)
                    .mapTo(Integer.class)
                    .list());
  }
}
