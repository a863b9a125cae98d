package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Audience;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/** What is said of a piece of collateral, as it is kept. */
public record Description(
    String title,
    @Nullable String summary,
    CollateralKind kind,
    @Json Map<String, List<String>> labels,
    String audience,
    @Nullable String language,
    boolean mayBeSent,
    UUID ownerId,
    int reviewIntervalDays,
    @Nullable String externalId) {

  Audience readers() {
    return new Audience(audience);
  }
}
