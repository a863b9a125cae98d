/**
 * Collateral: anything shown to a buyer or read before a call. A file, a link or a text, in
 * versions.
 *
 * <p>Two things are called a version and are kept apart. The <em>version</em> of a piece of
 * collateral rises with everything that is said of it and is what {@code If-Match} compares. The
 * <em>number</em> counts its versions in the other sense: what it shows, each never changed once it
 * is there.
 *
 * <p>The surprising rule: when no number is named, everybody gets the same one, whoever asks. It is
 * the latest published one, or, while the whole is a draft, the latest. Who works on it sees the
 * other numbers; readers see the published ones ({@link io.halfdoor.api.item.Rights}).
 */
@NullMarked
package io.halfdoor.api.collateral;

import org.jspecify.annotations.NullMarked;
