package io.halfdoor.search;

import java.util.List;

/**
 * The words an item is known by, apart from its passages.
 *
 * @param summary may be empty
 * @param fileName may be empty
 * @param externalIds ids that other systems know it by; typing one finds it first
 * @param language BCP 47, such as {@code en} or {@code de-CH}: which word forms count as one word.
 *     Empty is English; words of a language without a stemmer are found as they stand
 */
public record Words(
    String title, String summary, String fileName, List<String> externalIds, String language) {

  public Words {
    externalIds = List.copyOf(externalIds);
  }

  /** English words with a title alone. */
  public static Words title(String title) {
    return new Words(title, "", "", List.of(), "");
  }
}
