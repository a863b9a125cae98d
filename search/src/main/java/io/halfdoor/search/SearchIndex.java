package io.halfdoor.search;

import io.halfdoor.search.Meanings.Vectors;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The index of everything that can be found. Safe for use by many threads.
 *
 * <p>Any method may throw {@link UncheckedIOException} when the disk fails. A failed write leaves
 * searches going; the index goes back to its last commit, so the writer reads {@link #position()}
 * again and goes on from there.
 */
public final class SearchIndex implements Closeable {

  /*
   * Generations. The live one is a folder that the pointer names; a rebuild fills another and then
   * moves the pointer. Searches take the live generation at their start and keep it to their end;
   * where it is closed between the two, they take its successor.
   *
   * Locks. `writing` is held to apply, to swap and to give up a broken writer, never while a commit
   * waits for the disk: that has `committing` to itself, taken first where both are needed. So what
   * is applied meanwhile does not wait for fsync.
   */

  private final SearchOptions options;
  private final Meanings meanings;
  private final Folders folders;
  private final SearchCache cache = new SearchCache();
  private final StemCounts counts = new StemCounts();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock committing = new ReentrantLock();

  private volatile Generation live;
  private volatile Synonyms synonyms = Synonyms.NONE;
  private volatile @Nullable String position;
  private volatile @Nullable String committed;
  private volatile @Nullable Rebuild rebuild;
  private volatile @Nullable Instant committedAt;
  private volatile @Nullable String failure;
  private volatile boolean isClosed;

  /**
   * Set where a broken writer cost what was applied since the last commit: the feeder must hear.
   */
  private boolean hasGoneBack;

  private SearchIndex(SearchOptions options, Folders folders, Generation live) {
    this.options = options;
    this.meanings = new Meanings(options.embedder());
    this.folders = folders;
    this.live = live;
    this.committed = live.committedPosition();
    this.position = committed;
  }

  /**
   * Opens the index below a folder, or makes an empty one. One that is damaged or of another schema
   * is discarded, and leftovers of killed rebuilds are removed. Reads every byte of the index once.
   *
   * @throws UncheckedIOException also when another process has the index open
   */
  public static SearchIndex open(Path home, SearchOptions options) {
    try {
      Folders folders = new Folders(home);
      try {
        Generation live = openCurrent(folders, options);
        if (live == null) {
          live = startOver(folders, options);
        }
        folders.removeAllBut(live.folder());
        return new SearchIndex(options, folders, live);
      } catch (IOException | RuntimeException e) {
        folders.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where there is no index that could be gone on with. */
  private static @Nullable Generation openCurrent(Folders folders, SearchOptions options)
      throws IOException {
    Path folder = folders.current();
    if (folder == null) {
      return null;
    }
    Generation generation;
    try {
      generation = new Generation(folder, options, options.writeBuffer());
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      if (isDamage(e)) {
        return null;
      }
      throw e;
    }
    try {
      generation.checkIntegrity();
      if (generation.committedPosition() != null) {
        return generation;
      }
    } catch (IOException | RuntimeException e) {
      if (!isDamage(e)) {
        generation.close();
        throw e;
      }
    }
    generation.close();
    return null;
  }

  /**
   * Whether a failure to open tells of the index itself and not of the disk or of another process.
   * A damaged length or name can send Lucene into almost any unchecked exception.
   */
  private static boolean isDamage(Exception failure) {
    return failure instanceof RuntimeException
        || failure instanceof CorruptIndexException
        || failure instanceof IndexFormatTooOldException
        || failure instanceof IndexFormatTooNewException
        || failure instanceof IndexNotFoundException
        || failure instanceof EOFException
        || failure instanceof FileNotFoundException
        || failure instanceof NoSuchFileException;
  }

  private static Generation startOver(Folders folders, SearchOptions options) throws IOException {
    Generation empty = new Generation(folders.next(), options, options.writeBuffer());
    try {
      folders.pointTo(empty.folder());
      return empty;
    } catch (IOException | RuntimeException e) {
      empty.close();
      throw e;
    }
  }

  /**
   * Replaces or adds entries and removes others by id; all of it can be found when this returns,
   * and is durable after the next {@link #commit()}. Costs a few milliseconds a call besides the
   * entries: hand over what has come together, not one by one. Of an id given twice the last entry
   * counts; an id both given and deleted is deleted.
   *
   * @param reached what {@link #position()} says from now on
   */
  public void apply(Collection<Entry> upserts, Collection<String> deletes, String reached) {
    Map<String, Vectors> vectors = meanings.of(upserts);
    writing.lock();
    try {
      mend();
      if (hasGoneBack) {
        hasGoneBack = false;
        throw new UncheckedIOException(
            new IOException("the index went back to its last commit after: " + failure));
      }
      try {
        for (Entry entry : upserts) {
          live.replace(entry, vectors);
        }
        live.delete(deletes);
        live.refresh();
      } catch (IOException | AlreadyClosedException e) {
        live.giveUp();
        position = committed;
        throw failed(e);
      }
      Rebuild building = rebuild;
      if (building != null) {
        building.apply(upserts, vectors, deletes, reached);
      }
      position = reached;
      failure = null;
    } finally {
      writing.unlock();
    }
  }

  /**
   * Ids of entries that lack vectors which the embedder did not have when they were applied, in no
   * order. They are found by their words meanwhile; once the vectors are there, apply the entries
   * again.
   */
  public Set<String> incomplete(int most) {
    return ask(searcher -> Entries.incomplete(searcher, most));
  }

  /** What the last applied batch said; empty when the index has to be rebuilt. */
  public Optional<String> position() {
    return Optional.ofNullable(position);
  }

  /** Makes durable what was applied until now. Applying and searching go on meanwhile. */
  public void commit() {
    committing.lock();
    try {
      Generation target;
      String reached;
      writing.lock();
      try {
        mend();
        target = live;
        reached = position;
      } finally {
        writing.unlock();
      }
      if (reached == null) {
        return;
      }
      try {
        target.commit(reached);
        committed = reached;
        committedAt = options.clock().instant();
      } catch (IOException | AlreadyClosedException e) {
        target.giveUp();
        throw failed(e);
      }
    } finally {
      committing.unlock();
    }
  }

  /** Reopens the live generation at its last commit where its writer gave up. */
  private void mend() {
    if (isClosed) {
      throw new IllegalStateException("the index is closed");
    }
    if (!live.isBroken()) {
      return;
    }
    try {
      Generation broken = live;
      Generation reopened = openCurrent(folders, options);
      live = reopened == null ? startOver(folders, options) : reopened;
      committed = live.committedPosition();
      hasGoneBack = hasGoneBack || !Objects.equals(position, committed);
      position = committed;
      broken.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(Exception cause) {
    failure = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new UncheckedIOException(
        cause instanceof IOException io ? io : new IOException("the index takes no writes", cause));
  }

  /**
   * Starts to build the index anew beside this one.
   *
   * @throws IllegalStateException when one is being built already
   */
  public Rebuild rebuild() {
    writing.lock();
    try {
      if (isClosed || rebuild != null) {
        throw new IllegalStateException(
            isClosed ? "the index is closed" : "a rebuild is under way");
      }
      Rebuild started =
          new Rebuild(
              this,
              new Generation(folders.next(), options, Math.max(options.writeBuffer(), 64L << 20)));
      rebuild = started;
      return started;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      writing.unlock();
    }
  }

  Map<String, Vectors> vectors(Collection<Entry> entries) {
    return meanings.of(entries);
  }

  void finish(Rebuild finished, String given) {
    Generation built = finished.generation();
    committing.lock();
    try {
      // The bulk of it becomes durable before anybody has to wait for what is left.
      built.commit(given);
      writing.lock();
      try {
        finished.throwFailure();
        String appliedPosition = finished.appliedPosition();
        String reached = appliedPosition == null ? given : appliedPosition;
        built.refresh();
        built.commit(reached);
        folders.pointTo(built.folder());
        Generation replaced = live;
        live = built;
        position = reached;
        committed = reached;
        hasGoneBack = false;
        committedAt = options.clock().instant();
        rebuild = null;
        dispose(replaced);
      } finally {
        writing.unlock();
      }
    } catch (IOException e) {
      throw failed(e);
    } finally {
      committing.unlock();
    }
  }

  private static void dispose(Generation replaced) {
    try {
      replaced.close();
      Folders.remove(replaced.folder());
    } catch (IOException e) {
      // Nothing reads it any more, and what is left of it is removed at the next open.
      return;
    }
  }

  void abandon(Rebuild abandoned) {
    writing.lock();
    try {
      rebuild = null;
      abandoned.generation().close();
      Folders.remove(abandoned.generation().folder());
    } catch (IOException e) {
      throw failed(e);
    } finally {
      writing.unlock();
    }
  }

  private interface Asking<T> {
    T of(IndexSearcher searcher) throws IOException;
  }

  private <T> T ask(Asking<T> asking) {
    while (true) {
      Generation asked = live;
      try {
        IndexSearcher searcher = asked.acquire();
        try {
          return asking.of(cache.searcher(searcher.getIndexReader()));
        } finally {
          asked.release(searcher);
        }
      } catch (AlreadyClosedException e) {
        if (isClosed || asked == live) {
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Finds items.
   *
   * @throws InvalidCursorException for a cursor that does not belong to the request
   */
  public SearchResult search(SearchRequest request) {
    return search(request, synonyms);
  }

  /** The same by another list of synonyms, for those who think of changing it. */
  public SearchResult search(SearchRequest request, Synonyms by) {
    return ask(searcher -> search(searcher, request, by).run(options.timeout()));
  }

  private Search search(IndexSearcher searcher, SearchRequest request, Synonyms by)
      throws IOException {
    return new Search(searcher, request, by, options.embedder(), options.clock().instant());
  }

  /** Has searches that begin from now on go by a list of synonyms. */
  public void synonyms(Synonyms list) {
    synonyms = list;
  }

  /**
   * The ids of all items that a {@link #search} would find on its pages, in no order; sort, limit,
   * facets and page of the request do not matter.
   *
   * @throws UncheckedIOException also when time runs out: what is found is all of it, or nothing
   */
  public Set<String> all(SearchRequest request) {
    return ask(searcher -> search(searcher, request, synonyms).all(options.timeout()));
  }

  /**
   * Titles and label values with words that begin as the text does, among what the audience may
   * see: titles that begin with its first word first, then the most used.
   *
   * @param limit how many at most, 0 to 100
   */
  public List<Suggestion> suggest(String typed, Set<String> audience, int limit) {
    if (limit < 0 || limit > 100) {
      throw new IllegalArgumentException("limit is 0 to 100, not " + limit);
    }
    return ask(searcher -> new Suggestions(searcher, audience).find(typed, limit));
  }

  /**
   * The items most like what somebody said, the likest first, among what the audience may see: told
   * by the words that the text shares with their titles and phrasings, somewhat by those it shares
   * with all else of them, and where meaning is searched by the nearest of their vectors. How
   * telling a word is comes from all entries, as in {@link #search}.
   *
   * @param more what is said of it besides: held against all of them, not against how they are said
   * @param filters as {@link SearchRequest#filters()}
   * @param limit how many at most, 0 to 100
   */
  public List<Likeness> similar(
      String text, String more, Set<String> audience, Map<String, Set<String>> filters, int limit) {
    if (limit < 0 || limit > 100) {
      throw new IllegalArgumentException("limit is 0 to 100, not " + limit);
    }
    return ask(
        searcher ->
            new Likenesses(searcher, counts, options.embedder(), audience, filters)
                .of(text, more, limit));
  }

  /**
   * Short texts put together by likeness, the largest group first. How telling a word is comes from
   * how few items of some kinds have it in their titles and phrasings.
   *
   * @param kinds of items; all where empty
   */
  public List<TextGroups.Group> groups(List<TextGroups.Text> texts, Set<String> kinds) {
    return ask(searcher -> TextGroups.of(texts, SayingCounts.of(searcher, kinds)));
  }

  /** Tells every entry's version, in no order, as of one moment. */
  public void versions(Consumer<EntryVersion> each) {
    ask(
        searcher -> {
          Entries.versions(searcher, each);
          return each;
        });
  }

  public IndexStatus status() {
    Generation asked = live;
    return ask(
        searcher -> {
          Entries.Count count = Entries.count(searcher);
          return new IndexStatus(
              count.entries(),
              count.passages(),
              asked.bytes(),
              position,
              committedAt,
              rebuild != null,
              failure);
        });
  }

  /** Commits and closes. Searches under way finish; a rebuild under way is abandoned. */
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    Rebuild building = rebuild;
    if (building != null) {
      building.close();
    }
    try {
      commit();
    } finally {
      shut();
    }
  }

  private void shut() {
    writing.lock();
    try {
      isClosed = true;
      live.close();
      folders.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writing.unlock();
    }
  }
}
