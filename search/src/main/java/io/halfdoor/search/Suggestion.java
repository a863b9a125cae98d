package io.halfdoor.search;

import org.jspecify.annotations.Nullable;

/**
 * What someone who has typed this far may be looking for.
 *
 * @param text an item's title or a label's value, with the letters typed so far marked
 * @param kind of the item; null for a label
 * @param id of the item; null for a label
 * @param label the label's key; null for an item
 */
public record Suggestion(
    Marked text, @Nullable String kind, @Nullable String id, @Nullable String label) {}
