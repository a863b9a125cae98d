package io.halfdoor.extract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Archives that no honest tool would write: entries may lie, share their bytes, or be huge. */
final class RawZip {

  private static final int CHUNK = 1 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<byte[]> directory = new ArrayList<>();

  /** What is packed, and what it unpacks to. */
  record Packed(byte[] bytes, int method, long size, long crc) {}

  static Packed deflated(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 << 10];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(content);
    return new Packed(packed.toByteArray(), 8, content.length, crc.getValue());
  }

  static Packed stored(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return new Packed(content, 0, content.length, crc.getValue());
  }

  /** One character again and again, megabytes of it, with something before and after. */
  static Packed flood(String before, char filler, int megabytes, String after) {
    byte[] chunk = String.valueOf(filler).repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    byte[] tail = after.getBytes(StandardCharsets.UTF_8);
    packed.writeBytes(block(head, false));
    crc.update(head);
    // A block that refers to nothing before it may be written as often as one likes.
    byte[] block = block(chunk, false);
    for (int i = 0; i < megabytes; i++) {
      packed.writeBytes(block);
      crc.update(chunk);
    }
    packed.writeBytes(block(tail, true));
    crc.update(tail);
    long size = head.length + (long) megabytes * CHUNK + tail.length;
    return new Packed(packed.toByteArray(), 8, size, crc.getValue());
  }

  private static byte[] block(byte[] content, boolean last) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    if (last) {
      deflater.finish();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 << 10];
    int count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
    while (count > 0) {
      packed.write(buffer, 0, count);
      count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
    }
    deflater.end();
    return packed.toByteArray();
  }

  RawZip add(String name, Packed packed) {
    return add(name, packed, packed.size);
  }

  RawZip add(String name, String text) {
    return add(name, deflated(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** An entry that says it unpacks to another size than it does. */
  RawZip add(String name, Packed packed, long saidSize) {
    long offset = bytes.size();
    bytes.writeBytes(header(0x04034b50, name, packed, saidSize, -1));
    bytes.writeBytes(packed.bytes);
    return again(name, packed, saidSize, offset);
  }

  /** One more name for the bytes of the entry at an offset. */
  RawZip again(String name, Packed packed, long saidSize, long offset) {
    directory.add(header(0x02014b50, name, packed, saidSize, offset));
    return this;
  }

  private static byte[] header(
      int signature, String name, Packed packed, long saidSize, long offset) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(signature);
    if (offset >= 0) {
      header.putShort((short) 20);
    }
    header.putShort((short) 20).putShort((short) 0).putShort((short) packed.method);
    header.putInt(0).putInt((int) packed.crc).putInt(packed.bytes.length).putInt((int) saidSize);
    header.putShort((short) nameBytes.length).putShort((short) 0);
    if (offset >= 0) {
      header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      header.putInt((int) offset);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(header.array(), 0, header.position());
    all.writeBytes(nameBytes);
    return all.toByteArray();
  }

  byte[] toBytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes.toByteArray());
    int size = 0;
    for (byte[] entry : directory) {
      all.writeBytes(entry);
      size += entry.length;
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) directory.size()).putShort((short) directory.size());
    end.putInt(size).putInt(bytes.size()).putShort((short) 0);
    all.writeBytes(end.array());
    return all.toByteArray();
  }
}
