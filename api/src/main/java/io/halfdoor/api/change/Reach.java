package io.halfdoor.api.change;

import org.jdbi.v3.core.mapper.Nested;

/**
 * How far the feed can be read.
 *
 * @param position of the last row that can
 * @param isHeldBack whether there are rows beyond it that wait for a transaction to end
 */
public record Reach(@Nested Position position, boolean isHeldBack) {}
