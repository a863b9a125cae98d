package io.halfdoor.api.data;

/**
 * The database is not opened, for a reason that only the operator can remove. The message says what
 * is wrong and what to do, and is meant to be printed as it stands, without a stack trace.
 */
public final class OpeningRefused extends RuntimeException {

  public OpeningRefused(String message) {
    super(message);
  }

  OpeningRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
