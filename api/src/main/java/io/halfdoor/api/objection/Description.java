package io.halfdoor.api.objection;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/** What is said of an objection, as it is kept. */
public record Description(
    String phrase,
    String category,
    @Json Map<String, List<String>> labels,
    UUID ownerId,
    @Nullable String externalId) {}
