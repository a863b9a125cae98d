package io.halfdoor.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item found: what the index holds of it, and the passage that answers.
 *
 * @param title the title, with the words that matched
 * @param snippet a part of the passage that matches best, of the summary where only that matches,
 *     or the beginning of the text where neither does; may be empty
 * @param headings of the passage that the snippet is from
 * @param place of the passage that the snippet is from; null where it has none
 * @param why it is here
 * @param same ids of other items of the same text, for which this stands, in no order
 * @param isNewcomer whether it stands where it does since it is new and nobody knows it yet, so
 *     that what is used much does not keep others from being used
 */
public record Hit(
    String id,
    String kind,
    long version,
    Words words,
    Map<String, List<String>> labels,
    Map<String, List<String>> fields,
    Activity activity,
    Marked title,
    Marked snippet,
    List<String> headings,
    @Nullable Place place,
    Why why,
    List<String> same,
    boolean isNewcomer) {

  /** A part of an item. */
  public enum Part {
    TITLE,
    PHRASING,
    FILE_NAME,
    ID,
    LABEL,
    SUMMARY,
    HEADING,
    TEXT
  }

  /**
   * Why an item was found, and by how much.
   *
   * @param matchedOn the parts shown or stored that have words of the question
   * @param meaning how near it is to what was asked, from 0 to 1; null where that was not asked for
   * @param words how well its words match: about 1 where all of them do in every way; null beyond
   *     the first hits, which are not looked at this closely
   * @param prior what being fresh, used and new added
   * @param total what hits are ordered by
   */
  public record Why(
      Set<Part> matchedOn,
      @Nullable Double meaning,
      @Nullable Double words,
      double prior,
      double total) {}
}
