package io.halfdoor.api.meaning;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for what can wait: it has about a tenth of a processor that others want too, and all of
 * one that nobody wants. So says Linux; elsewhere it is a thread like any other. Java's own
 * priorities do nothing there.
 */
final class Spare implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spare.class);

  private static final int NICENESS = 10;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work ->
              Thread.ofPlatform()
                  .name("meaning")
                  .daemon()
                  .unstarted(
                      () -> {
                        beNice();
                        work.run();
                      }));

  /** Has something computed there, and waits for it. */
  <T> T compute(Callable<T> what) throws InterruptedException {
    try {
      return thread.submit(what).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thread.close();
  }

  @SuppressWarnings("restricted") // a call of the C library, which Java has no other way to
  private static void beNice() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setPriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
      int process = 0; // where the second argument is 0 too, Linux takes it for the calling thread
      int failed = (int) setPriority.invokeExact(process, 0, NICENESS);
      if (failed != 0) {
        LOG.debug("The thread keeps its priority");
      }
    } catch (Throwable e) {
      LOG.debug("The thread keeps its priority", e);
    }
  }
}
