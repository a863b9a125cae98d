/**
 * Finding things over HTTP, and what keeps this node's index equal to the database.
 *
 * <p>A {@link io.halfdoor.api.finder.Finder} has two halves that meet in the index alone. One
 * answers: a search reads the index, and nothing but the index. The other feeds: one thread follows
 * the change feed, reads the items of each batch as they are now, and applies them with the
 * position they bring the index to. Every node has an index of its own, and does both for itself.
 *
 * <p>The surprising rule: the index's own position is the only memory of how far the feed was
 * followed. It is read anew before each batch, so that a crash, a failed disk and an index that was
 * swapped for a rebuilt one need no handling of their own: following goes on from wherever the
 * index says it is, or from a rebuild where it does not say.
 *
 * <p>Searches are told apart by ids, so that what was opened can be recorded. They are written down
 * in batches, apart from the requests: a search costs no statement and waits for no disk.
 */
@NullMarked
package io.halfdoor.api.finder;

import org.jspecify.annotations.NullMarked;
