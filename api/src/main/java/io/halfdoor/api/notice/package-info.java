/**
 * Notices: what somebody is told of without looking for it, such as that a request of theirs was
 * delivered, or that an item of theirs is due because something it uses went away.
 *
 * <p>Read by that person alone, and never about what they did themselves. The surprising rule: they
 * are written in the transaction of what they tell of, beside the change that the feed tells, not
 * by a reader of the feed; so there is one of each, however often a server is killed.
 */
@NullMarked
package io.halfdoor.api.notice;

import org.jspecify.annotations.NullMarked;
