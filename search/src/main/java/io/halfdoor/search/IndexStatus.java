package io.halfdoor.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the index is.
 *
 * @param position what the last applied batch said; null when the index waits for a rebuild
 * @param committedAt when what was applied last became durable; null before the first commit of
 *     this run
 * @param isRebuilding while another generation is being built beside this one
 * @param failure why the last write failed, null when it did not; searches go on meanwhile
 */
public record IndexStatus(
    int entries,
    int passages,
    long bytes,
    @Nullable String position,
    @Nullable Instant committedAt,
    boolean isRebuilding,
    @Nullable String failure) {}
