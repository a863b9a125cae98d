package io.halfdoor.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Archives whose bytes depend on their entries alone, never on the clock. */
final class FixedZip {
  // Local time is what an archive stores: the same everywhere, whatever the time zone.
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 9, 1, 8, 0);

  private FixedZip() {}

  /** Writes an archive again, entry by entry in its own order; the stream stays open. */
  static void rewrite(byte[] archive, OutputStream out) throws IOException {
    try (var in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      var zip = new ZipOutputStream(out);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        put(zip, new ZipEntry(entry.getName()), in.readAllBytes());
      }
      zip.finish();
    }
  }

  /** Writes entries in the map's order, the first one uncompressed as OpenDocument wants it. */
  static void write(Map<String, byte[]> entries, OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    boolean first = true;
    for (Map.Entry<String, byte[]> content : entries.entrySet()) {
      var entry = new ZipEntry(content.getKey());
      if (first) {
        var crc = new CRC32();
        crc.update(content.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.getValue().length);
        entry.setCrc(crc.getValue());
        first = false;
      }
      put(zip, entry, content.getValue());
    }
    zip.finish();
  }

  private static void put(ZipOutputStream zip, ZipEntry entry, byte[] bytes) throws IOException {
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
