package io.halfdoor.api.change;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one of this node who looks how far the feed can be read, on behalf of all who wait for more.
 *
 * <p>It looks when told that something was written, and each second in case that went unheard.
 * While rows are held back by an open transaction it looks more often: that transaction need not
 * write to the feed, and then nothing tells of its end.
 */
final class Lookout implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final Duration HELD_BACK = Duration.ofMillis(20);

  private final ChangeStore store;
  private final Duration interval;
  private final Bell bell = new Bell();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Thread thread;
  private Position reached;

  Lookout(ChangeStore store, Duration interval) {
    this.store = store;
    this.interval = interval;
    this.reached = store.reach().position();
    this.thread = Thread.ofVirtual().name("feed-lookout").start(this::run);
  }

  void lookNow() {
    bell.ring();
  }

  /** False when the time is over and nothing beyond the position can be read. */
  boolean awaitBeyond(Position position, Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lockInterruptibly();
    try {
      while (!reached.isAfter(position)) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    Duration pause = interval;
    boolean away = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        bell.await(pause);
        Reach reach = store.reach();
        publish(reach.position());
        pause = reach.isHeldBack() ? HELD_BACK : interval;
        away = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        pause = interval;
        if (!away) {
          LOG.warn("The change feed cannot be read for now: {}", e.getMessage());
          away = true;
        }
      }
    }
  }

  private void publish(Position position) {
    lock.lock();
    try {
      if (!position.equals(reached)) {
        reached = position;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
