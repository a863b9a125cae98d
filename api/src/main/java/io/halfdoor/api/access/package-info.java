/**
 * Who calls and what they may do: people with a role, a side and a team; their tokens; and {@link
 * io.halfdoor.api.access.Audience}, which says who may see an item.
 *
 * <p>Two questions are asked in two places. Whether a role may use an operation stands on its
 * method ({@link io.halfdoor.api.access.Allow}). Whether a caller may see an item is a matter of
 * terms: an item lists the terms of those who may see it, a caller has the terms of what they are,
 * and one in common is enough. The database, the index and the change feed all compare the same
 * terms.
 */
@NullMarked
package io.halfdoor.api.access;

import org.jspecify.annotations.NullMarked;
