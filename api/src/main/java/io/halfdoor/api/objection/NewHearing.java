package io.halfdoor.api.objection;

import io.halfdoor.api.deal.DealRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hearing to be logged.
 *
 * @param quote in the rep's own words, or the buyer's
 * @param heardAt now where it is absent
 * @param answer the id of what was answered, where something was
 */
record NewHearing(
    @NotNull String quote,
    @Nullable @Valid DealRef deal,
    @Nullable @Size(min = 1, max = 100) String stage,
    @Nullable @Size(min = 1, max = 100) String leadSource,
    @Nullable @Size(min = 1, max = 200) String competitor,
    @Nullable Instant heardAt,
    Hearing.@Nullable Outcome outcome,
    @Nullable String answer) {}
