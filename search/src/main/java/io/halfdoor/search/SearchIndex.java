package io.halfdoor.search;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The index of everything that can be found. Safe for use by many threads.
 *
 * <p>Any method may throw {@link java.io.UncheckedIOException} when the disk fails. A failed write
 * leaves searches going; the index goes back to its last commit, so the writer reads {@link
 * #position()} again and goes on from there.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class SearchIndex implements Closeable {

  private SearchIndex() {}

  /**
   * Opens the index below a folder, or makes an empty one. One that is damaged or of another schema
   * is discarded, and leftovers of killed rebuilds are removed.
   *
   * @throws java.io.UncheckedIOException also when another process has the index open
   */
  public static SearchIndex open(Path home, SearchOptions options) {
    throw new UnsupportedOperationException();
  }

  /**
   * Replaces or adds entries and removes others by id; all of it can be found when this returns,
   * and is durable after the next {@link #commit()}. Costs a few milliseconds a call besides the
   * entries: hand over what has come together, not one by one.
   *
   * @param position what {@link #position()} says from now on
   */
  public void apply(Collection<Entry> upserts, Collection<String> deletes, String position) {
    throw new UnsupportedOperationException();
  }

  /** What the last applied batch said; empty when the index has to be rebuilt. */
  public Optional<String> position() {
    throw new UnsupportedOperationException();
  }

  /** Makes durable what was applied until now. Applying and searching go on meanwhile. */
  public void commit() {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts to build the index anew beside this one.
   *
   * @throws IllegalStateException when one is being built already
   */
  public Rebuild rebuild() {
    throw new UnsupportedOperationException();
  }

  /**
   * Finds items.
   *
   * @throws InvalidCursorException for a cursor that does not belong to the request
   */
  public SearchResult search(SearchRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Titles and label values with words that begin as the text does, among what the audience may
   * see: those that begin with the whole text first, then the most used.
   *
   * @param limit how many at most, 0 to 100
   */
  public List<Suggestion> suggest(String typed, Set<String> audience, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Tells every entry's version, in no order, as of one moment. */
  public void versions(Consumer<EntryVersion> each) {
    throw new UnsupportedOperationException();
  }

  public IndexStatus status() {
    throw new UnsupportedOperationException();
  }

  /** Commits and closes. Searches under way finish. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
