package io.halfdoor.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item found: what the index holds of it, and the passage that answers.
 *
 * @param title the title, with the words that matched
 * @param snippet a part of the passage that matches best, of the summary where only that matches,
 *     or the beginning of the text where neither does; may be empty
 * @param headings of the passage that the snippet is from
 * @param place of the passage that the snippet is from; null where it has none
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
    @Nullable Place place) {}
