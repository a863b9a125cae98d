/**
 * Content requests: what somebody in sales asks marketing for, and where it stands.
 *
 * <p>Who <em>asks</em> and who <em>files</em> it may be two people; both are kept, and both speak
 * for it. Everybody sees all requests, so that nobody asks twice; the surprising rule: one that is
 * <em>confidential</em> is seen by those two, marketing and admins alone, wherever it might turn
 * up.
 */
@NullMarked
package io.halfdoor.api.request;

import org.jspecify.annotations.NullMarked;
