package io.halfdoor.extract;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the operating system can keep a worker from.
 *
 * @param command to be put before the worker's own; empty where the system offers nothing
 */
record Sandbox(List<String> command) {

  private static final class Found {
    static final Sandbox SANDBOX = probe();
  }

  /** The best that works on this machine, tried out once. */
  static Sandbox best() {
    return Found.SANDBOX;
  }

  static Sandbox none() {
    return new Sandbox(List.of());
  }

  private static Sandbox probe() {
    List<String> command = new ArrayList<>();
    List<String> limited = List.of("prlimit", "--core=0", "--fsize=" + (1L << 30));
    if (works(limited)) {
      command.addAll(limited);
    }
    // A network namespace of its own: as root, or as anybody in a user namespace.
    for (List<String> isolated : List.of(List.of("unshare", "-n"), List.of("unshare", "-Urn"))) {
      if (works(isolated)) {
        command.addAll(isolated);
        break;
      }
    }
    return new Sandbox(List.copyOf(command));
  }

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
