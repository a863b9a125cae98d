package io.halfdoor.api.command;

import org.jspecify.annotations.Nullable;

/**
 * A command cannot do what it was asked to. The message says why and what to do, and is printed as
 * it stands.
 */
public class CommandFailed extends Exception {

  static final int FAILED = 1;
  static final int MISUSED = 2;

  private final int status;

  public CommandFailed(String message) {
    this(FAILED, message, null);
  }

  public CommandFailed(String message, Throwable cause) {
    this(FAILED, message, cause);
  }

  private CommandFailed(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /**
   * The command was called the wrong way, or an environment variable that it needs is not right.
   */
  static CommandFailed misused(String message) {
    return new CommandFailed(MISUSED, message, null);
  }

  /** What the process ends with. */
  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
