package io.halfdoor.api.merge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template's text, read. */
sealed interface Node {

  /** What stands as it is. */
  record Text(String text) implements Node {}

  /**
   * A merge field.
   *
   * @param name {@link #ITEM} for an item of a list of plain texts
   * @param fallback empty for nothing; null where the tag says none
   */
  record Value(String name, @Nullable String fallback, Place place) implements Node {}

  /** What stands if something is given, for each of its items, or (inverted) if it is not. */
  record Section(String name, boolean inverted, List<Node> inside, Place place) implements Node {}

  /** The name of the item itself inside a list's section. */
  String ITEM = ".";
}
