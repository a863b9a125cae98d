package io.halfdoor.search;

import java.util.List;

/**
 * Plain text and the ranges in it that matched, in order and apart from each other. The text is as
 * its author wrote it, so whoever shows it as HTML escapes it.
 */
public record Marked(String text, List<Range> ranges) {

  /** From start up to but not including end, in UTF-16 code units, as Java and JavaScript count. */
  public record Range(int start, int end) {}

  static final Marked EMPTY = new Marked("", List.of());

  public Marked {
    ranges = List.copyOf(ranges);
  }
}
