package io.halfdoor.api.importing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes an item. A feature says it once, for the items it has: of fields with a file
 * beside them, or of a text that says everything itself.
 */
public sealed interface Shelf permits FieldShelf, TextShelf {

  /** The kind of its items. */
  String kind();

  /**
   * What became of a row that was not refused.
   *
   * @param itemId null for an item that is not there yet
   */
  record Result(Outcome outcome, @Nullable UUID itemId) {}
}
