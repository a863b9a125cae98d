package io.halfdoor.api.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody needs what another asked for.
 *
 * @param dealId the deal of theirs that needs it
 * @param at since when they do
 */
public record Support(UUID requestId, UUID personId, @Nullable UUID dealId, Instant at) {}
