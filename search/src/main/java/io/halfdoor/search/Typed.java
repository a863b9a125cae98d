package io.halfdoor.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed, taken apart. Every text has a reading: what is not a quoted phrase, a word
 * or phrase with a minus, or a known field's {@code name:value}, is words.
 *
 * @param words what was typed plainly, each once, in the order typed
 * @param phrases quoted texts, as the parts of words that follow one another
 * @param fields values asked for by field name
 * @param excluded what an item must not have
 * @param isOpen whether the last word ends the text, so that it may go on
 * @param dropped how many words were left out since there were more than {@value #MOST_TERMS}
 */
record Typed(
    List<Word> words,
    List<List<String>> phrases,
    List<Field> fields,
    List<List<String>> excluded,
    List<Field> excludedFields,
    boolean isOpen,
    int dropped) {

  static final int MOST_TERMS = 64;

  /**
   * A word as typed between two places in the text.
   *
   * @param whole folded
   * @param parts folded; empty where the word has none
   */
  record Word(String whole, List<String> parts, int start, int end) {

    /** What stands for this word where words follow one another. */
    List<String> inOrder() {
      return parts.isEmpty() ? List.of(whole) : parts;
    }
  }

  /** A field's name and a value as a key, see {@link WordReader#key}. */
  record Field(String name, String key) {}

  /** Stop words of English, and the words that questions begin with: an item need not have them. */
  static final Set<String> WEAK =
      Set.of(
          ("a an and are as at be but by can could did do does for from had has have how i if in into"
                  + " is it its me my no not of on or our should so some such that the their them then"
                  + " there these they this to us was we were what when where which who why will with"
                  + " would you your")
              .split(" "));

  private static final Pattern BLANK = Pattern.compile("\\p{IsWhite_Space}*");

  /** Reads a text, given which names are fields. */
  static Typed read(String text, Predicate<String> isField) {
    return new Reading(text, isField).read();
  }

  /** Whether nothing was asked for at all, not even something without words. */
  static boolean isBlank(String text) {
    return BLANK.matcher(text).matches();
  }

  boolean hasNothing() {
    return words.isEmpty()
        && phrases.isEmpty()
        && fields.isEmpty()
        && excluded.isEmpty()
        && excludedFields.isEmpty();
  }

  /**
   * Whether what was meant may be said in other words: not where something must or must not be
   * there, nor of a single word that is a name or a number, such as {@code HIPAA} or {@code
   * AX-200}.
   *
   * @param text what was read
   */
  boolean mayMean(String text) {
    return !words.isEmpty()
        && !(words.size() == 1 && isName(words.getFirst(), text))
        && phrases.isEmpty()
        && fields.isEmpty()
        && excluded.isEmpty()
        && excludedFields.isEmpty();
  }

  private static boolean isName(Word word, String text) {
    String asTyped = text.substring(word.start, word.end);
    return !word.parts.isEmpty()
        || asTyped.chars().anyMatch(Character::isDigit)
        || (asTyped.length() > 1 && asTyped.chars().allMatch(Character::isUpperCase));
  }

  /** Whether a word is there for grammar's sake, unless all of them are. */
  boolean isWeak(Word word) {
    return WEAK.contains(word.whole)
        && words.stream().anyMatch(other -> !WEAK.contains(other.whole));
  }

  /** The words that matter. */
  List<Word> strong() {
    return words.stream().filter(word -> !isWeak(word)).toList();
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E';
  }

  private static final class Reading {

    private final String text;
    private final Predicate<String> isField;
    private final Map<String, Word> words = new LinkedHashMap<>();
    private final List<List<String>> phrases = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<List<String>> excluded = new ArrayList<>();
    private final List<Field> excludedFields = new ArrayList<>();
    private final WordReader reader = new WordReader();
    private int terms;
    private int dropped;

    Reading(String text, Predicate<String> isField) {
      this.text = text;
      this.isField = isField;
    }

    Typed read() {
      int at = 0;
      while (at < text.length()) {
        at = isSpace(text.charAt(at)) ? at + 1 : readOne(at);
      }
      List<Word> all = List.copyOf(words.values());
      boolean isOpen = !all.isEmpty() && all.getLast().end == text.length();
      return new Typed(all, phrases, fields, excluded, excludedFields, isOpen, dropped);
    }

    /** Reads what begins here and returns where it ends. */
    private int readOne(int at) {
      boolean isExcluded = text.charAt(at) == '-' && at + 1 < text.length();
      int from = isExcluded ? at + 1 : at;
      if (isExcluded && (isSpace(text.charAt(from)) || text.charAt(from) == '-')) {
        return from;
      }
      if (isQuote(text.charAt(from))) {
        int close = closing(from + 1);
        if (close < 0) {
          return from + 1;
        }
        addPhrase(text.substring(from + 1, close), isExcluded);
        return close + 1;
      }
      int end = from;
      while (end < text.length() && !isSpace(text.charAt(end))) {
        end++;
      }
      int colon = text.indexOf(':', from);
      if (colon > from && colon + 1 < text.length() && colon + 1 < Math.max(end, from)) {
        int after = readField(from, colon, end, isExcluded);
        if (after > 0) {
          return after;
        }
      }
      if (isExcluded) {
        addPhrase(text.substring(from, end), true);
      } else {
        addWords(from, end);
      }
      return end;
    }

    /** The end of a name with its value; 0 where it is not one. */
    private int readField(int from, int colon, int end, boolean isExcluded) {
      String typedName = text.substring(from, colon);
      if (typedName.length() > Entry.LONGEST_NAME) {
        return 0;
      }
      String name = isField.test(typedName) ? typedName : typedName.toLowerCase(Locale.ROOT);
      if (!isField.test(name)) {
        return 0;
      }
      int close = isQuote(text.charAt(colon + 1)) ? closing(colon + 2) : -1;
      String value = close < 0 ? text.substring(colon + 1, end) : text.substring(colon + 2, close);
      String key = Block.key(value);
      if (key.isEmpty()) {
        return 0;
      }
      if (hasRoomFor(1)) {
        (isExcluded ? excludedFields : fields).add(new Field(name, key));
      }
      return close < 0 ? end : close + 1;
    }

    private int closing(int from) {
      for (int i = from; i < text.length(); i++) {
        if (isQuote(text.charAt(i))) {
          return i;
        }
      }
      return -1;
    }

    private void addPhrase(String quoted, boolean isExcluded) {
      List<String> parts = new ArrayList<>();
      reader.on(quoted);
      while (reader.next()) {
        if (!reader.hasParts() && !reader.isTail()) {
          parts.add(reader.word());
        }
      }
      if (!parts.isEmpty() && hasRoomFor(parts.size())) {
        (isExcluded ? excluded : phrases).add(List.copyOf(parts));
      }
    }

    private void addWords(int from, int end) {
      reader.on(text.substring(from, end));
      String whole = null;
      List<String> parts = new ArrayList<>();
      int start = 0;
      int stop = 0;
      while (reader.next()) {
        if (reader.isTail()) {
          continue;
        }
        boolean isPart = whole != null && reader.end() <= stop && !parts.isEmpty();
        isPart |= whole != null && reader.step() == 0;
        if (isPart) {
          parts.add(reader.word());
          continue;
        }
        add(whole, parts, from + start, from + stop);
        parts.clear();
        whole = reader.word();
        start = reader.start();
        stop = reader.end();
      }
      add(whole, parts, from + start, from + stop);
    }

    private void add(@Nullable String whole, List<String> parts, int start, int end) {
      if (whole != null && !words.containsKey(whole) && hasRoomFor(Math.max(1, parts.size()))) {
        words.put(whole, new Word(whole, List.copyOf(parts), start, end));
      }
    }

    private boolean hasRoomFor(int more) {
      if (terms + more > MOST_TERMS) {
        dropped += more;
        return false;
      }
      terms += more;
      return true;
    }
  }
}
