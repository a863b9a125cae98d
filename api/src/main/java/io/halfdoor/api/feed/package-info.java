/**
 * The change feed over HTTP: what was written, in order, for whoever keeps something in step with
 * this server.
 *
 * <p>The feed knows who might know of a change when it was written. Whether they still may is asked
 * when it is read: of an item that a caller no longer sees they learn that it is gone, and not what
 * became of it.
 */
@NullMarked
package io.halfdoor.api.feed;

import org.jspecify.annotations.NullMarked;
