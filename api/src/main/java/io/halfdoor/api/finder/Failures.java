package io.halfdoor.api.finder;

import io.halfdoor.api.data.DatabaseAway;
import java.io.UncheckedIOException;

/** What failed, in words for whoever runs the server: no SQL and no stack, that is in the log. */
final class Failures {

  private Failures() {}

  static String words(RuntimeException failure) {
    if (DatabaseAway.in(failure).isPresent()) {
      return "The database does not answer.";
    }
    return failure instanceof UncheckedIOException disk
        ? "The disk refuses the index: " + disk.getMessage()
        : "Unexpected, see the log: " + failure.getClass().getSimpleName();
  }
}
