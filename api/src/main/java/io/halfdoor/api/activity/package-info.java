/**
 * The timeline of an item, and of everything: who did what, when and why. It is written by {@code
 * write}, together with what it tells of, and read here.
 */
@NullMarked
package io.halfdoor.api.activity;

import org.jspecify.annotations.NullMarked;
