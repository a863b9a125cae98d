package io.halfdoor.api.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** ZIP archives, proper ones and others. */
final class Archive {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  Archive with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Archive with(String name, byte[] content) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two entries of one name, stored: no library would write them. */
  static byte[] ofTwins(String name, String text) {
    ByteBuffer zip = ByteBuffer.allocate(4_000).order(ByteOrder.LITTLE_ENDIAN);
    byte[] label = name.getBytes(StandardCharsets.UTF_8);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    int[] starts = new int[2];
    for (int i = 0; i < 2; i++) {
      starts[i] = zip.position();
      zip.putInt(0x04034b50).putShort((short) 10).putShort((short) 0);
      about(zip, label, content).put(label).put(content);
    }
    int directory = zip.position();
    for (int start : starts) {
      zip.putInt(0x02014b50).putShort((short) 10).putShort((short) 10).putShort((short) 0);
      about(zip, label, content).putShort((short) 0).putShort((short) 0).putShort((short) 0);
      zip.putInt(0).putInt(start).put(label);
    }
    int length = zip.position() - directory;
    zip.putInt(0x06054b50).putInt(0).putShort((short) 2).putShort((short) 2);
    zip.putInt(length).putInt(directory).putShort((short) 0);
    byte[] whole = new byte[zip.position()];
    zip.flip().get(whole);
    return whole;
  }

  private static ByteBuffer about(ByteBuffer zip, byte[] label, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return zip.putShort((short) 0)
        .putInt(0)
        .putInt((int) sum.getValue())
        .putInt(content.length)
        .putInt(content.length)
        .putShort((short) label.length)
        .putShort((short) 0);
  }

  /** The same archive, of which the directory says something else at a place of each entry. */
  static byte[] altered(byte[] archive, int place, int... values) {
    ByteBuffer zip = ByteBuffer.wrap(archive.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int directory = zip.getInt(archive.length - 6);
    for (int at = directory; zip.getInt(at) == 0x02014b50; ) {
      for (int i = 0; i < values.length; i++) {
        zip.put(at + place + i, (byte) values[i]);
      }
      at += 46 + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
    }
    return zip.array();
  }
}
