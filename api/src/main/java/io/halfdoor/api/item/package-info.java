/**
 * What is known of every item, whatever its kind. Each feature says it once, in an {@link
 * io.halfdoor.api.item.ItemKind} that {@code Halfdoor} collects in {@link
 * io.halfdoor.api.item.Items}; so what concerns items of every kind (search, the feed, uses,
 * reviews, links) needs to know no feature.
 */
@NullMarked
package io.halfdoor.api.item;

import org.jspecify.annotations.NullMarked;
