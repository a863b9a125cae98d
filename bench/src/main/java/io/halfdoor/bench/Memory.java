package io.halfdoor.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The memory of the server's JVM, looked at twice a second until this is closed. */
final class Memory implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final Processes processes;
  private final Thread thread;
  private final AtomicReference<Double> most = new AtomicReference<>(0.0);

  Memory(Processes processes) {
    this.processes = processes;
    this.thread = Thread.ofPlatform().daemon().name("memory").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        most.accumulateAndGet(processes.ownMegabytes(), Math::max);
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The most that was seen of {@code RssAnon}. */
  double mostMegabytes() {
    return most.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
