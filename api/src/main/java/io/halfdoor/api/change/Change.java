package io.halfdoor.api.change;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/** One row of the change feed; its parts are those of {@link NewChange}. */
public record Change(
    @Nested Position position,
    String kind,
    UUID itemId,
    long version,
    String action,
    @Nullable UUID personId,
    Instant at,
    Set<String> audience,
    boolean deleted) {}
