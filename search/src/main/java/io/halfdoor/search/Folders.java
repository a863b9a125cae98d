package io.halfdoor.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.UUID;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the generations below one home, the pointer to the live one, and the lock that
 * keeps a second process out.
 */
final class Folders implements Closeable {

  private static final String POINTER = "current";
  private static final String PREFIX = "generation-";

  private final Path home;
  private final Directory directory;
  private final Lock lock;

  Folders(Path home) throws IOException {
    this.home = Files.createDirectories(home).toRealPath();
    directory = new MMapDirectory(this.home);
    try {
      lock = directory.obtainLock("write.lock");
    } catch (IOException e) {
      directory.close();
      throw e;
    }
  }

  /** The live generation's folder; null where none is named or the one named is not there. */
  @Nullable Path current() throws IOException {
    try {
      String name = Files.readString(home.resolve(POINTER)).strip();
      boolean isName = name.startsWith(PREFIX) && name.chars().allMatch(Folders::isOfNames);
      Path folder = isName ? home.resolve(name) : null;
      return folder != null && Files.isDirectory(folder) ? folder : null;
    } catch (NoSuchFileException | java.nio.charset.MalformedInputException e) {
      return null;
    }
  }

  private static boolean isOfNames(int c) {
    return c == '-' || Character.isLetterOrDigit(c);
  }

  /** A folder for another generation, not yet there. */
  Path next() {
    return home.resolve(PREFIX + UUID.randomUUID());
  }

  /** Points to a generation, durably and at once. */
  void pointTo(Path folder) throws IOException {
    Path draft = home.resolve(POINTER + ".new");
    ByteBuffer name =
        ByteBuffer.wrap(
            Objects.requireNonNull(folder.getFileName())
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    try (FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (name.hasRemaining()) {
        file.write(name);
      }
      file.force(true);
    }
    Files.move(
        draft,
        home.resolve(POINTER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    directory.syncMetaData();
  }

  /** Removes every generation but one. */
  void removeAllBut(@Nullable Path kept) throws IOException {
    try (var all = Files.newDirectoryStream(home, PREFIX + "*")) {
      for (Path folder : all) {
        if (!folder.equals(kept)) {
          remove(folder);
        }
      }
    }
  }

  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    lock.close();
    directory.close();
  }
}
