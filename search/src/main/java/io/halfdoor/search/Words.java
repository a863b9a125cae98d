package io.halfdoor.search;

import java.util.List;

/**
 * The words an item is known by, apart from its passages.
 *
 * @param phrasings other ways of saying the title, each a saying of its own for {@link
 *     SearchIndex#similar}; typing one finds the item first
 * @param summary may be empty
 * @param fileName may be empty
 * @param externalIds ids that other systems know it by; typing one finds it first
 * @param language BCP 47, such as {@code en} or {@code de-CH}: which word forms count as one word.
 *     Empty is English; words of a language without a stemmer are found as they stand
 */
public record Words(
    String title,
    List<String> phrasings,
    String summary,
    String fileName,
    List<String> externalIds,
    String language) {

  public Words {
    phrasings = List.copyOf(phrasings);
    externalIds = List.copyOf(externalIds);
  }

  /** Words of what is said in one way only. */
  public Words(
      String title, String summary, String fileName, List<String> externalIds, String language) {
    this(title, List.of(), summary, fileName, externalIds, language);
  }

  /** English words with a title alone. */
  public static Words title(String title) {
    return new Words(title, "", "", List.of(), "");
  }

  /** The same with other ways of saying the title. */
  public Words phrasings(List<String> others) {
    return new Words(title, others, summary, fileName, externalIds, language);
  }
}
