package io.halfdoor.api.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of PostgreSQL that work on a data directory, as the system shows them.
 *
 * <p>{@code postmaster.pid} alone does not tell whether they live. After a kill or a new boot its
 * number may be that of some other process, and where process 1 does not reap, a killed PostgreSQL
 * stays a zombie that looks alive to PostgreSQL itself, which then refuses to start for ever. On
 * the other hand the file must not go while as much as one process of the old server still writes.
 * So on Linux it is the processes that count: each of them has the data directory as its working
 * folder, and a zombie has none.
 */
final class Postmaster {

  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration LAST_BREATH = Duration.ofSeconds(5);

  private final Path data;
  private final Path pidFile;

  /** The postmaster of this data directory, which must be a real path. */
  Postmaster(Path data) {
    this.data = data;
    this.pidFile = data.resolve("postmaster.pid");
  }

  /** Whether the server that {@code postmaster.pid} names is there and works on this directory. */
  boolean isRunning() {
    return pid().filter(pid -> isPostgresHere(Long.toString(pid))).isPresent();
  }

  /** The process that {@code postmaster.pid} names, be it there or not. */
  Optional<Long> pid() {
    try {
      return Files.readAllLines(pidFile).stream()
          .findFirst()
          .map(line -> Long.valueOf(line.strip()));
    } catch (NoSuchFileException | NumberFormatException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Clears away what a dead server left, so that the next can start: waits for its last processes
   * to notice, ends those that do not, and deletes the pid file. To be called under the home's
   * lock, when an orderly stop has been tried.
   */
  void clear() {
    long start = System.nanoTime();
    for (List<Long> left = processes(); !left.isEmpty(); left = processes()) {
      if (System.nanoTime() - start > LAST_BREATH.toNanos()) {
        left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      }
      pause();
    }
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Long> processes() {
    if (!Files.isDirectory(PROCESSES)) {
      return isRunning() ? pid().stream().toList() : List.of();
    }
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : all) {
        String pid = process.getFileName().toString();
        if (isPostgresHere(pid)) {
          found.add(Long.valueOf(pid));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private boolean isPostgresHere(String pid) {
    if (!Files.isDirectory(PROCESSES)) {
      return ProcessHandle.of(Long.parseLong(pid))
          .flatMap(process -> process.info().command())
          .filter(command -> command.endsWith("/postgres"))
          .isPresent();
    }
    Path process = PROCESSES.resolve(pid);
    try {
      return Files.readString(process.resolve("comm")).strip().equals("postgres")
          && Files.readSymbolicLink(process.resolve("cwd")).equals(data);
    } catch (IOException goneOrZombieOrNotOurs) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an old PostgreSQL was ending", e);
    }
  }
}
