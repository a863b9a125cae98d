package io.halfdoor.api.label;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key of the vocabulary, what people call it, and the values that items may have for it. */
public record Label(
    String key,
    long version,
    String name,
    List<String> values,
    Instant updatedAt,
    @Nullable UUID updatedBy) {}
