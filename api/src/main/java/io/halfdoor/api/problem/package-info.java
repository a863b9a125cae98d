/**
 * What can go wrong, in words a person can act on. A {@link io.halfdoor.api.problem.Problem} says
 * what is refused and why; how it travels (status codes, headers, JSON) is known to {@code web}
 * alone.
 */
@NullMarked
package io.halfdoor.api.problem;

import org.jspecify.annotations.NullMarked;
