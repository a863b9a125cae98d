package io.halfdoor.search;

import io.halfdoor.search.Marked.Range;
import io.halfdoor.search.Typed.Word;
import io.halfdoor.search.WordQueries.Wider;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a text the words that made it a hit, and the part of it that shows most of them. It
 * reads the text with the reader that indexed it, so what matched is marked. Not for use by more
 * than one thread.
 */
final class Marker {

  /** In chars, without the dots at its ends. */
  static final int SNIPPET_LENGTH = 240;

  /** Between the first and the last word of a snippet, so that there is something around them. */
  private static final int WINDOW = 180;

  private static final int LEAD = 60;
  private static final int NEAR = 24;

  private final CharArrayMap<Integer> forms = new CharArrayMap<>(16, false);
  private final Map<BytesRef, Integer> byStem = new HashMap<>();
  private final List<Boolean> isWeak = new ArrayList<>();
  private final BitSet firstLetters = new BitSet(128);
  private final @Nullable String beginning;
  private final int beginningIndex;
  private final List<String> insides = new ArrayList<>();
  private final WordReader reader = new WordReader();
  private final Stems stems = new Stems(64);

  Marker(Typed typed, WordQueries words, Map<Word, Wider> wider) {
    String open = null;
    int openIndex = 0;
    for (Word word : typed.words()) {
      int index = newWord(typed.isWeak(word));
      addForm(word.whole(), index);
      if (!typed.isWeak(word)) {
        addStems(words.stems(word.whole()), word.whole(), index);
      }
      word.parts().forEach(part -> addForm(part, index));
      for (Synonyms.Other other : words.others(word)) {
        addOther(other.parts(), words, index);
      }
      Wider widened = wider.getOrDefault(word, Wider.NOT);
      String correction = widened.correction();
      if (correction != null) {
        addForm(correction, index);
        addStems(words.stems(correction), correction, index);
      }
      if (widened.isBegun()) {
        open = word.whole();
        openIndex = index;
        firstLetters.set(open.charAt(0));
      }
      if (widened.isInside()) {
        insides.add(word.whole());
      }
    }
    for (List<String> phrase : typed.phrases()) {
      for (String part : phrase) {
        if (!forms.containsKey(part)) {
          addForm(part, newWord(false));
        }
      }
    }
    beginning = open;
    beginningIndex = openIndex;
  }

  /** What a saying is found by; of several words, those that are not there for grammar's sake. */
  private void addOther(List<String> parts, WordQueries words, int index) {
    for (String part : parts) {
      if (parts.size() == 1 || !Typed.WEAK.contains(part)) {
        addForm(part, index);
        addStems(words.stems(part), part, index);
      }
    }
  }

  private int newWord(boolean weak) {
    isWeak.add(weak);
    return isWeak.size() - 1;
  }

  private void addForm(String form, int index) {
    forms.putIfAbsent(form, index);
    firstLetters.set(form.charAt(0));
  }

  private void addStems(Set<BytesRef> all, String word, int index) {
    all.forEach(stem -> byStem.putIfAbsent(stem, index));
    firstLetters.set(word.charAt(0));
  }

  /** Stems by which passages are told apart: of the words looked for, and of phrases' words. */
  Set<BytesRef> stems() {
    Set<BytesRef> all = new LinkedHashSet<>(byStem.keySet());
    for (Object form : forms.keySet()) {
      char[] chars = (char[]) form;
      all.add(stems.in(Stems.ENGLISH).of(chars, chars.length));
    }
    return all;
  }

  /** What words may begin with that were not typed to their end; null where there is none. */
  @Nullable String beginning() {
    return beginning;
  }

  /** A part of a text and how well it shows what was looked for; 0 where it does not. */
  record Shown(Marked marked, double score) {}

