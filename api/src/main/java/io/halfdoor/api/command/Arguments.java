package io.halfdoor.api.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a command was called with.
 *
 * @param words what is no option, in its order
 * @param flags the options that are there, such as {@code --dry-run}
 * @param kinds what {@code --kind} says, in its order
 */
record Arguments(List<String> words, Set<String> flags, Set<String> kinds) {

  private static final String KIND = "--kind";

  /**
   * Tells them apart.
   *
   * @param known the flags that there are
   * @param usage what to say to who calls it another way
   */
  static Arguments of(List<String> given, Set<String> known, String usage) throws CommandFailed {
    List<String> words = new ArrayList<>();
    Set<String> flags = new LinkedHashSet<>();
    Set<String> kinds = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      if (word.equals(KIND) && i + 1 < given.size()) {
        i++;
        kinds.add(given.get(i));
      } else if (known.contains(word)) {
        flags.add(word);
      } else if (word.startsWith("-")) {
        throw CommandFailed.misused("Usage: " + usage);
      } else {
        words.add(word);
      }
    }
    return new Arguments(words, flags, kinds);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }
}
