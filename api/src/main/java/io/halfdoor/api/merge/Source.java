package io.halfdoor.api.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text that is read, and where in it things are. */
final class Source {

  private final String text;
  private final String pointer;
  private final @Nullable String snippet;
  private final int[] lines;

  Source(String pointer, @Nullable String snippet, String text) {
    this.text = Clean.text(text);
    this.pointer = pointer;
    this.snippet = snippet;
    int[] starts = new int[1 + (int) this.text.chars().filter(letter -> letter == '\n').count()];
    for (int line = 1; line < starts.length; line++) {
      starts[line] = this.text.indexOf('\n', starts[line - 1]) + 1;
    }
    this.lines = starts;
  }

  String text() {
    return text;
  }

  String pointer() {
    return pointer;
  }

  Place place(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Place(pointer, line + 1, offset - lines[line] + 1, snippet);
  }

  Place end() {
    return place(text.length());
  }

  /** Where this part's line starts, if nothing but blanks stands before it there; else -1. */
  int blankBefore(int start) {
    int at = start;
    while (at > 0 && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at == 0 || text.charAt(at - 1) == '\n' ? at : -1;
  }

  /** Where the line after this part's starts, if nothing but blanks stands behind it; else -1. */
  int blankAfter(int end) {
    int at = end;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return at;
    }
    return text.charAt(at) == '\n' ? at + 1 : -1;
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
