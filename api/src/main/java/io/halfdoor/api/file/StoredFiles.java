package io.halfdoor.api.file;

import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The files of this installation. Safe for many threads, and for many nodes on one disk. */
public final class StoredFiles {

  private static final int PAGE = 500;
  private static final Duration STALE = Duration.ofDays(1);

  /** A disk with less than this is full: a file system keeps some blocks for itself. */
  private static final long FULL = 64 << 10;

  private final Path folder;
  private final Path incoming;
  private final FileStore files;

  /**
   * Opens, and where need be makes, the folder of files in a home.
   *
   * @throws IOException when it cannot be made
   */
  public StoredFiles(Path home, Jdbi jdbi) throws IOException {
    this.folder = home.resolve("files");
    this.incoming = Files.createDirectories(folder.resolve("incoming"));
    this.files = jdbi.onDemand(FileStore.class);
  }

  /**
   * Begins to take in a file. Who does so discards it in the end.
   *
   * @param most bytes that it may have
   * @throws Problem when there is no room left
   */
  public Incoming receive(long most) {
    try {
      return new Incoming(this, Files.createTempFile(incoming, "", ".part"), most);
    } catch (IOException e) {
      throw refused(e, incoming);
    }
  }

  /** Where the file with this hash is, if it is kept. */
  public Path path(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  /**
   * Reads every file that is kept and compares it with its hash.
   *
   * @return the hashes of those that are missing or not what they were
   */
  public List<String> damaged() throws IOException {
    List<String> damaged = new ArrayList<>();
    String after = "";
    List<StoredFile> page;
    do {
      page = files.after(after, PAGE);
      for (StoredFile file : page) {
        after = file.sha256();
        if (!file.sha256().equals(hash(path(file.sha256())))) {
          damaged.add(file.sha256());
        }
      }
    } while (page.size() == PAGE);
    return damaged;
  }

  private static @Nullable String hash(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    MessageDigest digest = Digests.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Digests.hex(digest.digest());
  }

  /**
   * Deletes the files that nobody refers to, what an upload that was cut off left behind, and what
   * was on its way in for more than a day.
   *
   * @return how many files were deleted
   */
  public int sweep(ContentSweep sweep, Instant now) throws IOException {
    int swept = 0;
    String after = "";
    List<StoredFile> page;
    do {
      page = files.after(after, PAGE);
      after = page.isEmpty() ? after : page.getLast().sha256();
      swept += sweep.sweep(page.stream().map(StoredFile::sha256).toList(), this::delete);
    } while (page.size() == PAGE);
    deleteStale(now);
    List<String> unknown = unknown();
    return swept + sweep.sweep(unknown, this::deleteUnknown);
  }

  /** The files on the disk that have no row: those of transactions that were rolled back. */
  private List<String> unknown() throws IOException {
    List<String> unknown = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new Visit() {
          @Override
          public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes about) {
            return place.equals(incoming) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path place, BasicFileAttributes about) {
            String name = place.getFileName().toString();
            if (!files.has(name)) {
              unknown.add(name);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return unknown;
  }

  private void deleteStale(Instant now) throws IOException {
    Files.walkFileTree(
        incoming,
        new Visit() {
          @Override
          public FileVisitResult visitFile(Path place, BasicFileAttributes about)
              throws IOException {
            if (about.lastModifiedTime().toInstant().isBefore(now.minus(STALE))) {
              Files.deleteIfExists(place);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Files come and go while a folder is looked through. */
  private static class Visit extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFileFailed(Path place, IOException thrown) throws IOException {
      if (thrown instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw thrown;
    }
  }

  private void delete(Handle transaction, String sha256) {
    transaction.attach(FileStore.class).remove(sha256);
    unlink(sha256);
  }

  /** A file of a transaction that was rolled back, if it still is one. */
  private void deleteUnknown(Handle transaction, String sha256) {
    if (!transaction.attach(FileStore.class).has(sha256)) {
      unlink(sha256);
    }
  }

  private void unlink(String sha256) {
    try {
      Files.deleteIfExists(path(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves a file that has arrived to its place, unless its bytes are there already. */
  void place(Incoming file) throws IOException {
    Path place = path(file.sha256());
    if (Files.exists(place) && Files.size(place) == file.size()) {
      return;
    }
    Path outer = made(folder, file.sha256().substring(0, 2));
    Path inner = made(outer, file.sha256().substring(2, 4));
    Files.move(file.place(), place, StandardCopyOption.ATOMIC_MOVE);
    sync(inner);
  }

  private static Path made(Path parent, String name) throws IOException {
    Path child = parent.resolve(name);
    if (!Files.exists(child)) {
      Files.createDirectories(child);
      sync(parent);
    }
    return child;
  }

  /** Makes what was done to a folder last. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** What to throw where writing failed: a full disk is told as one. */
  static RuntimeException refused(IOException thrown, Path place) {
    String said = String.valueOf(thrown.getMessage());
    if (said.contains("No space left") || said.contains("quota exceeded") || isFull(place)) {
      return new Problem(ProblemType.STORAGE_FULL, "The disk is full; nothing was written.");
    }
    return new UncheckedIOException(thrown);
  }

  private static boolean isFull(Path place) {
    try {
      return Files.getFileStore(place).getUsableSpace() < FULL;
    } catch (IOException e) {
      return false;
    }
  }
}
