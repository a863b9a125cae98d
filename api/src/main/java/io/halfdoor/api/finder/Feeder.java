package io.halfdoor.api.finder;

import io.halfdoor.api.change.Change;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.change.UnknownPosition;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.meaning.Meanings;
import io.halfdoor.search.Entry;
import io.halfdoor.search.SearchIndex;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index equal to the database: see the package. */
final class Feeder implements AutoCloseable {

  /*
   * Two threads
   *
   * The feeder follows: the head of the feed, then the changes beyond the index's position, then the
   * items they name as they are now, then all of it into the index. The committer makes durable what
   * was applied, which waits for the disk and would hold the feeder up.
   *
   * What else follows changes of a kind on this node is told of them before the index is, so that it
   * has followed once they count as arrived; after a rebuild, which passes changes by, all are told.
   *
   * Neither is ever interrupted: an interrupt closes the file that Lucene writes to at that moment.
   * They sleep on the latch that closing opens.
   *
   * When the index cannot go on
   *
   *   no position, one the feed does not know, a folder that is gone -> rebuild
   *   anything that fails                                            -> again, ever later
   */

  private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);

  private static final int BATCH = 250;

  /** Between the beginnings of two batches: what comes together is cheaper to apply together. */
  private static final Duration PACE = Duration.ofMillis(50);

  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  private final SearchIndex index;
  private final Items items;
  private final Changes changes;
  private final Rebuilds rebuilds;
  private final Arrivals arrivals;
  private final @Nullable Completion completion;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Runnable> followers = new ConcurrentHashMap<>();
  private final Thread feeder;
  private final Thread committer;

  private volatile FeederStatus.State state = FeederStatus.State.FOLLOWING;
  private volatile @Nullable String failure;
  private volatile boolean isReady;

  /** Whether something was applied without getting any further in the feed since. */
  private volatile boolean isCompleted;

  /** Since when it has not been known to be caught up; null while it is. */
  private volatile @Nullable Instant behindSince;

  Feeder(
      SearchIndex index,
      Items items,
      Changes changes,
      Rebuilds rebuilds,
      Arrivals arrivals,
      @Nullable Meanings meanings,
      Duration commitEvery,
      InstantSource clock) {
    this.index = index;
    this.items = items;
    this.changes = changes;
    this.rebuilds = rebuilds;
    this.arrivals = arrivals;
    this.completion = meanings == null ? null : new Completion(index, items, meanings, clock);
    this.clock = clock;
    this.behindSince = clock.instant();
    this.feeder = Thread.ofPlatform().name("index-feeder").daemon().unstarted(this::run);
    this.committer =
        Thread.ofPlatform()
            .name("index-committer")
            .daemon()
            .unstarted(() -> commitEvery(commitEvery));
  }

  void start() {
    feeder.start();
    committer.start();
  }

  /**
   * Has something done whenever something of a kind was written, wherever: again where it fails.
   */
  void onChange(String kind, Runnable follower) {
    followers.put(kind, follower);
  }

  FeederStatus status() {
    Instant since = behindSince;
    return new FeederStatus(
        state,
        index.position().orElse(null),
        since == null ? Duration.ZERO : Duration.between(since, clock.instant()),
        isReady,
        failure);
  }

  /** Stops both threads; what was applied is left for the index to commit as it closes. */
  @Override
  public void close() {
    closing.countDown();
    try {
      feeder.join();
      committer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration retry = FIRST_RETRY;
    while (isOpen()) {
      try {
        if (needsRebuild()) {
          state = FeederStatus.State.BUILDING;
          rebuilds.runIf(this::needsRebuild);
          followers.values().forEach(Runnable::run);
        }
        state = FeederStatus.State.FOLLOWING;
        Instant lookAt = clock.instant().plus(BETWEEN_LOOKS);
        while (isOpen() && clock.instant().isBefore(lookAt) && step()) {
          failure = null;
          retry = FIRST_RETRY;
        }
      } catch (UnknownPosition e) {
        LOG.warn("The feed began anew; the index is built again");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (isOpen()) {
          failed(e, retry);
          sleep(retry);
          retry = longer(retry);
        }
      }
    }
  }

  /**
   * Applies one batch, or finds that there is nothing to apply and waits for something.
   *
   * @return false when the index does not know any more where it is
   */
  private boolean step() throws InterruptedException {
    Instant begun = clock.instant();
    Position at = position().orElse(null);
    if (at == null) {
      return false;
    }
    complete(at);
    Position head = changes.head();
    List<Change> batch = changes.after(at, BATCH);
    if (batch.isEmpty()) {
      // All that could be read up to the head when it was taken has been applied.
      arrivals.publish(head.isAfter(at) ? head : at);
      behindSince = null;
      isReady = true;
      changes.awaitBeyond(at, IDLE);
      return true;
    }
    if (behindSince == null) {
      behindSince = begun;
    }
    apply(batch);
    Duration taken = Duration.between(begun, clock.instant());
    sleep(taken.isNegative() ? PACE : PACE.minus(taken)); // a clock set back makes it no longer
    return true;
  }

  /** Applies again, at the same position, what lacked vectors which are there now. */
  private void complete(Position at) {
    if (completion == null) {
      return;
    }
    Map<ItemKind, Set<UUID>> due = completion.due();
    if (!due.isEmpty()) {
      apply(due, at, at);
      isCompleted = true;
      completion.done();
    }
  }

  private void apply(List<Change> batch) {
    batch.stream()
        .map(Change::kind)
        .distinct()
        .map(followers::get)
        .filter(Objects::nonNull)
        .forEach(Runnable::run);
    Map<ItemKind, Set<UUID>> changed = new LinkedHashMap<>();
    for (Change change : batch) {
      items
          .kind(change.kind())
          .ifPresent(
              kind ->
                  changed
                      .computeIfAbsent(kind, none -> new LinkedHashSet<>())
                      .add(change.itemId()));
    }
    Position to = batch.getLast().position();
    apply(changed, batch.getFirst().position(), to);
    arrivals.publish(to);
  }

  /** Applies these items as they are now, if at all. */
  private void apply(Map<ItemKind, Set<UUID>> changed, Position from, Position to) {
    List<Entry> upserts = new ArrayList<>();
    Set<String> deletes = new HashSet<>();
    changed.forEach(
        (kind, ids) -> {
          ids.forEach(id -> deletes.add(kind.ids().text(id)));
          upserts.addAll(EntryReader.read(kind, ids));
        });
    upserts.forEach(entry -> deletes.remove(entry.id()));
    try {
      index.apply(upserts, deletes, to.toString());
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      applyOneByOne(upserts, deletes, from, to);
    }
  }

  /** An entry that the index cannot take keeps nobody from finding the others. */
  private void applyOneByOne(List<Entry> upserts, Set<String> deletes, Position from, Position to) {
    for (Entry entry : upserts) {
      try {
        index.apply(List.of(entry), List.of(), index.position().orElse(from.toString()));
      } catch (UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("{} cannot be indexed", entry.id(), e);
      }
    }
    index.apply(List.of(), deletes, to.toString());
  }

  private Optional<Position> position() {
    return index.position().flatMap(Position::parse);
  }

  private boolean needsRebuild() {
    Optional<Position> position = position();
    if (position.isPresent() && changes.knows(position.get()) && !isLost()) {
      if (!arrivals.has(position.get())) {
        arrivals.publish(position.get());
      }
      return false;
    }
    arrivals.publish(null);
    if (behindSince == null) {
      behindSince = clock.instant();
    }
    return true;
  }

  /** Whether the folder is gone, which the index itself would notice at its next commit alone. */
  private boolean isLost() {
    try {
      return index.status().bytes() == 0;
    } catch (UncheckedIOException e) {
      LOG.warn("The folder of the index cannot be read: {}", e.getMessage());
      return true;
    }
  }

  private void failed(RuntimeException e, Duration retry) {
    if (failure == null) {
      LOG.error("The index cannot follow the feed; trying again", e);
    } else {
      LOG.warn("The index still cannot follow the feed; again in {}: {}", retry, e.toString());
    }
    failure = Failures.words(e);
    state = FeederStatus.State.FAILED;
    if (behindSince == null) {
      behindSince = clock.instant();
    }
  }

  private void commitEvery(Duration interval) {
    @Nullable String committed = index.position().orElse(null);
    while (isOpen()) {
      sleep(interval);
      String position = index.position().orElse(null);
      if (position == null || (position.equals(committed) && !isCompleted) || !isOpen()) {
        continue;
      }
      try {
        isCompleted = false;
        index.commit();
        committed = position;
      } catch (RuntimeException e) {
        // The index shows it in its status, and the feeder gets to know it with the next batch.
        LOG.error("The index cannot be made durable; trying again in {}", interval, e);
      }
    }
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  /** Until the time is over or the feeder closes. */
  private void sleep(Duration time) {
    try {
      if (time.isPositive() && closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.debug("Woken to close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration retry) {
    Duration twice = retry.multipliedBy(2);
    return twice.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : twice;
  }
}
