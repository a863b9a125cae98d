package io.halfdoor.api.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A home for one command, which goes with it: also when the process is told to end in the middle.
 */
final class Scratch implements AutoCloseable {

  /** For how long the command is awaited once it is told to end. */
  private static final long PATIENCE_SECONDS = 5;

  private final Path folder;
  private final Thread end = new Thread(this::end, "scratch-end");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean isEnding;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /** Makes one whose folder is named for what it is for, and for the process that it is of. */
  static Scratch open(String name) throws IOException {
    String prefix = "halfdoor-%s-%d-".formatted(name, ProcessHandle.current().pid());
    Scratch scratch = new Scratch(Files.createTempDirectory(prefix));
    Runtime.getRuntime().addShutdownHook(scratch.end);
    return scratch;
  }

  Path folder() {
    return folder;
  }

  /**
   * Asked between the steps of what takes long.
   *
   * @throws InterruptedException where the process is told to end
   */
  void goOn() throws InterruptedException {
    if (isEnding) {
      throw new InterruptedException();
    }
  }

  /** Whoever works in the folder ends first, so that nothing is written while it is removed. */
  private void end() {
    isEnding = true;
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        remove(folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      return; // somebody still writes to it, and the system empties the folder above some day
    }
  }

  @Override
  public void close() throws IOException {
    try {
      remove(folder);
    } finally {
      closed.countDown();
      forget();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      isEnding = true; // as the process is: the hook runs already
    }
  }

  /** Removes a folder with all that is in it, if it is there. */
  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, new Removing());
    }
  }

  private static final class Removing extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // gone meanwhile
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
