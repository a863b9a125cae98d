package io.halfdoor.api.finder;

import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of what was searched for: written in batches by a thread of its own, so that a search
 * neither makes a statement nor waits for one. It is for statistics: while the database is away
 * searches go on, and what does not fit into the queue is not remembered.
 */
final class SearchLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SearchLog.class);

  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration BETWEEN_FORGETTING = Duration.ofHours(1);
  private static final int ROOM = 10_000;
  private static final int BATCH = 1_000;

  /** How old a search may be that another node has made and not yet written. */
  private static final Duration LANDING = Duration.ofSeconds(5);

  private static final Duration LONGEST_LANDING = Duration.ofSeconds(2);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final SearchLogStore store;
  private final Transactions transactions;
  private final Duration kept;
  private final InstantSource clock;
  private final BlockingQueue<LoggedSearch> queue = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong dropped = new AtomicLong();
  private final ReentrantLock writing = new ReentrantLock();
  private final List<LoggedSearch> unwritten = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer;
  private Instant forgetAt = Instant.MIN;

  SearchLog(Jdbi jdbi, Transactions transactions, Duration kept, InstantSource clock) {
    this.store = jdbi.onDemand(SearchLogStore.class);
    this.transactions = transactions;
    this.kept = kept;
    this.clock = clock;
    this.writer = Thread.ofVirtual().name("search-log").start(this::run);
  }

  /** Remembers a search soon. */
  void add(LoggedSearch search) {
    if (!queue.offer(search)) {
      dropped.incrementAndGet();
    }
  }

  /**
   * Returns once the search can be referred to: what this node made is written now, and what
   * another node has made just now is waited for.
   *
   * @throws Problem not found, when this person made no such search
   */
  void require(UUID id, UUID personId) {
    Optional<UUID> made = store.findPerson(id);
    if (made.isEmpty() && isRecent(id)) {
      flush();
      Instant end = clock.instant().plus(LONGEST_LANDING);
      made = store.findPerson(id);
      while (made.isEmpty() && clock.instant().isBefore(end) && sleep(BETWEEN_TRIES)) {
        made = store.findPerson(id);
      }
    }
    if (made.filter(personId::equals).isEmpty()) {
      throw Problem.notFound("search");
    }
  }

  /** Whether an id was made just now: its first 48 bits are the milliseconds (RFC 9562). */
  private boolean isRecent(UUID id) {
    Instant made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    return Duration.between(made, clock.instant()).abs().compareTo(LANDING) < 0;
  }

  /** Writes the rest. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join();
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The last searches are not remembered: {}", e.toString());
    }
  }

  private void run() {
    boolean away = false;
    while (sleep(INTERVAL)) {
      try {
        flush();
        forgetOld();
        away = false;
      } catch (RuntimeException e) {
        if (!away) {
          LOG.warn("Searches cannot be written down for now: {}", e.toString());
        }
        away = true;
      }
    }
  }

  /** Writes what is queued; while the database is away, it is tried again the next time. */
  private void flush() {
    writing.lock();
    try {
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        LOG.warn("{} searches are not remembered: there were too many at once", lost);
      }
      while (!unwritten.isEmpty() || queue.drainTo(unwritten, BATCH) > 0) {
        try {
          transactions.useTransaction(
              handle -> {
                handle.execute("SET LOCAL synchronous_commit = off"); // it is for statistics
                handle.attach(SearchLogStore.class).insert(unwritten);
              });
        } catch (DatabaseAway e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.error("{} searches cannot be written down, ever", unwritten.size(), e);
        }
        unwritten.clear();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Forgets what is older than is kept, in steps that hold nobody up. */
  private void forgetOld() {
    Instant now = clock.instant();
    if (now.isBefore(forgetAt)) {
      return;
    }
    int forgotten;
    do {
      forgotten = store.forget(now.minus(kept), BATCH);
    } while (forgotten == BATCH && closing.getCount() > 0);
    forgetAt = now.plus(BETWEEN_FORGETTING);
  }

  /** False when it closes meanwhile. */
  private boolean sleep(Duration time) {
    try {
      return !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
