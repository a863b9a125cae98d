package io.halfdoor.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The names in the root folder of an OLE2 file, from a bounded number of its sectors. */
final class OleDirectory {

  private static final int SECTORS = 256;
  private static final int ENTRY_BYTES = 128;

  private OleDirectory() {}

  /** Empty when the directory cannot be found: a truncated or damaged file. */
  static Set<String> rootNames(SeekableByteChannel channel) throws IOException {
    ByteBuffer header = read(channel, 0, 512);
    int shift = header.getShort(30);
    if (shift != 9 && shift != 12) {
      return Set.of();
    }
    int sectorBytes = 1 << shift;
    ByteBuffer entries = directory(channel, header, sectorBytes);
    if (entries.limit() < ENTRY_BYTES) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(entries.getInt(76));
    while (!open.isEmpty()) {
      int index = open.pop();
      if (index < 0 || (long) (index + 1) * ENTRY_BYTES > entries.limit() || !seen.add(index)) {
        continue;
      }
      int at = index * ENTRY_BYTES;
      int length = Math.clamp(entries.getShort(at + 64) - 2L, 0, 62);
      byte[] name = new byte[length];
      entries.get(at, name);
      names.add(new String(name, StandardCharsets.UTF_16LE));
      open.push(entries.getInt(at + 68));
      open.push(entries.getInt(at + 72));
    }
    return names;
  }

  /** The directory's sectors, following the allocation table as far as the header lists it. */
  private static ByteBuffer directory(
      SeekableByteChannel channel, ByteBuffer header, int sectorBytes) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(SECTORS * sectorBytes).order(ByteOrder.LITTLE_ENDIAN);
    Set<Integer> seen = new HashSet<>();
    int sector = header.getInt(48);
    int perTable = sectorBytes / 4;
    while (sector >= 0 && seen.size() < SECTORS && seen.add(sector)) {
      ByteBuffer bytes = read(channel, (sector + 1L) * sectorBytes, sectorBytes);
      if (bytes.limit() < sectorBytes) {
        break;
      }
      all.put(bytes);
      int table = sector / perTable;
      if (table >= 109) {
        break;
      }
      int tableSector = header.getInt(76 + 4 * table);
      if (tableSector < 0) {
        break;
      }
      ByteBuffer next =
          read(channel, (tableSector + 1L) * sectorBytes + 4L * (sector % perTable), 4);
      sector = next.limit() < 4 ? -1 : next.getInt(0);
    }
    return all.flip();
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    if (position < channel.size()) {
      channel.position(position);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Filling: a channel may give less than it has been asked for.
      }
    }
    return position == 0 ? buffer.position(0) : buffer.flip();
  }
}
