package io.halfdoor.api.data;

import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The transactions of Halfdoor: short ones that write, and longer ones that only look.
 *
 * <p>Every session of the pool gives a transaction five seconds and a lock three; PostgreSQL ends
 * what takes longer. So nothing slow belongs into one: no file, no mail, no other server.
 */
public final class Transactions {

  private final Jdbi jdbi;

  Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Does all of it or nothing.
   *
   * @throws DatabaseAway when the database is away or the time is over
   */
  public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
    try {
      return jdbi.inTransaction(work);
    } catch (RuntimeException e) {
      throw DatabaseAway.in(e).map(RuntimeException.class::cast).orElse(e);
    }
  }

  /** The same, for work without a result. */
  public <X extends Exception> void useTransaction(HandleConsumer<X> work) throws X {
    this.<Void, X>inTransaction(work.asCallback());
  }

  /**
   * Looks at one moment of the whole database for as long as it takes; cannot write. It does not
   * hold back readers of the change feed.
   */
  public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    try {
      return jdbi.inTransaction(
          TransactionIsolationLevel.REPEATABLE_READ,
          handle -> {
            handle.execute("SET TRANSACTION READ ONLY");
            handle.execute("SET LOCAL transaction_timeout = 0");
            return work.withHandle(handle);
          });
    } catch (RuntimeException e) {
      throw DatabaseAway.in(e).map(RuntimeException.class::cast).orElse(e);
    }
  }
}
