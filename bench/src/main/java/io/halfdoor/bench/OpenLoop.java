package io.halfdoor.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a steady pace, whether the ones before are answered or not, each on a virtual
 * thread of its own.
 *
 * <p>A request's time counts from when it was due. So when the server stalls, those that came due
 * meanwhile wait too, and their waiting is seen: what a client that sends one after the other
 * leaves out (coordinated omission).
 */
final class OpenLoop {

  private OpenLoop() {}

  /** One request, made in whatever way. */
  interface Call {
    /**
     * Makes it and waits for its answer.
     *
     * @param number from 0
     * @param due when it was due, as {@link System#nanoTime} counts
     */
    void make(int number, long due) throws Exception;
  }

  /**
   * Makes calls for that long, and returns when all have been answered.
   *
   * @return how long each took from when it was due, and how many failed
   * @throws IllegalStateException when every one failed
   */
  static Times run(int perSecond, Duration time, Call call) {
    Times times = new Times();
    long between = Duration.ofSeconds(1).toNanos() / perSecond;
    int calls = (int) (time.toNanos() / between);
    long begun = System.nanoTime() + between;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < calls; i++) {
        int number = i;
        long due = begun + number * between;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        threads.execute(
            () -> {
              try {
                call.make(number, due);
                times.add(System.nanoTime() - due);
              } catch (Exception e) {
                times.failed(e);
              }
            });
      }
    }
    times.requireAny();
    return times;
  }

  /** How long things took, to three digits. Safe for many threads. */
  static final class Times {

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Histogram nanos = new ConcurrentHistogram(Duration.ofMinutes(10).toNanos(), 3);

    void add(long took) {
      nanos.recordValue(Math.max(0, Math.min(took, nanos.getHighestTrackableValue())));
    }

    private void failed(Exception e) {
      failures.incrementAndGet();
      if (failure.compareAndSet(null, e)) {
        Bench.say("A request failed: %s", e);
      }
    }

    private void requireAny() {
      Exception first = failure.get();
      if (first != null && count() == 0) {
        throw new IllegalStateException("Every request failed", first);
      }
    }

    /** How many calls failed; how long these took is not among the times. */
    int failures() {
      return failures.get();
    }

    /** The time within which so many percent were done, in milliseconds. */
    double millis(double percent) {
      return nanos.getValueAtPercentile(percent) / 1e6;
    }

    long count() {
      return nanos.getTotalCount();
    }
  }
}
