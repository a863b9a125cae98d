package io.halfdoor.api.request;

import io.halfdoor.api.deal.DealRef;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to be filed: the fields of {@link Wording}, where their constraints stand, and those
 * besides that stay as they are.
 *
 * @param requestedBy the caller where it is absent
 */
record NewRequest(
    String title,
    String details,
    Request.@Nullable Kind kind,
    @Nullable Map<String, List<String>> labels,
    @Nullable List<String> objections,
    @Nullable LocalDate needBy,
    @Nullable DealRef deal,
    @Nullable String requestedBy,
    @Nullable @Valid FromSearch fromSearch,
    @Nullable Boolean confidential,
    @Nullable String externalId) {

  Wording toWording() {
    return new Wording(
        title,
        details,
        kind,
        labels,
        objections,
        needBy,
        deal,
        confidential,
        externalId,
        null,
        null);
  }
}
