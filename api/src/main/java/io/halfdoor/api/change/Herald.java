package io.halfdoor.api.change;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes that something was written, in a transaction of its own.
 *
 * <p>{@code NOTIFY} takes a lock until its commit that the whole cluster shares, so within the
 * writes themselves it would make them queue. Here one is sent for all writes since the last.
 */
final class Herald implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
  private static final Duration BETWEEN = Duration.ofMillis(10);

  private final ChangeStore store;
  private final Bell bell = new Bell();
  private final Thread thread;

  Herald(ChangeStore store) {
    this.store = store;
    this.thread = Thread.ofVirtual().name("feed-herald").start(this::run);
  }

  void tell() {
    bell.ring();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        bell.await(Duration.ofDays(1));
        store.notifyNodes();
        Thread.sleep(BETWEEN);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("Other nodes were not told of a change; they will look by themselves", e);
      }
    }
  }
}
