/**
 * Objections: what buyers say against us, and what we answer.
 *
 * <p>An <em>objection</em> is written once, in canonical words; its <em>phrasings</em> are how
 * buyers really say it. Everybody reads it and adds phrasings; marketers and admins do the rest.
 *
 * <p>The surprising rule: phrasings and answers come and go without the version of the objection
 * being another, so that nobody's change of it fails because somebody was heard. Its ETag tells of
 * them besides.
 */
@NullMarked
package io.halfdoor.api.objection;

import org.jspecify.annotations.NullMarked;
