package io.halfdoor.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page-sized part of an item's text.
 *
 * @param headings from the outermost to the one right above the text; may be empty; found as words
 * @param place where in the item it stands, null where the item has no such parts
 */
public record Passage(List<String> headings, @Nullable Place place, String text) {

  public Passage {
    headings = List.copyOf(headings);
  }

  /** A passage of an item that has no parts. */
  public static Passage of(String text) {
    return new Passage(List.of(), null, text);
  }
}
