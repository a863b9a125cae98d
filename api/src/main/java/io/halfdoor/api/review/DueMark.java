package io.halfdoor.api.review;

import java.time.Instant;
import java.util.UUID;

/**
 * That an item is due before its time, until somebody verifies it.
 *
 * @param reason a sentence for whoever is to verify it; names nothing that not every reader sees
 */
public record DueMark(UUID itemId, String reason, Instant at) {}
