/**
 * Other words for the same thing, as admins list them ({@code /search/synonyms}): a group of
 * equals, or sayings that one saying stands for as well. The whole list is one thing with versions,
 * of which none is ever changed: to go back is to say an older one again. Before it is said, {@code
 * /search/synonyms/preview} tells what it would do to what people really search for.
 *
 * <p>The surprising rule: no entry of the index changes with the list. Every node reads it anew as
 * its feeder comes by the change, before the change counts as arrived there, so that a search with
 * {@code after=} the position of the change goes by the new list.
 */
@NullMarked
package io.halfdoor.api.synonym;

import org.jspecify.annotations.NullMarked;
