package io.halfdoor.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An item as it is written down: its metadata by key, and its text. */
record Source(String name, Map<String, String> head, String body) {

  /** Reads {@code key: value} lines between two {@code ---}, and the rest as the body. */
  static Source parse(String name, String text) {
    List<String> lines = text.lines().toList();
    int end = lines.subList(1, lines.size()).indexOf("---") + 1;
    if (!lines.getFirst().equals("---") || end == 0) {
      throw new IllegalArgumentException(name + " has no metadata between two ---");
    }
    Map<String, String> head = new LinkedHashMap<>();
    for (String line : lines.subList(1, end)) {
      int colon = line.indexOf(": ");
      if (colon < 0 || head.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
        throw new IllegalArgumentException(name + ": not a new key: " + line);
      }
    }
    return new Source(
        name, head, String.join("\n", lines.subList(end + 1, lines.size())).strip() + "\n");
  }

  /** What the metadata says under this key; an error when it says nothing. */
  String value(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException(name + " says nothing of " + key));
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(head.get(key));
  }

  List<Page> pages() {
    return Markup.pages(name, body);
  }

  /** The parts between commas, trimmed. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      parts.add(text.substring(from, to).strip());
      from = to + 1;
    }
    return parts;
  }
}
