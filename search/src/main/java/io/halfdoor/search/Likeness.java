package io.halfdoor.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that is said like a text.
 *
 * @param likeness from 0 to 1, for a text that is one of the item's sayings
 * @param meaning how near it is by its meaning alone, from 0 to 1; null where words alone were held
 *     against each other, of which a likeness comes out lower
 * @param saying the title or phrasing that is nearest to the text
 * @param shared words of the text that this saying has too, as they stand in the text and in its
 *     order; those that are there for grammar's sake only where there are no others
 * @param had the same of those that it has anywhere, and of what more was said
 * @param labels of the item
 */
public record Likeness(
    String id,
    String kind,
    String title,
    double likeness,
    @Nullable Double meaning,
    String saying,
    List<String> shared,
    List<String> had,
    Map<String, List<String>> labels) {

  public Likeness {
    shared = List.copyOf(shared);
    had = List.copyOf(had);
    labels = Map.copyOf(labels);
  }
}
