/**
 * What the nightly checks found wanting in items. A finding is raised once and stands until a check
 * no longer finds it.
 */
@NullMarked
package io.halfdoor.api.finding;

import org.jspecify.annotations.NullMarked;
