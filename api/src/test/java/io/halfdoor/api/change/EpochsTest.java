package io.halfdoor.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.api.data.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:15:30Z"));

  @BeforeEach
  void forget() {
    execute("TRUNCATE feed_epoch CASCADE");
  }

  @Test
  void theFirstStartBeginsTheFirstEpochAndTheNextStartGoesOnWithIt() {
    Position first = writeOne();
    Position second = writeOne();

    assertThat(first.epoch()).isEqualTo(1);
    assertThat(second.epoch()).isEqualTo(1);
    assertThat(second).isGreaterThan(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE feed_epoch SET system_identifier = system_identifier + 1", // another cluster
        "UPDATE feed_epoch SET timeline = timeline + 1", // restored to an earlier moment
        "UPDATE change SET xid = '999999999999'" // numbers that this cluster has not given out yet
      })
  void aDatabaseThatCameFromElsewhereBeginsAnotherEpoch(String move) {
    Position before = writeOne();
    execute(move);

    try (Changes changes = Changes.open(database.database(), CLOCK)) {
      Position after = write(changes);

      assertThat(after.epoch()).isEqualTo(2);
      assertThat(after).isGreaterThan(before);
      assertThat(changes.knows(before)).isFalse();
      assertThat(changes.knows(after)).isTrue();
      assertThatThrownBy(() -> changes.after(before, 10)).isInstanceOf(UnknownPosition.class);
      assertThat(changes.after(Position.START, 10))
          .extracting(Change::position)
          .containsExactly(after);
    }
  }

  @Test
  void aServerThatDoesNotTellWhoItIsBeginsNoEpochForThat() {
    writeOne();
    execute("UPDATE feed_epoch SET system_identifier = NULL, timeline = NULL");

    assertThat(writeOne().epoch()).isEqualTo(1);
  }

  @Test
  void manyNodesThatStartAtOnceBeginOneEpoch() throws Exception {
    writeOne();
    execute("UPDATE feed_epoch SET system_identifier = 1");

    try (ExecutorService nodes = Executors.newFixedThreadPool(6)) {
      Callable<Position> node = EpochsTest::writeOne;
      for (Future<Position> position :
          nodes.invokeAll(List.of(node, node, node, node, node, node))) {
        assertThat(position.get().epoch()).isEqualTo(2);
      }
    }
  }

  private static Position writeOne() {
    try (Changes changes = Changes.open(database.database(), CLOCK)) {
      return write(changes);
    }
  }

  private static Position write(Changes changes) {
    NewChange change =
        new NewChange(
            "test", UUID.randomUUID(), 1, "made", null, CLOCK.instant(), Set.of("a"), false);
    return database.transactions().inTransaction(handle -> changes.record(handle, change));
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
