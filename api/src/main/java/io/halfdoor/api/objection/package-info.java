/**
 * Objections: what buyers say against us, and what we answer.
 *
 * <p>An <em>objection</em> is written once, in canonical words; its <em>phrasings</em> are how
 * buyers really say it. Everybody reads it and adds phrasings; marketers and admins do the rest.
 *
 * <p>A <em>hearing</em> is one time somebody heard an objection; {@code Matching} says at once
 * which one it is, where that is sure, and is answered with what to say. A <em>filing</em> is
 * somebody's word on what hearings mean. It teaches: their quotes become phrasings, and what is
 * said like them is matched from then on; so a correction is a filing of one. What was taken out of
 * an objection is not surely matched to it again, until the same words are filed there.
 *
 * <p>The surprising rule: phrasings and answers come and go without the version of the objection
 * being another, so that nobody's change of it fails because somebody was heard. Its ETag tells of
 * them besides.
 */
@NullMarked
package io.halfdoor.api.objection;

import org.jspecify.annotations.NullMarked;