  /** The whole text with what matched. */
  Marked whole(String text, String language) {
    Matches matches = matches(text, language, true);
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < matches.size; i++) {
      ranges.add(new Range(matches.start[i], matches.end[i]));
    }
    return new Marked(text, ranges);
  }

  /** The part of a text that shows most of what was looked for, or else its beginning. */
  Shown snippet(String text, String language) {
    Matches matches = matches(text, language, false);
    double best = 0;
    int bestFirst = 0;
    for (int first = 0; first < matches.size; first++) {
      double score = matches.score(first, isWeak);
      if (score > best) {
        best = score;
        bestFirst = first;
      }
    }
    int from = best == 0 ? 0 : beginning(text, matches.start[bestFirst]);
    int to = ending(text, from);
    String before = from > 0 ? "… " : "";
    StringBuilder shown = new StringBuilder(before);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      shown.append(Character.isWhitespace(c) || Character.isISOControl(c) ? ' ' : c);
    }
    shown.append(to < text.length() ? " …" : "");
    List<Range> ranges = new ArrayList<>();
    for (int i = bestFirst; i < matches.size && matches.end[i] <= to; i++) {
      ranges.add(range(matches, i, before.length() - from));
    }
    for (int i = bestFirst - 1; i >= 0 && matches.start[i] >= from; i--) {
      ranges.addFirst(range(matches, i, before.length() - from));
    }
    return new Shown(new Marked(shown.toString(), ranges), best);
  }

  private static Range range(Matches matches, int i, int shift) {
    return new Range(matches.start[i] + shift, matches.end[i] + shift);
  }

  /** Where a snippet begins that is to show what starts here: at a sentence, else at a word. */
  private static int beginning(String text, int match) {
    if (match <= LEAD) {
      return 0;
    }
    int word = match;
    for (int i = match - 1; i >= match - LEAD; i--) {
      char c = text.charAt(i);
      if (c == '\n'
          || (i + 1 < match && (c == '.' || c == '!' || c == '?') && isSpace(text, i + 1))) {
        int start = i + 1;
        while (start < match && isSpace(text, start)) {
          start++;
        }
        return start;
      }
      if (isSpace(text, i) && match - i <= LEAD / 2) {
        word = i + 1;
      }
    }
    return word;
  }

  private static int ending(String text, int from) {
    int longest = from + SNIPPET_LENGTH;
    if (longest >= text.length()) {
      return text.length();
    }
    for (int i = longest; i > longest - LEAD; i--) {
      if (isSpace(text, i)) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(longest)) ? longest - 1 : longest;
  }

  private static boolean isSpace(String text, int i) {
    return Character.isWhitespace(text.charAt(i));
  }

  private Matches matches(String text, String language, boolean isName) {
    Matches matches = new Matches();
    Stems.OneLanguage inLanguage = stems.in(Stems.languageOf(language));
    reader.on(text);
    while (reader.next()) {
      int index = indexOf(inLanguage, isName);
      if (index >= 0) {
        matches.add(reader.start(), reader.end(), index);
      }
    }
    return matches;
  }

  private int indexOf(Stems.OneLanguage inLanguage, boolean isName) {
    char[] form = reader.form();
    int length = reader.length();
    // Stemmers change the ends of words, so a word that begins otherwise is none of ours.
    if (firstLetters.get(form[0])) {
      Integer index = forms.get(form, 0, length);
      if (index == null) {
        index = byStem.get(inLanguage.of(form, length));
      }
      if (index != null) {
        return index;
      }
      if (beginning != null && length >= beginning.length()) {
        int i = 0;
        while (i < beginning.length() && beginning.charAt(i) == form[i]) {
          i++;
        }
        if (i == beginning.length()) {
          return beginningIndex;
        }
      }
    }
    if (isName && !insides.isEmpty()) {
      String word = reader.word();
      for (String inside : insides) {
        if (word.contains(inside)) {
          return 0;
        }
      }
    }
    return -1;
  }

  /** The words found, apart from one another and in order. */
  private static final class Matches {

    private int[] start = new int[16];
    private int[] end = new int[16];
    private int[] word = new int[16];
    private int size;

    void add(int from, int to, int index) {
      if (size > 0 && from <= end[size - 1]) {
        end[size - 1] = Math.max(end[size - 1], to);
        return;
      }
      if (size == start.length) {
        start = java.util.Arrays.copyOf(start, size * 2);
        end = java.util.Arrays.copyOf(end, size * 2);
        word = java.util.Arrays.copyOf(word, size * 2);
      }
      start[size] = from;
      end[size] = to;
      word[size++] = index;
    }

    /** What a snippet that begins with this match shows: other words first, in order and close. */
    double score(int first, List<Boolean> isWeak) {
      long seen = 0;
      double score = 0;
      for (int i = first; i < size && end[i] - start[first] <= WINDOW; i++) {
        long bit = 1L << word[i];
        double weight = isWeak.get(word[i]) ? 0.1 : 1;
        score += (seen & bit) == 0 ? weight * 10 : weight * 0.5;
        seen |= bit;
        if (i > first && word[i] == word[i - 1] + 1 && start[i] - end[i - 1] <= NEAR) {
          score += weight * (start[i] - end[i - 1] <= 2 ? 4 : 1);
        }
      }
      return score;
    }
  }
}
