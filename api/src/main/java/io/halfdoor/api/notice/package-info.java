/**
 * Notices: what somebody is told that they did not ask for, such as that an item of theirs is due
 * because something it uses went away. Written in the transaction of what they tell of, and read by
 * that person alone.
 */
@NullMarked
package io.halfdoor.api.notice;

import org.jspecify.annotations.NullMarked;
