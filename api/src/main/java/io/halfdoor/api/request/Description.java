package io.halfdoor.api.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a request, as it is kept.
 *
 * @param dealIds the deals that need it
 * @param objectionIds what it is about
 */
public record Description(
    String title,
    String details,
    Request.@Nullable Kind kind,
    @Json Map<String, List<String>> labels,
    List<UUID> objectionIds,
    @Nullable LocalDate needBy,
    List<UUID> dealIds,
    @Json @Nullable FromSearch fromSearch,
    boolean confidential,
    @Nullable String externalId) {

  /** The same for other deals. */
  Description inDeals(List<UUID> others) {
    return new Description(
        title,
        details,
        kind,
        labels,
        objectionIds,
        needBy,
        others,
        fromSearch,
        confidential,
        externalId);
  }
}
