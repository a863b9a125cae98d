package io.halfdoor.api.template;

import io.halfdoor.api.access.Audience;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/** What is said of a template, as it is kept. */
public record Description(
    String title,
    @Json Map<String, List<String>> labels,
    String audience,
    String language,
    UUID ownerId,
    int reviewIntervalDays,
    @Nullable String externalId) {

  Audience readers() {
    return new Audience(audience);
  }
}
