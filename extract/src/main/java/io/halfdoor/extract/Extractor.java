package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files in worker processes. Safe for many threads; those beyond the workers wait. */
public final class Extractor implements AutoCloseable {

  /**
   * How workers are run.
   *
   * @param java the executable
   * @param classPath where this module and Tika are
   * @param heapMegabytes of one worker; a little more is used beside it
   * @param workers running at once, each on one file; started when first needed and kept
   * @param filesPerWorker after how many files a worker makes room for a fresh one
   * @param scratch a folder for nothing else, emptied at start; empty makes one that goes on close
   * @param limits of one file
   */
  public record Options(
      Path java,
      String classPath,
      int heapMegabytes,
      int workers,
      int filesPerWorker,
      Optional<Path> scratch,
      Limits limits) {

    /** This JVM's own executable and class path, 512 MB, 2 workers, 500 files each. */
    public static Options defaults() {
      return new Options(
          Path.of(System.getProperty("java.home"), "bin", "java"),
          System.getProperty("java.class.path"),
          512,
          2,
          500,
          Optional.empty(),
          Limits.defaults());
    }

    /** The same with other limits. */
    public Options withLimits(Limits other) {
      return new Options(java, classPath, heapMegabytes, workers, filesPerWorker, scratch, other);
    }

    /** The same with a scratch folder that the caller owns. */
    public Options withScratch(Path folder) {
      return new Options(
          java, classPath, heapMegabytes, workers, filesPerWorker, Optional.of(folder), limits);
    }

    /** The same with another heap for each worker. */
    public Options withHeapMegabytes(int megabytes) {
      return new Options(java, classPath, megabytes, workers, filesPerWorker, scratch, limits);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Extractor.class);
  private static final int ATTEMPTS = 2;

  private final Options options;
  private final Sandbox sandbox;
  private final Path scratch;
  private final Semaphore places;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as are the busy ones and the flag. */
  private final Deque<Worker> idle = new ArrayDeque<>();

  private final Set<Worker> busy = new HashSet<>();
  private final AtomicInteger started = new AtomicInteger();
  private boolean closed;

  /**
   * Prepares the scratch folder; no worker is started yet.
   *
   * @throws IOException when the scratch folder cannot be made or emptied
   */
  public Extractor(Options options) throws IOException {
    this(options, Sandbox.best());
  }

  Extractor(Options options, Sandbox sandbox) throws IOException {
    this.options = options;
    this.sandbox = sandbox;
    places = new Semaphore(options.workers(), true);
    if (options.scratch().isPresent()) {
      scratch = options.scratch().get().toAbsolutePath();
      Worker.delete(scratch);
      Files.createDirectories(scratch);
    } else {
      scratch = Files.createTempDirectory("halfdoor-extract");
    }
  }

  /**
   * Reads a file, waiting for a free worker first. Whatever the file is or does, the answer is an
   * extraction.
   *
   * @param fileName the name it was uploaded under; tells Markdown or CSV from plain text
   * @throws IOException for what is no fault of the file's content: it cannot be opened, or no
   *     worker can be started. Trying again later may help.
   * @throws InterruptedException when the thread is interrupted; the worker on the file is killed
   * @throws IllegalStateException after {@link #close()}
   */
  public Extraction extract(Path file, String fileName) throws IOException, InterruptedException {
    Path absolute = file.toAbsolutePath();
    Limits limits = options.limits();
    long size = Files.size(absolute);
    String mediaType = Detection.mediaType(absolute, fileName);
    if (size == 0) {
      return new Extraction(
          Extraction.State.NONE, Reason.EMPTY, mediaType, Extraction.Properties.NONE, List.of());
    }
    if (size > limits.fileBytes() || Archives.exceeds(absolute, mediaType, limits)) {
      return Worker.failed(mediaType, Reason.TOO_LARGE);
    }
    places.acquire();
    try {
      return read(absolute, mediaType);
    } finally {
      places.release();
    }
  }

  private Extraction read(Path file, String mediaType) throws IOException, InterruptedException {
    long nanosLeft = options.limits().time().toNanos();
    for (int attempt = 1; attempt <= ATTEMPTS && nanosLeft > 0; attempt++) {
      Worker worker = take(attempt == 1);
      boolean usable = false;
      long begun = System.nanoTime();
      try {
        Worker.Answer answer =
            worker.read(file, mediaType, options.limits(), Duration.ofNanos(nanosLeft));
        usable = answer.usable();
        if (answer.extraction() != null) {
          return answer.extraction();
        }
      } finally {
        giveBack(worker, usable);
      }
      if (isClosed()) {
        throw new IOException("the extractor was closed while it read a file");
      }
      // It may have been killed from outside, or have ended just then for want of work.
      log.debug("An extraction worker died: {}", worker.said());
      nanosLeft -= System.nanoTime() - begun;
    }
    return Worker.failed(mediaType, nanosLeft > 0 ? Reason.CRASHED : Reason.TIMED_OUT);
  }

  /** Where a worker has died, those that wait may have died of the same: another one is fresh. */
  private Worker take(boolean mayBeWarm) throws IOException, InterruptedException {
    while (true) {
      Worker warm;
      lock.lock();
      try {
        if (closed) {
          throw new IllegalStateException("the extractor is closed");
        }
        warm = idle.poll();
        if (warm != null && mayBeWarm && warm.isAlive()) {
          busy.add(warm);
          return warm;
        }
      } finally {
        lock.unlock();
      }
      if (warm == null) {
        return fresh();
      }
      warm.kill();
    }
  }

  private Worker fresh() throws IOException, InterruptedException {
    Path folder = scratch.resolve("worker-" + started.incrementAndGet());
    Worker worker = Worker.start(options, sandbox, folder);
    lock.lock();
    try {
      busy.add(worker);
      if (!closed) {
        return worker;
      }
    } finally {
      lock.unlock();
    }
    giveBack(worker, false);
    throw new IllegalStateException("the extractor is closed");
  }

  private void giveBack(Worker worker, boolean usable) {
    lock.lock();
    try {
      busy.remove(worker);
      if (usable && !closed && worker.files() < options.filesPerWorker()) {
        idle.push(worker);
        return;
      }
    } finally {
      lock.unlock();
    }
    worker.kill();
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Kills the workers; calls under way fail with an {@code IOException}. */
  @Override
  public void close() {
    List<Worker> all;
    lock.lock();
    try {
      closed = true;
      all = new ArrayList<>(idle);
      all.addAll(busy);
      idle.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(Worker::kill);
    try {
      Worker.delete(scratch);
    } catch (IOException left) {
      log.warn("The extraction scratch folder {} could not be deleted", scratch, left);
    }
  }
}
