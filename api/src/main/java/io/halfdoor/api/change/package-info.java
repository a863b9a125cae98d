/**
 * The change feed: everything that was written, once each, in one order that all readers see.
 *
 * <p>A write calls {@link io.halfdoor.api.change.Changes#record} in its own transaction. A reader
 * keeps a {@link io.halfdoor.api.change.Position} and asks for what comes {@link
 * io.halfdoor.api.change.Changes#after} it; {@link io.halfdoor.api.change.Changes#awaitBeyond} lets
 * it sleep until there is something. Who wants everything takes {@link
 * io.halfdoor.api.change.Changes#head} first, reads the items themselves next, and follows the feed
 * from that head.
 *
 * <p>The surprising rule: the order is total but not causal. Rows go by the number of their
 * transaction, which is given at its first write and not at its commit, so two changes of one item
 * can come out the other way round. A reader therefore looks at the item as it is now, and ignores
 * a version that it has passed.
 */
@NullMarked
package io.halfdoor.api.change;

import org.jspecify.annotations.NullMarked;
