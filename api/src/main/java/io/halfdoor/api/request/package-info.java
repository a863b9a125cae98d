/**
 * Content requests: what somebody in sales asks marketing for, and where it stands.
 *
 * <p>Who <em>asks</em> and who <em>files</em> it may be two people; both are kept, and both speak
 * for it. Everybody sees all requests, so that nobody asks twice; the surprising rule: one that is
 * <em>confidential</em> is seen by those two, marketing and admins alone, wherever it might turn
 * up.
 *
 * <p>{@code Transition.ALL} says who takes a request from which <em>state</em> to which. What it is
 * answered with are its <em>deliverables</em>, each in the version that was published then; the
 * requester's <em>verdict</em> says whether they helped.
 *
 * <p>Each time in a state is a <em>stay</em>; what the clock says of a request follows from its
 * stays.
 *
 * <p>A <em>supporter</em> needs the same thing, with a deal of their own or none. Supporters come
 * and go without the version of the request being another.
 */
@NullMarked
package io.halfdoor.api.request;

import org.jspecify.annotations.NullMarked;
