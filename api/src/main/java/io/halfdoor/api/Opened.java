package io.halfdoor.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server has opened. It is closed once, the last first: when the server has stopped, when it
 * does not start, and when the process is told to end while it starts.
 */
final class Opened implements LifeCycle.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  /** For what is being opened as the process is told to end; what takes longer is left as it is. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Deque<AutoCloseable> all = new ArrayDeque<>();
  private final ReentrantLock opening = new ReentrantLock();
  private final Thread end = new Thread(this::endEarly, "end-of-start");
  private boolean isClosed;

  /** Opens things, one on the other. */
  interface Opening {
    void run() throws IOException;
  }

  Opened() {
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Opens everything, or nothing. */
  void by(Opening opens) throws IOException {
    opening.lock();
    try {
      if (isClosed) {
        throw new IllegalStateException("The process ends already");
      }
      opens.run();
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    } finally {
      opening.unlock();
    }
  }

  <T extends AutoCloseable> T add(T opened) {
    all.push(opened);
    return opened;
  }

  /** From now on a server that is told to end stops in good order. */
  @Override
  public void lifeCycleStarted(LifeCycle server) {
    forgetEnd();
  }

  @Override
  public void lifeCycleFailure(LifeCycle server, Throwable cause) {
    close();
  }

  @Override
  public void lifeCycleStopped(LifeCycle server) {
    close();
  }

  private void endEarly() {
    try {
      if (opening.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          close();
        } finally {
          opening.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    opening.lock();
    try {
      isClosed = true;
      forgetEnd();
      while (!all.isEmpty()) {
        close(all.pop());
      }
    } finally {
      opening.unlock();
    }
  }

  private static void close(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      LOG.error("{} cannot be closed", opened.getClass().getSimpleName(), e);
    }
  }

  private void forgetEnd() {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException ending) {
      // The process ends already.
    }
  }
}
