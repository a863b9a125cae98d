package io.halfdoor.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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

  /**
   * Prepares the scratch folder; no worker is started yet.
   *
   * @throws IOException when the scratch folder cannot be made or emptied
   */
  public Extractor(Options options) throws IOException {}

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
    throw new UnsupportedOperationException();
  }

  /** Kills the workers; calls under way fail with an {@code IOException}. */
  @Override
  public void close() {}
}
