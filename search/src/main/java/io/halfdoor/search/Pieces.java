package io.halfdoor.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The passages of an entry as pieces of about 300 words at most, each a document of its own: short
 * enough for a model to read whole and for a snippet to be looked for in it. A longer passage
 * becomes pieces of about the same length, of the same headings and place, cut at the end of a
 * sentence where one is near, else between words.
 */
final class Pieces {

  /** In chars: 300 words of English. */
  static final int LONGEST = 2_000;

  /** How much of a piece may be given up for a better cut. */
  private static final int NEAR = 200;

  static List<Passage> of(Entry entry) {
    List<Passage> pieces = new ArrayList<>();
    for (Passage passage : entry.passages()) {
      if (passage.text().length() <= LONGEST) {
        pieces.add(passage);
      } else {
        cut(passage, pieces);
      }
    }
    return pieces;
  }

  private static void cut(Passage passage, List<Passage> pieces) {
    String text = passage.text();
    int from = 0;
    while (from < text.length()) {
      int left = text.length() - from;
      int to = text.length();
      if (left > LONGEST) {
        int parts = (left + LONGEST - 1) / LONGEST;
        to = end(text, from + Math.min(LONGEST, (left + parts - 1) / parts + NEAR / 2));
      }
      pieces.add(new Passage(passage.headings(), passage.place(), text.substring(from, to)));
      from = to;
    }
  }

  /** The best place to cut at, at or shortly before one. */
  private static int end(String text, int at) {
    int space = -1;
    for (int i = at; i > at - NEAR; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        if (text.charAt(i) == '\n' || isEnd(text.charAt(i - 1))) {
          return i;
        }
        space = Math.max(space, i);
      }
    }
    if (space > 0) {
      return space;
    }
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static boolean isEnd(char c) {
    return c == '.' || c == '!' || c == '?' || c == '\u3002';
  }

  private Pieces() {}
}
