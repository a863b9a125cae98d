package io.halfdoor.api.finder;

import io.halfdoor.api.change.Position;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far into the feed the index is, for those who wait until it has got somewhere. */
final class Arrivals {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile @Nullable Position reached;

  /** Tells that everything up to there can be found; null while nobody knows. */
  void publish(@Nullable Position position) {
    lock.lock();
    try {
      reached = position;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything up to there can be found, in the life of the feed that it belongs to. */
  boolean has(Position wanted) {
    Position now = reached;
    return wanted.equals(Position.START)
        || (now != null && now.epoch() == wanted.epoch() && !wanted.isAfter(now));
  }

  /** Sleeps until {@link #has} is true; false when the time was over first. */
  boolean await(Position wanted, Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lockInterruptibly();
    try {
      while (!has(wanted)) {
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
}
