/**
 * The controlled vocabulary that items are labelled from: a key such as {@code industry} and the
 * values it may have. Items keep a value that is taken out of the vocabulary later, until they are
 * labelled anew.
 */
@NullMarked
package io.halfdoor.api.label;

import org.jspecify.annotations.NullMarked;
