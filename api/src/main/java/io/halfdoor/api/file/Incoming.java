package io.halfdoor.api.file;

import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way in: written to a place of its own, and gone when it is closed unless it was
 * kept.
 *
 * <p>The stream is closed first, which syncs the file; then it has a hash and a size.
 */
public final class Incoming extends OutputStream {

  private final StoredFiles files;
  private final Path place;
  private final long most;
  private final FileChannel channel;
  private final MessageDigest digest = Digests.sha256();
  private long size;
  private @Nullable String sha256;

  Incoming(StoredFiles files, Path place, long most) throws IOException {
    this.files = files;
    this.place = place;
    this.most = most;
    this.channel = FileChannel.open(place, StandardOpenOption.WRITE);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  /**
   * Takes more of the file.
   *
   * @throws Problem when there is more of it than may be, or no room for it
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (size > most) {
      throw tooLarge(most);
    }
    digest.update(bytes, offset, length);
    ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw StoredFiles.refused(e, place);
    }
  }

  public static Problem tooLarge(long most) {
    return Problem.tooLarge("A file may have at most " + most + " bytes.");
  }

  /** The end of the file: what was written is on the disk. */
  @Override
  public void close() throws IOException {
    if (sha256 == null) {
      try {
        channel.force(true);
      } catch (IOException e) {
        throw StoredFiles.refused(e, place);
      } finally {
        channel.close();
      }
      sha256 = Digests.hex(digest.digest());
    }
  }

  /** Where it is until it is kept. */
  public Path place() {
    return place;
  }

  public long size() {
    return size;
  }

  public String sha256() {
    if (sha256 == null) {
      throw new IllegalStateException("The file has not arrived yet");
    }
    return sha256;
  }

  /** Keeps the file for good, in the transaction that records what it belongs to. */
  public void keep(Handle transaction, Instant now) {
    ContentLock.share(transaction, sha256());
    try {
      files.place(this);
    } catch (IOException e) {
      throw StoredFiles.refused(e, place);
    }
    transaction.attach(FileStore.class).insert(new StoredFile(sha256(), size, now));
  }

  /** Lets go of what was not kept. To be called in every case, at the very end. */
  public void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(place);
  }
}
