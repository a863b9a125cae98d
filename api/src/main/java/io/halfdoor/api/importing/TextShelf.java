package io.halfdoor.api.importing;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a text becomes an item: Markdown with front matter, as the item comes out by itself too. They
 * come in archives alone. A dry run puts a text in and takes that back, so what it tells is what
 * happens.
 */
public non-sealed interface TextShelf extends Shelf {

  /** Whether an import says if they are published; else each text does. */
  boolean isPublishedByImport();

  /**
   * What a text says, as far as it can be told from it alone.
   *
   * @throws Problem when it is none of this kind
   */
  Text read(String text);

  /** A text that is of this kind. */
  interface Text {

    /** What it is known by when it comes again. */
    String externalId();

    /** The external ids of those of its kind that it is to come after, as far as they come too. */
    Set<String> needs();

    /**
     * Looks at what is there already.
     *
     * @param publish whether it is at once; null for what goes without saying
     * @throws Problem when it is refused
     */
    Arrival ready(Caller caller, @Nullable Boolean publish);
  }

  /** A text that can become an item, or a change of one. */
  interface Arrival {

    /**
     * Writes it, in the transaction that also keeps the result.
     *
     * @throws Problem when it is refused
     */
    Result put(Write write);
  }
}
