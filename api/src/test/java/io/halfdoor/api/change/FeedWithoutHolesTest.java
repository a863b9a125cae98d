package io.halfdoor.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.data.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many writers, slow and fast, some of which give up, against readers in small pages. */
class FeedWithoutHolesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:15:30Z"));
  private static final int WRITERS = 10;
  private static final int WRITES_EACH = 100;

  private static Changes changes;

  @BeforeAll
  static void open() {
    changes = Changes.open(database.database(), CLOCK);
  }

  @AfterAll
  static void close() {
    changes.close();
  }

  @Test
  void aReaderMissesNoneAndSeesNoneTwiceWhereANaiveOneMissesSome() throws Exception {
    Set<UUID> committed = ConcurrentHashMap.newKeySet();
    AtomicBoolean writing = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<List<Change>>> readers = new ArrayList<>();
      for (int page : List.of(2, 7, 100)) {
        readers.add(threads.submit(() -> follow(page, writing)));
      }
      Future<Set<UUID>> naive = threads.submit(() -> followNaively(writing));
      List<Future<?>> writers = new ArrayList<>();
      for (int seed = 0; seed < WRITERS; seed++) {
        Random random = new Random(seed);
        writers.add(threads.submit(() -> write(random, committed)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      writing.set(false);

      assertThat(committed).hasSizeGreaterThan(WRITERS * WRITES_EACH / 2);
      for (Future<List<Change>> reader : readers) {
        List<Change> seen = reader.get();
        assertThat(seen).extracting(Change::position).isSorted().doesNotHaveDuplicates();
        assertThat(seen).extracting(Change::itemId).containsExactlyInAnyOrderElementsOf(committed);
      }
      Set<UUID> missed = new HashSet<>(committed);
      missed.removeAll(naive.get());
      assertThat(missed).as("what a reader of seq > n misses in this very run").isNotEmpty();
    }
  }

  private static void write(Random random, Set<UUID> committed) {
    for (int i = 0; i < WRITES_EACH; i++) {
      List<UUID> items = new ArrayList<>();
      boolean givesUp = random.nextInt(100) < 15;
      try (Handle handle = database.jdbi().open()) {
        handle.begin();
        for (int row = 0; row <= random.nextInt(3); row++) {
          work(handle, random);
          items.add(UUID.randomUUID());
          changes.record(
              handle,
              new NewChange(
                  "test", items.getLast(), 1, "made", null, CLOCK.instant(), Set.of("a"), false));
        }
        work(handle, random);
        if (givesUp) {
          handle.rollback();
        } else {
          handle.commit();
          committed.addAll(items);
        }
      }
    }
  }

  /** Mostly none, sometimes 20 ms of it. */
  private static void work(Handle handle, Random random) {
    if (random.nextInt(10) == 0) {
      handle.execute("SELECT pg_sleep(0.02)");
    }
  }

  private static List<Change> follow(int page, AtomicBoolean writing) throws InterruptedException {
    List<Change> seen = new ArrayList<>();
    Position position = Position.START;
    while (true) {
      boolean last = !writing.get() && changes.lag().unreadable() == 0;
      List<Change> next = changes.after(position, page);
      seen.addAll(next);
      if (!next.isEmpty()) {
        position = next.getLast().position();
      } else if (last) {
        return seen;
      } else {
        changes.awaitBeyond(position, Duration.ofMillis(100));
      }
    }
  }

  private static Set<UUID> followNaively(AtomicBoolean writing) {
    Set<UUID> seen = new HashSet<>();
    long position = 0;
    while (true) {
      boolean last = !writing.get();
      List<Seen> next = naively(position);
      next.forEach(row -> seen.add(row.itemId()));
      if (!next.isEmpty()) {
        position = next.getLast().seq();
      } else if (last) {
        return seen;
      }
    }
  }

  public record Seen(long seq, UUID itemId) {}

  private static List<Seen> naively(long position) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT seq, item_id FROM change WHERE seq > ? ORDER BY seq LIMIT 100")
                    .bind(0, position)
                    .mapTo(Seen.class)
                    .list());
  }
}
