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

  /** Who searches: a person of one team. */
  static final String TEAM = "t1";

  static final Set<String> READER =
      Set.of("everyone", "team:" + TEAM, "person:" + PEOPLE.text(id(-1)));

  static final IdPrefix IDS = new IdPrefix("col");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

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

  /** Who sees it while it is a draft, besides its owner and admins. */
  static String draftAudience(Corpus.Item item) {
    return item.audience().startsWith("team:") ? "admin" : "marketing";
  }

  static Entry of(Corpus.Item item) {
    List<Passage> passages = new ArrayList<>();
    for (String text : item.passages()) {
      passages.add(new Passage(List.of(), Place.page(passages.size() + 1), text));
    }
    Instant updatedAt = updatedAt(item);
    String readers = item.isPublished() ? item.audience() : draftAudience(item);
    return new Entry(
        IDS.text(id(item.number())),
        "collateral",
        1,
        new Words(item.title(), item.summary(), "", List.of(), "en"),
        item.labels(),
        Map.of(
            "state", List.of(item.isPublished() ? "published" : "draft"),
            "type", List.of(item.kind())),
        Set.of("admin", "person:" + PEOPLE.text(id(-2)), readers),
        new Activity(updatedAt, updatedAt, 0, false),
        passages);
  }
}
