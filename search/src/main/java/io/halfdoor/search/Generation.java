package io.halfdoor.search;

import io.halfdoor.search.Meanings.Vectors;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One Lucene index in a folder of its own: its writer and what can be found in it.
 *
 * <p>A commit carries the schema and the position of the feed. The position is set before the
 * commit begins, so a commit may hold more than its position says and never less; what it holds too
 * much is applied again after a crash, to the same effect.
 */
final class Generation implements Closeable {

  private static final String SCHEMA = "schema";
  private static final String POSITION = "position";

  private final Path folder;
  private final String schema;
  private final MMapDirectory disk;

  /** The disk behind a little memory, so that small segments reach it merged. */
  private final Directory directory;

  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile boolean isGivenUp;
  private final Queue<Block> blocks = new ConcurrentLinkedQueue<>();

  /** Opens or makes the index of a folder. */
  Generation(Path folder, SearchOptions options, long writeBuffer) throws IOException {
    this.folder = folder;
    schema = Fields.SCHEMA + ' ' + new Meanings(options.embedder()).model();
    disk = new MMapDirectory(folder);
    directory = new NRTCachingDirectory(disk, 4, 24);
    IndexWriter opened = null;
    try {
      IndexWriterConfig config = new IndexWriterConfig();
      config.setRAMBufferSizeMB(writeBuffer / (double) (1 << 20));
      config.setCommitOnClose(false);
      opened = new IndexWriter(directory, config);
      searchers = new SearcherManager(opened, null);
      writer = opened;
    } catch (IOException | RuntimeException e) {
      closeAll(e, opened, disk);
      throw e;
    }
  }

  Path folder() {
    return folder;
  }

  /** What the last commit says of itself; null where there is none of this schema. */
  @Nullable String committedPosition() {
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data == null) {
      return null;
    }
    String position = null;
    boolean isOurs = false;
    for (Map.Entry<String, String> entry : data) {
      isOurs |= entry.getKey().equals(SCHEMA) && entry.getValue().equals(schema);
      if (entry.getKey().equals(POSITION)) {
        position = entry.getValue();
      }
    }
    return isOurs ? position : null;
  }

  /** Reads every byte once and holds it against its checksum. */
  void checkIntegrity() throws IOException {
    IndexSearcher searcher = acquire();
    try {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        leaf.reader().checkIntegrity();
      }
    } finally {
      release(searcher);
    }
  }

  /**
   * @param vectors of a batch that the entry is of
   */
  void replace(Entry entry, Map<String, Vectors> vectors) throws IOException {
    Block spare = blocks.poll();
    Block block = spare == null ? new Block() : spare;
    writer.updateDocuments(
        new Term(Fields.ID, entry.id()),
        block.of(entry, vectors.getOrDefault(entry.id(), Vectors.NONE)));
    blocks.add(block);
  }

  void delete(Collection<String> ids) throws IOException {
    writer.deleteDocuments(ids.stream().map(id -> new Term(Fields.ID, id)).toArray(Term[]::new));
  }

  /** Makes what was written findable. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Makes what was written durable; for one thread at a time. */
  void commit(String position) throws IOException {
    writer.setLiveCommitData(Map.of(SCHEMA, schema, POSITION, position).entrySet());
    writer.commit();
  }

  /** Whether a write failed and no more are taken. */
  boolean isBroken() {
    return isGivenUp || !writer.isOpen();
  }

  /**
   * Takes no more writes after one that failed, and drops what was not committed; what can be found
   * still can. Lucene may have given up by itself, but need not have: a lock or a file of its may
   * be gone while it would go on.
   */
  void giveUp() {
    isGivenUp = true;
    try {
      writer.rollback();
    } catch (IOException | RuntimeException e) {
      // It is left behind either way, and the next one is opened from the disk.
      return;
    }
  }

  /** To be given back with {@link #release}. */
  IndexSearcher acquire() throws IOException {
    return searchers.acquire();
  }

  void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      try {
        bytes += directory.fileLength(file);
      } catch (java.nio.file.NoSuchFileException e) {
        // Merged away since it was listed.
      }
    }
    return bytes;
  }

  /**
   * Closes without a commit. The memory in front of the disk is let go of as it is: closing it
   * would write what was not committed over the files of whoever has opened the folder since.
   */
  @Override
  public void close() throws IOException {
    IOException failed = new IOException("closing " + folder);
    closeAll(failed, searchers, writer, disk);
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }

  private static void closeAll(Exception failure, @Nullable Closeable... all) {
    for (Closeable each : all) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
