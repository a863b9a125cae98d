package io.halfdoor.api.importing;

import io.halfdoor.api.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The end of an archive, where it says how large its directory is: looked at before the directory
 * is read, since that is done in memory and at once.
 */
final class ZipEnd {

  private static final int END = 0x06054b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int END_LENGTH = 22;
  private static final int LOCATOR_LENGTH = 20;
  private static final int LONGEST_COMMENT = 65_535;
  private static final long LARGEST_DIRECTORY = 8 << 20;

  private ZipEnd() {}

  /**
   * Refuses what is no archive, or one with a directory that is too large.
   *
   * @throws Problem in words that say which
   */
  static void check(Path file, int mostEntries) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      int tailLength = (int) Math.min(length, END_LENGTH + LOCATOR_LENGTH + (long) LONGEST_COMMENT);
      ByteBuffer tail = ByteBuffer.allocate(tailLength).order(ByteOrder.LITTLE_ENDIAN);
      while (tail.hasRemaining()
          && channel.read(tail, length - tailLength + tail.position()) >= 0) {
        // until it is full
      }
      for (int at = tailLength - END_LENGTH; at >= 0; at--) {
        if (tail.getInt(at) == END) {
          check(tail, at, mostEntries);
          return;
        }
      }
    }
    throw none();
  }

  private static Problem none() {
    return Problem.unreadable("The body is no ZIP archive, or its end is missing.");
  }

  /** The last of what looks like an end has to be it, lest another reader takes another one. */
  private static void check(ByteBuffer tail, int at, int mostEntries) {
    int comment = Short.toUnsignedInt(tail.getShort(at + END_LENGTH - 2));
    if (at + END_LENGTH + comment != tail.limit()) {
      throw none();
    }
    boolean is64 = at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR_64;
    int entries = Short.toUnsignedInt(tail.getShort(at + 10));
    long directory = Integer.toUnsignedLong(tail.getInt(at + 12));
    if (is64 || entries > mostEntries || directory > LARGEST_DIRECTORY) {
      throw tooMany(mostEntries);
    }
  }

  static Problem tooMany(int most) {
    return Problem.tooLarge("The archive has more than " + most + " entries, or too long names.");
  }
}
