/**
 * What the server writes down of its requests and of itself: one line an event, as JSON for
 * programs or as text for a terminal ({@code HALFDOOR_LOG_FORMAT}).
 *
 * <p>A request's line has its id, its path and the person, never its query (what people look for is
 * theirs) and never a token. Every other line has the id of the request that it was written for.
 */
@NullMarked
package io.halfdoor.api.log;

import org.jspecify.annotations.NullMarked;
