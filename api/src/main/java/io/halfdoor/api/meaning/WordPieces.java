package io.halfdoor.api.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Cuts a text into the pieces of words that a BERT model without case knows, each as its number.
 *
 * <p>First into words: accents and case go, and each mark of punctuation and each Chinese character
 * stands alone. Then each word into the longest pieces known, from its beginning.
 */
final class WordPieces {

  private static final String INSIDE = "##";
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> numbers;
  private final int begin;
  private final int end;
  private final int unknown;

  private WordPieces(Map<String, Integer> numbers) {
    this.numbers = numbers;
    this.begin = number("[CLS]");
    this.end = number("[SEP]");
    this.unknown = number("[UNK]");
  }

  /** Reads the pieces from a {@code tokenizer.json}. */
  static WordPieces read(InputStream tokenizer) throws IOException {
    JsonNode vocabulary = new ObjectMapper().readTree(tokenizer).path("model").path("vocab");
    Map<String, Integer> numbers = HashMap.newHashMap(vocabulary.size());
    vocabulary
        .properties()
        .forEach(piece -> numbers.put(piece.getKey(), piece.getValue().intValue()));
    return new WordPieces(numbers);
  }

  private int number(String piece) {
    Integer number = numbers.get(piece);
    if (number == null) {
      throw new IllegalStateException("the vocabulary lacks " + piece);
    }
    return number;
  }

  /** The pieces of a text between a mark of its beginning and one of its end: so many at most. */
  long[] of(String text, int most) {
    Pieces pieces = new Pieces(most);
    pieces.add(begin);
    String words = decomposed(cleaned(text));
    StringBuilder word = new StringBuilder();
    for (int i = 0, size; i < words.length() && pieces.hasRoom(); i += size) {
      int character = words.codePointAt(i);
      size = Character.charCount(character);
      if (character == ' ') {
        addWord(word, pieces);
      } else if (isPunctuation(character)) {
        addWord(word, pieces);
        addWord(word.appendCodePoint(character), pieces);
      } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
        word.appendCodePoint(Character.toLowerCase(character));
      }
    }
    addWord(word, pieces);
    return pieces.endedBy(end);
  }

  /** Without what cannot be seen, with one sort of space, and one around each Chinese character. */
  private static String cleaned(String text) {
    StringBuilder cleaned = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            character -> {
              if (isSpace(character)) {
                cleaned.append(' ');
              } else if (isChinese(character)) {
                cleaned.append(' ').appendCodePoint(character).append(' ');
              } else if (!isInvisible(character)) {
                cleaned.appendCodePoint(character);
              }
            });
    return cleaned.toString();
  }

  /** With accents as characters of their own. */
  private static String decomposed(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFD)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  /** Adds the pieces of a word, and empties it. */
  private void addWord(StringBuilder word, Pieces pieces) {
    if (word.isEmpty()) {
      return;
    }
    int before = pieces.count();
    boolean isKnown = word.codePointCount(0, word.length()) <= LONGEST_WORD;
    for (int from = 0; from < word.length() && isKnown && pieces.hasRoom(); ) {
      int to = word.length();
      Integer piece = null;
      while (piece == null && to > from) {
        piece = numbers.get(from == 0 ? word.substring(0, to) : INSIDE + word.substring(from, to));
        to -= piece == null ? 1 : 0;
      }
      if (piece == null) {
        isKnown = false;
      } else {
        pieces.add(piece);
        from = to;
      }
    }
    if (!isKnown) {
      pieces.takeBackTo(before);
      pieces.add(unknown);
    }
    word.setLength(0);
  }

  private static boolean isSpace(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || Character.isSpaceChar(character);
  }

  private static boolean isInvisible(int character) {
    return character == 0xFFFD
        || switch (Character.getType(character)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE ->
              true;
          default -> false;
        };
  }

  private static boolean isChinese(int character) {
    return (character >= 0x4E00 && character <= 0x9FFF)
        || (character >= 0x3400 && character <= 0x4DBF)
        || (character >= 0x20000 && character <= 0x2A6DF)
        || (character >= 0x2A700 && character <= 0x2B73F)
        || (character >= 0x2B740 && character <= 0x2B81F)
        || (character >= 0x2B920 && character <= 0x2CEAF)
        || (character >= 0xF900 && character <= 0xFAFF)
        || (character >= 0x2F800 && character <= 0x2FA1F);
  }

  private static boolean isPunctuation(int character) {
    if (character < 128) {
      return character > ' ' && character < 127 && !Character.isLetterOrDigit(character);
    }
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Numbers of pieces, with a place kept for the last. */
  private static final class Pieces {

    private final long[] numbers;
    private int count;

    Pieces(int most) {
      numbers = new long[most];
    }

    boolean hasRoom() {
      return count < numbers.length - 1;
    }

    int count() {
      return count;
    }

    void add(int number) {
      if (hasRoom()) {
        numbers[count++] = number;
      }
    }

    void takeBackTo(int before) {
      count = before;
    }

    long[] endedBy(int end) {
      numbers[count] = end;
      return Arrays.copyOf(numbers, count + 1);
    }
  }
}
