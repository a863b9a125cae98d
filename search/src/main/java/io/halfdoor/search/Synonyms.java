package io.halfdoor.search;

import io.halfdoor.search.Typed.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Other words for the same thing, as somebody listed them: who types {@code ROI} also finds what
 * says <i>return on investment</i>. They are used as a search is made, so another list needs no
 * other index. Immutable.
 *
 * <p>A saying is recognised in any case, joined by anything, and with its words in any English
 * form: {@code SOC2 report} in <i>soc 2 reports</i>. Of sayings that begin at one word the longest
 * is taken, and none inside of it. What is quoted is never taken for anything else. A word of
 * grammar that is also a saying, such as {@code IT}, is one where it is typed in capitals.
 *
 * <p>What is found by another saying ranks below what has every word as typed, and above what lacks
 * one of them.
 */
public final class Synonyms {

  public static final Synonyms NONE = of(List.of());

  /** Other sayings that a search takes in at most; a list may have more for what was typed. */
  static final int MOST_OTHERS = 64;

  /**
   * Who types one of some sayings also finds what has another of some sayings.
   *
   * @param typed one or several; all of both where they are equals
   */
  public record Rule(List<String> typed, List<String> also) {

    public Rule {
      typed = List.copyOf(typed);
      also = List.copyOf(also);
    }

    /** Sayings of which each stands for all others. */
    public static Rule group(List<String> sayings) {
      return new Rule(sayings, sayings);
    }
  }

  /** Another saying: as it was listed, and its words, folded. */
  record Other(String saying, List<String> parts) {}

  /**
   * A saying that was typed.
   *
   * @param words of what was typed, one after the other
   * @param others by which it is found too
   */
  record Run(List<Word> words, List<Other> others) {

    /** As it was typed. */
    String in(String text) {
      return text.substring(words.getFirst().start(), words.getLast().end());
    }
  }

  /** By the stems of a saying: what else it is found by, each once. */
  private final Map<List<String>, Collection<Other>> others = new HashMap<>();

  /** How many stems the longest saying has that begins with one. */
  private final Map<String, Integer> longest = new HashMap<>();

  private Synonyms(List<Rule> rules) {
    Stems.OneLanguage stems = new Stems(64).in(Stems.ENGLISH);
    Map<List<String>, Map<List<String>, Other>> byStems = new HashMap<>();
    for (Rule rule : rules) {
      for (String saying : rule.typed) {
        List<String> typed = stems(parts(saying), stems);
        for (String also : rule.also) {
          List<String> parts = parts(also);
          if (!typed.isEmpty() && !parts.isEmpty() && !stems(parts, stems).equals(typed)) {
            byStems
                .computeIfAbsent(typed, none -> new LinkedHashMap<>())
                .putIfAbsent(parts, new Other(also, parts));
          }
        }
      }
    }
    byStems.forEach(
        (typed, its) -> {
          others.put(typed, List.copyOf(its.values()));
          longest.merge(typed.getFirst(), typed.size(), Math::max);
        });
  }

  /** The rules as one list; what is in several of them is found by what any says. */
  public static Synonyms of(List<Rule> rules) {
    return new Synonyms(rules);
  }

  /** Whether a text has a word that a saying could be read in. */
  public static boolean isSayable(String saying) {
    return !parts(saying).isEmpty();
  }

  /** What a saying is recognised by: the same for all ways to write it. */
  public static String key(String saying) {
    return String.join(" ", stems(parts(saying), new Stems(64).in(Stems.ENGLISH)));
  }

  /** Whether a search for a text would take anything in it for a saying. */
  public boolean touches(String text) {
    return !in(Typed.read(text, none -> false), text).isEmpty();
  }

  private static List<String> parts(String saying) {
    List<String> parts = new ArrayList<>();
    WordReader words = new WordReader().on(saying);
    while (words.next()) {
      if (!words.hasParts() && !words.isTail()) {
        parts.add(words.word());
      }
    }
    return parts;
  }

  private static List<String> stems(List<String> parts, Stems.OneLanguage stems) {
    return parts.stream().map(part -> stems.of(part).utf8ToString()).toList();
  }

  /** The sayings in what was typed, none inside of another, in the order typed. */
  List<Run> in(Typed typed, String text) {
    if (others.isEmpty()) {
      return List.of();
    }
    Stems.OneLanguage stems = new Stems(64).in(Stems.ENGLISH);
    List<Word> words = typed.words();
    List<List<String>> stemmed = words.stream().map(word -> stems(word.inOrder(), stems)).toList();
    List<Run> runs = new ArrayList<>();
    int room = MOST_OTHERS;
    int at = 0;
    while (at < words.size()) {
      int end = at;
      List<Other> found = List.of();
      List<String> so = new ArrayList<>();
      int most = longest.getOrDefault(stemmed.get(at).getFirst(), 0);
      for (int i = at; i < words.size() && so.size() < most; i++) {
        if (i > at && !isNext(words.get(i - 1), words.get(i), text)) {
          break;
        }
        so.addAll(stemmed.get(i));
        Collection<Other> known = others.get(so);
        if (known != null && (i > at || isSaying(words.get(at), text))) {
          found = List.copyOf(known);
          end = i + 1;
        }
      }
      found = found.subList(0, Math.min(found.size(), room));
      if (!found.isEmpty()) {
        runs.add(new Run(words.subList(at, end), found));
        room -= found.size();
      }
      at = Math.max(end, at + 1);
    }
    return runs;
  }

  /** Whether nothing that could be read stands between two words. */
  private static boolean isNext(Word one, Word other, String text) {
    return other.start() <= one.end()
        || text.substring(one.end(), other.start())
            .codePoints()
            .noneMatch(Character::isLetterOrDigit);
  }

  private static boolean isSaying(Word word, String text) {
    if (!Typed.WEAK.contains(word.whole())) {
      return true;
    }
    String typed = text.substring(word.start(), word.end());
    return typed.codePoints().noneMatch(Character::isLowerCase);
  }
}
