package io.halfdoor.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What an archive says of itself in its central directory, read without unpacking anything.
 *
 * @param entries at most {@link #MOST}
 * @param count how many the archive says it has
 */
record ZipDirectory(List<Entry> entries, long count) {

  /** Entries read; an archive with more is refused long before. */
  private static final int MOST = 70_000;

  private static final int DIRECTORY_BYTES = 16 << 20;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final long BIG = 0xFFFFFFFFL;

  /** Below this size an archive may expand as it likes: templates and spreadsheets of zeros do. */
  private static final long HARMLESS = 8 << 20;

  record Entry(String name, int flags, int method, long packed, long size, long offset) {
    boolean encrypted() {
      return (flags & 1) != 0;
    }
  }

  /** Empty when there is no directory that can be read: a truncated archive, or none at all. */
  static Optional<ZipDirectory> read(SeekableByteChannel channel) throws IOException {
    long length = channel.size();
    int tailLength = (int) Math.min(length, 65_557);
    ByteBuffer tail = bytes(channel, length - tailLength, tailLength);
    for (int at = tailLength - 22; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return directory(channel, tail, at, length - tailLength + at);
      }
    }
    return Optional.empty();
  }

  private static Optional<ZipDirectory> directory(
      SeekableByteChannel channel, ByteBuffer tail, int at, long end) throws IOException {
    long count = Short.toUnsignedLong(tail.getShort(at + 10));
    long size = Integer.toUnsignedLong(tail.getInt(at + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
    if (at >= 20 && tail.getInt(at - 20) == LOCATOR_64) {
      long record = tail.getLong(at - 12);
      if (record >= 0 && record <= end - 56) {
        ByteBuffer big = bytes(channel, record, 56);
        if (big.getInt(0) == END_64) {
          count = big.getLong(32);
          size = big.getLong(40);
          offset = big.getLong(48);
          end = record;
        }
      }
    }
    if (size < 0 || size > end || offset < 0 || count < 0) {
      return Optional.empty();
    }
    // Whatever was written before the archive shifts every offset in it.
    long shift = end - size - offset;
    ByteBuffer directory = bytes(channel, end - size, (int) Math.min(size, DIRECTORY_BYTES));
    List<Entry> entries = new ArrayList<>();
    int position = 0;
    while (entries.size() < MOST
        && position + 46 <= directory.limit()
        && directory.getInt(position) == CENTRAL) {
      int name = Short.toUnsignedInt(directory.getShort(position + 28));
      int extra = Short.toUnsignedInt(directory.getShort(position + 30));
      int comment = Short.toUnsignedInt(directory.getShort(position + 32));
      if (position + 46 + name + extra > directory.limit()) {
        break;
      }
      entries.add(entry(directory, position, name, extra, shift));
      position += 46 + name + extra + comment;
    }
    if (entries.isEmpty() && count > 0) {
      return Optional.empty();
    }
    return Optional.of(new ZipDirectory(entries, Math.max(count, entries.size())));
  }

  private static Entry entry(ByteBuffer directory, int at, int name, int extra, long shift) {
    long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
    long size = Integer.toUnsignedLong(directory.getInt(at + 24));
    long offset = Integer.toUnsignedLong(directory.getInt(at + 42));
    int field = at + 46 + name;
    int fieldsEnd = field + extra;
    while (field + 4 <= fieldsEnd) {
      int kind = Short.toUnsignedInt(directory.getShort(field));
      int length = Short.toUnsignedInt(directory.getShort(field + 2));
      int value = field + 4;
      int valueEnd = Math.min(value + length, fieldsEnd);
      if (kind == 1) {
        if (size == BIG && value + 8 <= valueEnd) {
          size = directory.getLong(value);
          value += 8;
        }
        if (packed == BIG && value + 8 <= valueEnd) {
          packed = directory.getLong(value);
          value += 8;
        }
        if (offset == BIG && value + 8 <= valueEnd) {
          offset = directory.getLong(value);
        }
        break;
      }
      field = value + length;
    }
    byte[] bytes = new byte[name];
    directory.get(at + 46, bytes);
    return new Entry(
        new String(bytes, StandardCharsets.UTF_8),
        Short.toUnsignedInt(directory.getShort(at + 8)),
        Short.toUnsignedInt(directory.getShort(at + 10)),
        packed,
        size,
        offset + shift);
  }

  /** Whether it says, or lets see, that it would expand beyond the limits. */
  boolean exceeds(Limits limits, long fileBytes) {
    if (count > limits.archiveEntries() || entries.size() > limits.archiveEntries()) {
      return true;
    }
    long packed = 0;
    long size = 0;
    for (Entry entry : entries) {
      if (entry.size < 0 || entry.packed < 0 || entry.size > limits.archiveBytes()) {
        return true;
      }
      packed += entry.packed;
      size += entry.size;
      if (size > limits.archiveBytes()) {
        return true;
      }
    }
    // Entries that share their bytes add up to more than the file has.
    return packed > fileBytes + 1024
        || (size > HARMLESS
            && size / Math.max(1, Math.min(packed, fileBytes)) >= limits.archiveRatio());
  }

  Optional<Entry> find(String name) {
    return entries.stream().filter(entry -> entry.name.equals(name)).findFirst();
  }

  boolean hasUnder(String folder) {
    return entries.stream().anyMatch(entry -> entry.name.startsWith(folder));
  }

  /** The beginning of an entry's bytes, unpacked; empty when it is not there as it should be. */
  static byte[] head(SeekableByteChannel channel, Entry entry, int most) throws IOException {
    if (entry.encrypted() || entry.offset < 0 || entry.offset + 30 > channel.size()) {
      return new byte[0];
    }
    ByteBuffer header = bytes(channel, entry.offset, 30);
    if (header.getInt(0) != LOCAL) {
      return new byte[0];
    }
    long start =
        entry.offset
            + 30
            + Short.toUnsignedLong(header.getShort(26))
            + Short.toUnsignedLong(header.getShort(28));
    long available = Math.max(0, channel.size() - start);
    byte[] packed = new byte[(int) Math.min(available, Math.min(entry.packed, most))];
    bytes(channel, start, packed.length).get(packed);
    if (entry.method == 0) {
      return packed;
    }
    byte[] unpacked = new byte[most];
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed);
      int length = 0;
      while (length < most) {
        int more = inflater.inflate(unpacked, length, most - length);
        if (more == 0) {
          break;
        }
        length += more;
      }
      return Arrays.copyOf(unpacked, length);
    } catch (DataFormatException damaged) {
      return new byte[0];
    }
  }

  private static ByteBuffer bytes(SeekableByteChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Filling: a channel may give less than it has been asked for.
    }
    return buffer.position(0);
  }
}
