package io.halfdoor.search;

import java.io.Closeable;
import java.util.Collection;

/**
 * A generation of the index that is being built beside the live one.
 *
 * <p>Read the entries after this was started: what is applied to the index meanwhile reaches both
 * generations, and an entry that was applied or deleted meanwhile is not overwritten by the older
 * one that is added here.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Rebuild implements Closeable {

  private Rebuild() {}

  /**
   * Adds entries, each id once in all. They are indexed by several threads; this waits while too
   * many are under way. May be called by several threads.
   *
   * @throws java.io.UncheckedIOException when writing failed, of these entries or of earlier ones
   */
  public void add(Collection<Entry> entries) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes this generation durable and the live one, and removes the one it replaces. Searches under
   * way finish on the generation they began with.
   *
   * @param position the position of the feed before which every change is among the entries added;
   *     what was applied meanwhile goes beyond it and counts instead
   */
  public void finish(String position) {
    throw new UnsupportedOperationException();
  }

  /** Gives up and removes what was built, unless it was finished. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
