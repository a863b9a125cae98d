/**
 * Whether an item can be trusted: who verified it and when (which is not when it was edited),
 * whether that was too long ago, and what readers say is wrong with it.
 */
@NullMarked
package io.halfdoor.api.review;

import org.jspecify.annotations.NullMarked;
