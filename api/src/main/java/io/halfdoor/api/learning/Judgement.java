package io.halfdoor.api.learning;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.web.Digests;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.json.Json;

/**
 * What somebody says a search ought to find.
 *
 * @param filters wanted values by field name or label key
 * @param grade how right the item is, from 1 to 3
 * @param judgedBy whose search it is: they see it with their eyes
 */
public record Judgement(
    UUID id,
    long version,
    String query,
    @Json Map<String, List<String>> filters,
    String kind,
    UUID itemId,
    int grade,
    UUID judgedBy,
    Instant judgedAt) {

  static final String KIND = "judgement";
  static final IdPrefix IDS = new IdPrefix("jud");

  /** The same for queries that differ in case and spaces alone. */
  public String asked() {
    return Digests.sha256(query.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
  }

  /** Whether another judgement of the same item, for the same words, says nothing else. */
  boolean saysTheSame(Judgement other) {
    return grade == other.grade && filters.equals(other.filters);
  }

  /** The same in place of an older one of the same item. */
  Judgement inPlaceOf(Judgement older) {
    return new Judgement(
        older.id, older.version + 1, query, filters, kind, itemId, grade, judgedBy, judgedAt);
  }
}
