package io.halfdoor.api.link;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item uses another.
 *
 * @param toVersion the number of the version that is pinned; null for whichever is the latest
 */
public record Link(
    String fromKind,
    UUID fromId,
    LinkRole role,
    String toKind,
    UUID toId,
    @Nullable Long toVersion) {}
