package io.halfdoor.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Reads the words of a text, folded: without case and accents. Used for what is indexed, what is
 * asked and what is highlighted alike, so that they agree.
 *
 * <p><b>Words.</b> A word is a run of letters and digits, joined over a hyphen, point, apostrophe,
 * underscore or ampersand between them. Where it has parts ({@code SOC2}, {@code e-mail}, {@code
 * brother_005025.pdf}, {@code PriceList}) it is told first as a whole without what joined them
 * ({@code soc2}, {@code email}), then part by part. The whole stands where the first part stands,
 * so that parts follow one another as if they had been written apart: {@code SOC2} and {@code SOC
 * 2} are the same phrase. An English {@code 's} is left out; {@code C++} and {@code C#} are words.
 *
 * <p><b>Scripts without spaces</b> are told in overlapping pairs of characters, and the last
 * character of a run once more on its own, so that every character begins a word.
 */
final class WordReader {

  /** In chars; the rest of a longer word does not count. */
  static final int LONGEST = 100;

  private static final int MOST_PARTS = 8;

  private static final byte OTHER = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 3;
  private static final byte MARK = 4;
  private static final byte PAIRED = 5;

  private static final byte[] ASCII = new byte[128];

  static {
    Arrays.fill(ASCII, 'a', 'z' + 1, LOWER);
    Arrays.fill(ASCII, 'A', 'Z' + 1, UPPER);
    Arrays.fill(ASCII, '0', '9' + 1, DIGIT);
  }

  private String text = "";
  private int at;

  private int[] queue = new int[64];
  private int head;
  private int tail;
  private boolean isRun;
  private boolean hasWhole;

  private char[] form = new char[LONGEST * 4];
  private int length;
  private int start;
  private int end;
  private int step;
  private boolean hasParts;
  private boolean isTail;

  /** Starts over on another text. */
  WordReader on(String next) {
    text = next;
    at = 0;
    head = 0;
    tail = 0;
    return this;
  }

  /** Goes to the next word or part; false after the last. */
  boolean next() {
    do {
      while (head == tail) {
        if (!scan()) {
          return false;
        }
      }
      start = queue[head++];
      end = queue[head++];
      step = queue[head++];
      hasParts = hasWhole && head == 3;
      isTail = isRun && head == tail && tail > 3;
      fold();
    } while (length == 0);
    return true;
  }

  /** The folded word: the first {@link #length()} chars. */
  char[] form() {
    return form;
  }

  int length() {
    return length;
  }

  String word() {
    return new String(form, 0, length);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** How many places after the word before: 0 for the first part of a whole. */
  int step() {
    return step;
  }

  /** Whether this is a whole whose parts follow. */
  boolean hasParts() {
    return hasParts;
  }

  /** Whether this is the last character of a run of pairs, told once more. */
  boolean isTail() {
    return isTail;
  }

  /**
   * A text as its parts in one line: the same for all ways to write the same, such as {@code SOC2
   * Report}, {@code soc-2 report}. Empty when it has no words.
   */
  static String key(String text) {
    StringBuilder key = new StringBuilder(text.length());
    WordReader words = new WordReader().on(text);
    while (words.next()) {
      if (!words.hasParts && !words.isTail) {
        key.append(key.isEmpty() ? "" : " ").append(words.form, 0, words.length);
      }
    }
    return key.toString();
  }

  private boolean scan() {
    head = 0;
    tail = 0;
    isRun = false;
    hasWhole = false;
    int length = text.length();
    int i = at;
    while (i < length) {
      int point = text.codePointAt(i);
      byte sort = sortOf(point);
      if (sort == PAIRED) {
        at = scanRun(i);
        return true;
      }
      if (sort == LOWER || sort == UPPER || sort == DIGIT) {
        at = scanWord(i);
        return true;
      }
      i += Character.charCount(point);
      if (point > 0x2000 && Character.isEmojiPresentation(point)) {
        push(i - Character.charCount(point), i, 1);
        at = i;
        return true;
      }
    }
    at = length;
    return false;
  }

  private int scanRun(int from) {
    isRun = true;
    int previous = from;
    int i = from + Character.charCount(text.codePointAt(from));
    while (i < text.length()) {
      int point = text.codePointAt(i);
      byte sort = sortOf(point);
      if (sort != PAIRED && sort != MARK) {
        break;
      }
      int next = i + Character.charCount(point);
      if (sort == PAIRED) {
        push(previous, next, 1);
        previous = i;
      }
      i = next;
    }
    push(previous, i, 1);
    return i;
  }

  private int scanWord(int from) {
    int parts = 0;
    int partStart = from;
    int lastStart = from;
    byte last = OTHER;
    byte beforeLast = OTHER;
    boolean isPossessive = false;
    push(from, from, 1);
    int i = from;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      byte sort = sortOf(point);
      int next = i + Character.charCount(point);
      if (sort == LOWER || sort == UPPER || sort == DIGIT) {
        boolean isBoundary =
            (last == LOWER && sort == UPPER)
                || (last != OTHER && (last == DIGIT) != (sort == DIGIT));
        if (isBoundary) {
          push(partStart, i, parts++ == 0 ? 0 : 1);
          partStart = i;
          beforeLast = OTHER;
          isPossessive = false;
        } else if (last == UPPER && sort == LOWER && beforeLast == UPPER) {
          push(partStart, lastStart, parts++ == 0 ? 0 : 1);
          partStart = lastStart;
          beforeLast = OTHER;
        } else {
          beforeLast = last;
        }
        last = sort;
        lastStart = i;
      } else if (sort != MARK) {
        if (!joins(point, i, next)) {
          break;
        }
        push(partStart, i, parts++ == 0 ? 0 : 1);
        partStart = next;
        isPossessive = isApostrophe(point);
        last = OTHER;
        beforeLast = OTHER;
        i = next;
        continue;
      }
      i = next;
    }
    int wordEnd = i;
    boolean isFinalS = isPossessive && i == partStart + 1 && (text.charAt(partStart) | 0x20) == 's';
    if (isFinalS) {
      wordEnd = partStart - 1;
    } else if (parts > 0) {
      push(partStart, i, 1);
      parts++;
    } else if (i - from <= 2) {
      wordEnd = afterSigns(i);
      i = wordEnd;
    }
    queue[1] = wordEnd;
    if (parts == 1) {
      tail = 3;
    } else if (parts > MOST_PARTS || (parts > 1 && wordEnd - from > LONGEST)) {
      queue[5] = 1;
      System.arraycopy(queue, 3, queue, 0, tail - 3);
      tail -= 3;
    } else {
      hasWhole = parts > 1;
    }
    return i;
  }

  /** The end of a name such as C++ or C#, where one stands. */
  private int afterSigns(int i) {
    if (text.startsWith("++", i)) {
      return i + 2;
    }
    boolean isSharp =
        text.startsWith("#", i)
            && (i + 1 == text.length() || sortOf(text.codePointAt(i + 1)) == OTHER);
    return isSharp ? i + 1 : i;
  }

  private boolean joins(int point, int i, int next) {
    if (next >= text.length()) {
      return false;
    }
    byte following = sortOf(text.codePointAt(next));
    if (following != LOWER && following != UPPER && following != DIGIT) {
      return false;
    }
    return switch (point) {
      case '-', '_', '.', '&', '\u2010', '\u2011', '\u2012', '\u2013' -> true;
      case ',' -> following == DIGIT && Character.isDigit(text.charAt(i - 1));
      default -> isApostrophe(point);
    };
  }

  private static boolean isApostrophe(int point) {
    return point == '\'' || point == '\u2019' || point == '\u02BC' || point == '\uFF07';
  }

  private void push(int from, int to, int places) {
    if (tail + 3 > queue.length) {
      queue = Arrays.copyOf(queue, queue.length * 2);
    }
    queue[tail++] = from;
    queue[tail++] = to;
    queue[tail++] = places;
  }

  private static byte sortOf(int point) {
    if (point < 128) {
      return ASCII[point];
    }
    return switch (Character.getType(point)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER;
      case Character.LOWERCASE_LETTER -> LOWER;
      case Character.OTHER_LETTER, Character.MODIFIER_LETTER ->
          isWrittenWithoutSpaces(point) ? PAIRED : isApostrophe(point) ? OTHER : LOWER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER, Character.LETTER_NUMBER -> DIGIT;
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          MARK;
      default -> OTHER;
    };
  }

  private static boolean isWrittenWithoutSpaces(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
      // The prolonged sound mark of kana belongs to no one script.
      default -> point == 0x30FC || point == 0xFF70;
    };
  }

  private void fold() {
    int to = Math.min(end, start + LONGEST);
    length = 0;
    for (int i = start; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        foldBeyondAscii(to);
        return;
      }
      if (ASCII[c] == UPPER) {
        form[length++] = (char) (c | 0x20);
      } else if (ASCII[c] != OTHER || c == '+' || c == '#' || isPointBetweenDigits(i)) {
        form[length++] = c;
      }
    }
  }

  private boolean isPointBetweenDigits(int i) {
    return text.charAt(i) == '.'
        && i > start
        && i + 1 < end
        && Character.isDigit(text.charAt(i - 1))
        && Character.isDigit(text.charAt(i + 1));
  }

  private void foldBeyondAscii(int to) {
    StringBuilder kept = new StringBuilder(to - start);
    for (int i = start; i < to; i++) {
      char c = text.charAt(i);
      boolean isJoint = c < 128 ? ASCII[c] == OTHER && c != '+' && c != '#' : isJoint(c);
      if (!isJoint || isPointBetweenDigits(i)) {
        kept.append(c);
      }
    }
    String plain = Normalizer.normalize(kept, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder bare = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean isShortI = c == '\u0306' && i > 0 && plain.charAt(i - 1) == '\u0438';
      if (isShortI || !isDropped(c)) {
        bare.append(
            c == '\u03C2'
                ? '\u03C3'
                : Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
      }
    }
    char[] chars = Normalizer.normalize(bare, Normalizer.Form.NFC).toCharArray();
    int count = Math.min(chars.length, LONGEST);
    length = ASCIIFoldingFilter.foldToASCII(chars, 0, form, 0, count);
  }

  private static boolean isJoint(char c) {
    return isApostrophe(c) || (c >= '\u2010' && c <= '\u2013');
  }

  /** Accents and vowel points, and signs that are not seen. */
  private static boolean isDropped(char c) {
    return (c >= '\u0300' && c <= '\u036F')
        || (c >= '\u0591' && c <= '\u05C7')
        || (c >= '\u064B' && c <= '\u0652')
        || c == '\u0640'
        || c == '\u0670'
        || (c >= 128 && Character.getType(c) == Character.FORMAT);
  }
}
