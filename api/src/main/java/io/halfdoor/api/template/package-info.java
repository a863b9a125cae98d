/**
 * E-mail templates: subject, preheader and body with merge fields, in versions; and snippets, small
 * templates that others include.
 *
 * <p>A version is what it says ({@link io.halfdoor.api.template.Version}): each is never changed
 * once it is there. What is said of it (title, labels, audience, which objections it helps with,
 * what is attached) is of the whole, as is whether it is published. States and rights are those of
 * {@link io.halfdoor.api.item.State} and {@link io.halfdoor.api.item.Rights}.
 *
 * <p>How merge fields are filled in and what is found wanting in a text is {@link
 * io.halfdoor.api.merge}'s; {@link io.halfdoor.api.template.Composition} adds what only the server
 * knows: the snippets, and what became of the items that a template refers to.
 *
 * <p>The surprising rule: a snippet goes out as readers see it, published, whoever asks; and a
 * field that a snippet describes need not be described again by what includes it.
 */
@NullMarked
package io.halfdoor.api.template;

import org.jspecify.annotations.NullMarked;
