package io.halfdoor.api.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client was told is written: a file of its own, with a line for each acknowledged write. It
 * is this file, and not what anybody remembers, that the server is held against.
 */
final class Ledger {

  private final Path file;
  private int seen;

  Ledger(Path file) throws IOException {
    this.file = Files.createFile(file);
  }

  /**
   * An item as it is after an acknowledged write.
   *
   * @param summary null where it has none
   * @param sha256 of the text or the file
   * @param fileName null for a text
   */
  record Entry(
      String id,
      long version,
      String title,
      String summary,
      String sha256,
      String fileName,
      boolean deleted) {

    Entry patched(String other) {
      return new Entry(id, version + 1, title, other, sha256, fileName, false);
    }

    Entry removed() {
      return new Entry(id, version + 1, title, summary, sha256, fileName, true);
    }
  }

  void add(Entry entry) throws IOException {
    Files.writeString(file, Api.text(entry) + "\n", StandardOpenOption.APPEND);
  }

  /** All of it, in the order in which it was acknowledged. */
  List<Entry> all() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      entries.add(Api.JSON.readValue(line, Entry.class));
    }
    return entries;
  }

  /** What was acknowledged since this was last asked. */
  List<Entry> fresh() throws IOException {
    List<Entry> all = all();
    List<Entry> fresh = all.subList(seen, all.size());
    seen = all.size();
    return fresh;
  }

  /** How each item is by now, by id; deleted ones are left out. */
  static Map<String, Entry> present(List<Entry> entries) {
    Map<String, Entry> present = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.deleted()) {
        present.remove(entry.id());
      } else {
        present.put(entry.id(), entry);
      }
    }
    return present;
  }
}
