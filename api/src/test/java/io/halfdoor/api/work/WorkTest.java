package io.halfdoor.api.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.halfdoor.api.TestClock;
import io.halfdoor.api.data.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = new TestClock();
  private final Work work = new Work(database.database().dataSource(), clock);
  private final Queue<String> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    work.close();
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM scheduled_tasks"));
  }

  @Test
  void whatIsAskedForIsDoneOnceItIsCommittedAndNotWhenItIsRolledBack() {
    Job job = work.job("note", done::add);
    work.start();
    database.transactions().useTransaction(handle -> job.ask(handle, "first"));
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .useTransaction(
                        handle -> {
                          job.ask(handle, "never");
                          throw new IllegalStateException();
                        }))
        .isInstanceOf(IllegalStateException.class);
    database.transactions().useTransaction(handle -> job.ask(handle, "last"));
    await().until(() -> done.size() == 2);
    assertThat(done).containsExactlyInAnyOrder("first", "last");
    await().until(() -> waiting() == 0);
  }

  @Test
  void whatIsAskedForTwiceBeforeItIsDoneIsDoneOnce() {
    Job job = work.job("note", done::add);
    database
        .transactions()
        .useTransaction(
            handle -> {
              job.ask(handle, "once");
              job.ask(handle, "once");
            });
    assertThat(waiting()).isEqualTo(1);
    work.start();
    await().until(() -> waiting() == 0);
    assertThat(done).containsExactly("once");
  }

  @Test
  void whatFailsIsTriedAgainLater() {
    AtomicInteger tries = new AtomicInteger();
    Job job =
        work.job(
            "stumble",
            subject -> {
              if (tries.incrementAndGet() < 3) {
                throw new IOException("not now");
              }
              done.add(subject);
            });
    work.start();
    database.transactions().useTransaction(handle -> job.ask(handle, "it"));
    await().until(() -> tries.get() == 1 && failures() == 1);
    assertThat(done).isEmpty();
    clock.advance(Duration.ofSeconds(3));
    await().until(() -> tries.get() == 2 && failures() == 2);
    clock.advance(Duration.ofSeconds(5));
    await().until(() -> waiting() == 0);
    assertThat(done).containsExactly("it");
  }

  @Test
  void whatADeadNodeHadTakenUpIsTakenUpByAnother() {
    Job job = work.job("note", done::add);
    database.transactions().useTransaction(handle -> job.ask(handle, "left lying"));
    Instant silent = clock.instant().minusSeconds(60);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE scheduled_tasks SET picked = true, picked_by = 'dead node',"
                            + " last_heartbeat = :silent, version = version + 1")
                    .bind("silent", silent)
                    .execute());
    work.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
    assertThat(done).containsExactly("left lying");
  }

  @Test
  void aHabitGoesOnThoughItFails() {
    AtomicInteger times = new AtomicInteger();
    work.every(
        Duration.ofHours(1),
        "habit",
        name -> {
          if (times.incrementAndGet() == 1) {
            throw new IOException("not now");
          }
        });
    work.start();
    await().until(() -> times.get() == 1);
    clock.advance(Duration.ofMinutes(61));
    await().until(() -> times.get() == 2);
  }

  private static int waiting() {
    return count("SELECT count(*) FROM scheduled_tasks");
  }

  private static int failures() {
    return count("SELECT coalesce(max(consecutive_failures), 0) FROM scheduled_tasks");
  }

  private static int count(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
