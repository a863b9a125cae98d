/**
 * Which item uses which, in which role, at the latest or a pinned version. One table answers what
 * an item uses, where it is used, and what would break if it went away.
 */
@NullMarked
package io.halfdoor.api.link;

import org.jspecify.annotations.NullMarked;
