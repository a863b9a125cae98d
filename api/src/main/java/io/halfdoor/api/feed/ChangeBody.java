package io.halfdoor.api.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change as a caller learns of it.
 *
 * @param gone the item is deleted, or this caller no longer sees it: there is no more to tell
 * @param personId who did it; absent when Halfdoor itself did
 */
record ChangeBody(
    String position,
    String kind,
    String id,
    boolean gone,
    Instant at,
    @Nullable Long version,
    @Nullable String action,
    @Nullable String personId) {}
