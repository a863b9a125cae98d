package io.halfdoor.api.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did to an item: never edited, never removed.
 *
 * @param id grows with time; the order of a timeline
 * @param itemId the bare id; {@code kind} says which prefix it is shown with
 * @param detail what changed, from what to what and why, as far as the action has more to say
 */
public record Activity(
    long id,
    Instant at,
    @Nullable UUID personId,
    String kind,
    UUID itemId,
    long version,
    String action,
    @Json @Nullable JsonNode detail,
    String requestId) {}
