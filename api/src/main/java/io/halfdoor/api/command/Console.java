package io.halfdoor.api.command;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the person at the terminal, never to a log.
 *
 * <p>It keeps the streams it was made with, whatever {@code System.out} becomes later.
 */
public final class Console {

  private static final int WIDTH = 30;
  private static final String ERASE = "\r\033[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private String shown = "";

  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  static Console ofProcess() {
    java.io.@Nullable Console console = System.console();
    return new Console(System.out, System.err, console != null && console.isTerminal());
  }

  /**
   * Shows the secret of the first admin's token: here, once, and apart from the log of requests.
   */
  public static void firstAdminToken(String secret) {
    ofProcess()
        .note(
            """

            The first admin's token, shown this once:

                %s

            Keep it; it is valid until revoked.
            """
                .formatted(secret));
  }

  /** Says what was found or made. */
  synchronized void say(String text) {
    erase();
    out.println(text);
    out.flush();
  }

  /** Says how it is getting on, or what went wrong. */
  synchronized void note(String text) {
    erase();
    err.println(text);
    err.flush();
  }

  /** Says that something failed which nobody foresaw, in the words of programmers. */
  synchronized void fault(Throwable thrown) {
    erase();
    thrown.printStackTrace(err);
    err.flush();
  }

  /**
   * Shows how far something is: on a terminal in one line that is written over, else in a line for
   * each tenth.
   */
  synchronized void progress(String what, long done, long total) {
    long share = total <= 0 ? 0 : Math.min(done, total) * WIDTH / total;
    if (terminal) {
      String bar = "#".repeat((int) share) + "-".repeat((int) (WIDTH - share));
      show(ERASE, "[%s] %,d of %,d  %s".formatted(bar, done, total, what), "");
    } else {
      long tenths = total <= 0 ? 0 : Math.min(done, total) * 10 / total;
      show("", "%s: %d %%".formatted(what, tenths * 10), System.lineSeparator());
    }
  }

  private void show(String before, String text, String after) {
    if (!text.equals(shown)) {
      err.print(before + text + after);
      err.flush();
      shown = text;
    }
  }

  private void erase() {
    if (terminal && !shown.isEmpty()) {
      err.print(ERASE);
    }
    shown = "";
  }
}
