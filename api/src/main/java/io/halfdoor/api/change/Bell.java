package io.halfdoor.api.change;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one sleeper. Rung many times before it is heard, it is heard once. */
final class Bell {

  private final Semaphore strokes = new Semaphore(0);

  void ring() {
    strokes.release();
  }

  /** Sleeps until it has been rung since the last time, or until the time is over. */
  void await(Duration most) throws InterruptedException {
    if (strokes.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
      strokes.drainPermits();
    }
  }
}
