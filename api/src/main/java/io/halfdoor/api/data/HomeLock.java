package io.halfdoor.api.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The promise that one server alone works in a home. The operating system keeps it and takes it
 * back when the process ends in whatever way, so the file that stays behind means nothing by
 * itself.
 */
final class HomeLock implements AutoCloseable {

  /**
   * The homes this process holds. POSIX drops a process's lock as soon as the process closes any
   * descriptor of the file, so a second attempt in one process must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path home;
  private final FileChannel channel;

  private HomeLock(Path home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /** Takes the home, which must be a folder that is there. */
  static HomeLock take(Path home) {
    Path file = home.resolve("halfdoor.lock");
    if (!HELD.add(home)) {
      throw taken(home, "this very process");
    }
    boolean ours = false;
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        String pid = Files.readString(file, US_ASCII).strip();
        throw taken(home, pid.isEmpty() ? "a process just starting" : "process " + pid);
      }
      channel.truncate(0);
      channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
      ours = true;
      return new HomeLock(home, channel);
    } catch (IOException e) {
      throw new OpeningRefused(
          "Cannot lock %s: %s. Is the folder there, and may this user write to it?"
              .formatted(file, e),
          e);
    } finally {
      if (!ours) {
        HELD.remove(home);
      }
    }
  }

  /** Whether this very process holds the home. */
  static boolean isHeld(Path home) {
    return HELD.contains(home);
  }

  private static OpeningRefused taken(Path home, String owner) {
    return new OpeningRefused(
        "A Halfdoor server already runs on %s (%s). Stop it first, or set HALFDOOR_HOME to another folder."
            .formatted(home, owner));
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(home);
    }
  }
}
