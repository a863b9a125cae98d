package io.halfdoor.api.finder;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A search that somebody made, as it is remembered.
 *
 * @param filters wanted values by field name or label key
 * @param total how many items were found, at least
 * @param tookMs in milliseconds, without the time it waited for the index to get somewhere
 * @param continued whether it asked for a later page of what an earlier search had found
 * @param newcomer the item that stood in the place kept for new ones; null where none did
 */
public record LoggedSearch(
    UUID id,
    UUID personId,
    Instant at,
    String q,
    @Json Map<String, List<String>> filters,
    long total,
    long tookMs,
    boolean continued,
    @Nullable UUID newcomer) {

  static final IdPrefix IDS = new IdPrefix("sea");
}
