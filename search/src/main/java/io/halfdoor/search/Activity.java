package io.halfdoor.search;

import java.time.Instant;

/**
 * When an item came to be and changed, how often it was used, and whether its review is due.
 * Ordering by newest goes by {@code updatedAt}, kept to the millisecond.
 */
public record Activity(Instant createdAt, Instant updatedAt, long uses, boolean isDue) {}
