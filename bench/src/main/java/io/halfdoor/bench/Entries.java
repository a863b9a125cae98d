package io.halfdoor.bench;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import io.halfdoor.search.Place;
import io.halfdoor.search.Words;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The items of a {@link Corpus} as the server hands them to its index. */
final class Entries {

  static final IdPrefix PEOPLE = new IdPrefix("per");

  /** Of whoever searches. */
  static final String TEAM = "t1";

  static final IdPrefix IDS = new IdPrefix("col");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** The terms of somebody of it. */
  static final Set<String> READER =
      Set.of("everyone", "team:" + TEAM, "person:" + PEOPLE.text(id(-1)));

  private Entries() {}

  /** An id of version 7, later for a higher number. */
  static UUID id(long number) {
    long millis = NOW.toEpochMilli() + number;
    long rest = number * 0x9E3779B97F4A7C15L;
    return new UUID((millis << 16) | 0x7000L, 0x8000_0000_0000_0000L | (rest >>> 2));
  }

  static Instant updatedAt(Corpus.Item item) {
    return NOW.minus(item.ageMinutes(), ChronoUnit.MINUTES);
  }

  /** Who may see an item, as the server computes it. */
  static Set<String> terms(Corpus.Item item, UUID owner) {
    return Set.copyOf(List.of("admin", "person:" + PEOPLE.text(owner), readers(item)));
  }

  /** The one term that is neither its owner's nor an admin's, unless it is a team's draft. */
  static String readers(Corpus.Item item) {
    return item.isPublished()
        ? item.audience()
        : item.audience().startsWith("team:") ? "admin" : "marketing";
  }

  static Entry of(Corpus.Item item) {
    List<Passage> passages = new ArrayList<>();
    for (String text : item.passages()) {
      passages.add(new Passage(List.of(), Place.page(passages.size() + 1), text));
    }
    Instant updatedAt = updatedAt(item);
    return new Entry(
        IDS.text(id(item.number())),
        "collateral",
        1,
        new Words(item.title(), item.summary(), "", List.of(), "en"),
        item.labels(),
        Map.of(
            "state", List.of(item.isPublished() ? "published" : "draft"),
            "type", List.of(item.kind())),
        terms(item, id(-2)),
        new Activity(updatedAt, updatedAt, 0, false),
        passages);
  }
}
