package io.halfdoor.api.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end. */
final class Commands {

  /** How a program ended, and all it had to say. */
  record Ending(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  private Commands() {}

  /**
   * Runs a program that reads nothing; after {@code patience} it is killed and counts as failed.
   *
   * @throws IOException when there is no such program
   */
  static Ending run(List<String> command, Duration patience) throws IOException {
    // To a file and not a pipe: a server that the program leaves behind would keep a pipe open.
    Path output = Files.createTempFile("halfdoor-command-", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return new Ending(ended ? process.exitValue() : -1, Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted while running " + command, e));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
