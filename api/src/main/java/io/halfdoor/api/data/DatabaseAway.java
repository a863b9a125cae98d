package io.halfdoor.api.data;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database is away, overloaded or took too long, through no fault of the request: the same
 * again may succeed in a moment.
 *
 * <p>Mostly nothing was written. But where the connection broke while a commit was under way nobody
 * knows, so a caller who must not write twice repeats with the same idempotency key.
 */
public final class DatabaseAway extends RuntimeException {

  /** When to try again: a pool has recovered by then, as a rule. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** Classes of SQLSTATE: connection, resources (disk, memory, connections), operator, system. */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

  private static final Set<String> STATES =
      Set.of(
          "25P03", // idle in a transaction for too long
          "25P04", // transaction_timeout
          "40001", // serialization failure
          "40P01", // deadlock
          "55P03"); // lock_timeout

  DatabaseAway(Throwable cause) {
    super("The database is away or too slow: " + cause.getMessage(), cause);
  }

  /** Says whether this failure, or what caused it, means no more than that. */
  public static Optional<DatabaseAway> in(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseAway away) {
        return Optional.of(away);
      }
      if (cause instanceof SQLException sql && isAway(sql)) {
        return Optional.of(new DatabaseAway(failure));
      }
    }
    return Optional.empty();
  }

  private static boolean isAway(SQLException failure) {
    if (failure instanceof SQLTransientConnectionException) {
      return true; // the pool's: none became free in time
    }
    String state = failure.getSQLState();
    return state != null
        && state.length() == 5
        && (STATES.contains(state) || CLASSES.contains(state.substring(0, 2)));
  }
}
