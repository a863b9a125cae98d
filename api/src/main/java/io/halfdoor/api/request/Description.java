package io.halfdoor.api.request;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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

  /** The most objections that a request is about. */
  static final int MOST_OBJECTIONS = 20;

  /**
   * The same with what another says that is merged into it: its objections, as many as there may
   * be, some of its deals, and its day where that is the earlier.
   */
  Description joined(Description other, List<UUID> deals) {
    Stream<UUID> objections =
        Stream.concat(objectionIds.stream(), other.objectionIds.stream()).distinct();
    return new Description(
        title,
        details,
        kind,
        labels,
        objections.limit(MOST_OBJECTIONS).toList(),
        Stream.of(needBy, other.needBy)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null),
        Stream.concat(dealIds.stream(), deals.stream()).distinct().toList(),
        fromSearch,
        confidential,
        externalId);
  }

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
