package io.halfdoor.api.finder;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Rebuild;
import io.halfdoor.search.SearchIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the index anew from the database, beside the one that is searched, one time at once.
 *
 * <p>The head of the feed is taken before anything is read: all up to there is then seen, and what
 * is written meanwhile comes after it, by the feeder.
 */
final class Rebuilds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

  /** Items read at once: few enough that the longest texts fit into memory. */
  private static final int PAGE = 100;

  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

  private final SearchIndex index;
  private final Items items;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;
  private final Semaphore turn = new Semaphore(1);
  private volatile @Nullable RebuildRun last;
  private volatile boolean isClosing;

  Rebuilds(SearchIndex index, Items items, Changes changes, Ids ids, InstantSource clock) {
    this.index = index;
    this.items = items;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
  }

  /** The one under way, or the one before; empty when there was none since the start. */
  Optional<RebuildRun> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Begins one on a thread of its own.
   *
   * @return empty when one is under way already
   */
  Optional<RebuildRun> begin() {
    if (isClosing || !turn.tryAcquire()) {
      return Optional.empty();
    }
    RebuildRun run = RebuildRun.started(ids.next(), clock.instant());
    last = run;
    Thread.ofPlatform()
        .name("index-rebuild")
        .daemon()
        .start(
            () -> {
              try {
                build(run);
              } catch (RuntimeException e) {
                LOG.error("The rebuild of the index failed", e);
              } finally {
                turn.release();
              }
            });
    return Optional.of(run);
  }

  /**
   * Builds it now, after one that is under way, unless that has made it needless.
   *
   * @throws RuntimeException when the database or the disk fails; the index stays as it was
   */
  void runIf(BooleanSupplier isNeeded) {
    turn.acquireUninterruptibly();
    try {
      if (isNeeded.getAsBoolean()) {
        build(RebuildRun.started(ids.next(), clock.instant()));
      }
    } finally {
      turn.release();
    }
  }

  private void build(RebuildRun started) {
    RebuildRun run = started;
    last = run;
    LOG.info("Building the index from the database");
    try (Rebuild rebuild = index.rebuild()) {
      Position head = changes.head();
      Instant told = started.startedAt();
      for (ItemKind kind : items.kinds()) {
        @Nullable UUID after = null;
        for (List<UUID> page = kind.all().after(after, PAGE);
            !page.isEmpty() && !isClosing;
            page = kind.all().after(after, PAGE)) {
          List<Entry> entries = EntryReader.read(kind, page);
          rebuild.add(entries);
          run = run.with(entries.size());
          last = run;
          after = page.getLast();
          if (told.plus(BETWEEN_WORDS).isBefore(clock.instant())) {
            told = clock.instant();
            LOG.info("Building the index: {} entries until now", run.entries());
          }
        }
      }
      if (isClosing) {
        last = run.failed("The server stops.", clock.instant());
        return;
      }
      rebuild.finish(head.toString());
      run = run.done(clock.instant());
      last = run;
      LOG.info(
          "The index is built: {} entries in {} ms",
          run.entries(),
          Duration.between(started.startedAt(), clock.instant()).toMillis());
    } catch (RuntimeException e) {
      last = run.failed(Failures.words(e), clock.instant());
      throw e;
    }
  }

  /** Gives up the one under way and waits until it has let go of the index. */
  @Override
  public void close() {
    isClosing = true;
    try {
      if (!turn.tryAcquire(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A rebuild of the index does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
