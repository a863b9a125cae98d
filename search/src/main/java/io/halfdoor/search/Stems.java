package io.halfdoor.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * The stems of words, language by language. A stem carries its language unless that is English, so
 * that a word asked for in any language meets the stems of each language apart. Not for use by more
 * than one thread.
 */
final class Stems {

  /** The language of those without a stemmer: each word is its own stem. */
  static final String NONE = "-";

  static final String ENGLISH = "en";

  private static final Map<String, Supplier<SnowballStemmer>> STEMMERS =
      Map.ofEntries(
          Map.entry(ENGLISH, EnglishStemmer::new),
          Map.entry("da", DanishStemmer::new),
          Map.entry("de", GermanStemmer::new),
          Map.entry("es", SpanishStemmer::new),
          Map.entry("fi", FinnishStemmer::new),
          Map.entry("fr", FrenchStemmer::new),
          Map.entry("hu", HungarianStemmer::new),
          Map.entry("it", ItalianStemmer::new),
          Map.entry("nb", NorwegianStemmer::new),
          Map.entry("nl", DutchStemmer::new),
          Map.entry("pt", PortugueseStemmer::new),
          Map.entry("ro", RomanianStemmer::new),
          Map.entry("ru", RussianStemmer::new),
          Map.entry("sv", SwedishStemmer::new),
          Map.entry("tr", TurkishStemmer::new));

  private final Map<String, OneLanguage> languages = new HashMap<>();
  private final int remembered;

  /**
   * @param remembered how many words of a language are remembered with their stems: a power of two,
   *     many where whole texts are read, few where it is a query
   */
  Stems(int remembered) {
    this.remembered = remembered;
  }

  /** The language that words of a tagged text are stemmed in, such as {@code de} for de-CH. */
  static String languageOf(String tag) {
    if (tag.isBlank()) {
      return ENGLISH;
    }
    String language = Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage();
    if (language.equals("no") || language.equals("nn")) {
      return "nb";
    }
    return STEMMERS.containsKey(language) ? language : NONE;
  }

  OneLanguage in(String language) {
    return languages.computeIfAbsent(language, name -> new OneLanguage(name, remembered));
  }

  /** Stems in one language, with a memory of the words seen lately. */
  static final class OneLanguage {

    private final String prefix;
    private final @Nullable SnowballStemmer stemmer;
    private final char[] @Nullable [] words;
    private final @Nullable BytesRef[] stems;

    OneLanguage(String language, int remembered) {
      words = new char[remembered] @Nullable [];
      stems = new @Nullable BytesRef[remembered];
      Supplier<SnowballStemmer> make = STEMMERS.get(language);
      stemmer = make == null ? null : make.get();
      prefix = language.equals(ENGLISH) ? "" : language + "|";
    }

    /** The stem of a folded word. It is shared: do not change it. */
    BytesRef of(char[] word, int length) {
      int hash = 0;
      for (int i = 0; i < length; i++) {
        hash = 31 * hash + word[i];
      }
      int slot = (hash ^ (hash >>> 15)) & (words.length - 1);
      char[] known = words[slot];
      if (known != null && Arrays.equals(known, 0, known.length, word, 0, length)) {
        return Objects.requireNonNull(stems[slot]);
      }
      BytesRef stem = new BytesRef(prefix + stem(word, length));
      words[slot] = Arrays.copyOf(word, length);
      stems[slot] = stem;
      return stem;
    }

    BytesRef of(String word) {
      return of(word.toCharArray(), word.length());
    }

    private String stem(char[] word, int length) {
      if (stemmer == null || length < 3 || !isLetters(word, length)) {
        return new String(word, 0, length);
      }
      stemmer.setCurrent(Arrays.copyOf(word, length), length);
      stemmer.stem();
      return stemmer.getCurrent();
    }

    private static boolean isLetters(char[] word, int length) {
      for (int i = 0; i < length; i++) {
        if (!Character.isLetter(word[i])) {
          return false;
        }
      }
      return true;
    }
  }
}
