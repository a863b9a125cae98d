package io.halfdoor.search;

import io.halfdoor.search.Meanings.Vectors;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A generation of the index that is being built beside the live one.
 *
 * <p>Read the entries after this was started: what is applied to the index meanwhile reaches both
 * generations, and an entry that was applied or deleted meanwhile is not overwritten by the older
 * one that is added here.
 */
public final class Rebuild implements Closeable {

  private static final int CHUNK = 64;

  private final SearchIndex index;
  private final Generation generation;
  private final ExecutorService workers;
  private final Semaphore room;
  private final int places;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  /** Ids applied meanwhile: the live index knows better than the entries added here. */
  private final Set<String> applied = ConcurrentHashMap.newKeySet();

  /** Adding holds it for reading and applying for writing, so that no entry is added late. */
  private final ReentrantReadWriteLock order = new ReentrantReadWriteLock();

  private volatile @Nullable String appliedPosition;
  private boolean isOver;

  Rebuild(SearchIndex index, Generation generation) {
    this.index = index;
    this.generation = generation;
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    workers =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("rebuild-", 0).factory());
    places = threads * 4;
    room = new Semaphore(places);
  }

  /**
   * Adds entries, each id once in all. They are indexed by several threads; this waits while too
   * many are under way. May be called by several threads.
   *
   * @throws UncheckedIOException when writing failed, of these entries or of earlier ones
   */
  public void add(Collection<Entry> entries) {
    List<Entry> all = List.copyOf(entries);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Entry> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
      throwFailure();
      room.acquireUninterruptibly();
      workers.execute(
          () -> {
            try {
              addHere(chunk);
            } catch (IOException e) {
              failure.compareAndSet(null, e);
            } catch (RuntimeException | Error e) {
              failure.compareAndSet(null, new IOException("an entry could not be indexed", e));
            } finally {
              room.release();
            }
          });
    }
  }

  private void addHere(List<Entry> chunk) throws IOException {
    Map<String, Vectors> vectors = index.vectors(chunk);
    for (Entry entry : chunk) {
      order.readLock().lock();
      try {
        if (!applied.contains(entry.id())) {
          generation.replace(entry, vectors);
        }
      } finally {
        order.readLock().unlock();
      }
    }
  }

  /** What is applied to the live generation meanwhile. */
  void apply(
      Collection<Entry> upserts,
      Map<String, Vectors> vectors,
      Collection<String> deletes,
      String position) {
    order.writeLock().lock();
    try {
      for (Entry entry : upserts) {
        applied.add(entry.id());
        generation.replace(entry, vectors);
      }
      applied.addAll(deletes);
      generation.delete(deletes);
      appliedPosition = position;
    } catch (IOException e) {
      // The live generation goes on; this one will not be finished.
      failure.compareAndSet(null, e);
    } finally {
      order.writeLock().unlock();
    }
  }

  /**
   * Makes this generation durable and the live one, and removes the one it replaces. Searches under
   * way finish on the generation they began with.
   *
   * @param position the position of the feed before which every change is among the entries added;
   *     where something was applied meanwhile, the position it came with counts instead
   * @throws IllegalStateException when this was finished or closed before
   */
  public synchronized void finish(String position) {
    if (isOver) {
      throw new IllegalStateException("this rebuild is over");
    }
    room.acquireUninterruptibly(places);
    room.release(places);
    throwFailure();
    index.finish(this, position);
    isOver = true;
    workers.shutdown();
  }

  Generation generation() {
    return generation;
  }

  @Nullable String appliedPosition() {
    return appliedPosition;
  }

  void throwFailure() {
    IOException failed = failure.get();
    if (failed != null) {
      throw new UncheckedIOException(new IOException("the rebuild failed", failed));
    }
  }

  /** Gives up and removes what was built, unless it was finished. */
  @Override
  public synchronized void close() {
    if (isOver) {
      return;
    }
    isOver = true;
    room.acquireUninterruptibly(places);
    workers.shutdown();
    index.abandon(this);
  }
}
