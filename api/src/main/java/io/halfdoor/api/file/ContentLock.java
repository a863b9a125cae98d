package io.halfdoor.api.file;

import org.jdbi.v3.core.Handle;

/** Who refers to content by its hash, and who sweeps it away, do so one after the other. */
public final class ContentLock {

  private static final String KEY = "hashtextextended('content ' || :sha256, 0)";

  private ContentLock() {}

  /** Keeps the content from being swept until this transaction ends; waits for a sweep to end. */
  public static void share(Handle transaction, String sha256) {
    select(transaction, "SELECT true FROM pg_advisory_xact_lock_shared(" + KEY + ")", sha256);
  }

  /** Takes the content for a sweep; false while somebody refers to it in an open transaction. */
  public static boolean tryTake(Handle transaction, String sha256) {
    return select(transaction, "SELECT pg_try_advisory_xact_lock(" + KEY + ")", sha256);
  }

  private static boolean select(Handle transaction, String sql, String sha256) {
    return transaction.createQuery(sql).bind("sha256", sha256).mapTo(Boolean.class).one();
  }
}
