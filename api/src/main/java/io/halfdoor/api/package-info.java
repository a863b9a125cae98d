/**
 * The Halfdoor server: {@code Halfdoor} builds the features by hand and reads as a table of
 * contents.
 */
@NullMarked
package io.halfdoor.api;

import org.jspecify.annotations.NullMarked;
