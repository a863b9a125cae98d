package io.halfdoor.api.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time for which a request was in one state.
 *
 * @param until null while it is in it; the next begins then
 */
public record Stay(UUID requestId, Request.State state, Instant since, @Nullable Instant until) {}
