package io.halfdoor.api.finder;

import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.meaning.Meanings;
import io.halfdoor.search.SearchIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Tells which items may have got their vectors since they were applied, a few at a time. */
final class Completion {

  /*
   * The index tells which items are incomplete, the database what is still to be computed, and nobody
   * which of the texts belong to which item. So
   *
   *   nothing waits any more                -> all of them are due
   *   something waits, and some was computed -> the first of them by id are tried, since texts are
   *                                            computed about in the order in which items were made;
   *                                            where that completes none, ever later
   *   something waits, and nothing was       -> none
   *
   * What stays incomplete although nothing waits has a text that fails. It is left alone for a while.
   */

  private static final int MOST = 10_000;
  private static final int BATCH = 100;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SearchIndex index;
  private final Items items;
  private final Meanings meanings;
  private final InstantSource clock;

  private Instant lookAt = Instant.MIN;
  private Duration wait = LOOK;
  private Optional<Long> seen = Optional.empty();
  private Set<String> tried = Set.of();
  private boolean wasAll;

  /** Those that stay as they are until then. */
  private final Map<String, Instant> hopeless = new HashMap<>();

  Completion(SearchIndex index, Items items, Meanings meanings, InstantSource clock) {
    this.index = index;
    this.items = items;
    this.meanings = meanings;
    this.clock = clock;
  }

  /** What is to be applied again now, if anything: {@link #done} is called when it was. */
  Map<ItemKind, Set<UUID>> due() {
    Instant now = clock.instant();
    if (now.isBefore(lookAt)) {
      return Map.of();
    }
    lookAt = now.plus(LOOK);
    Set<String> incomplete = new TreeSet<>(index.incomplete(MOST));
    hopeless.values().removeIf(now::isAfter);
    incomplete.removeAll(hopeless.keySet());
    if (incomplete.isEmpty()) {
      seen = Optional.empty();
      return Map.of();
    }
    Optional<Long> progress = meanings.progress();
    if (progress.isPresent() && progress.equals(seen)) {
      return Map.of();
    }
    seen = progress;
    wasAll = progress.isEmpty();
    tried = new LinkedHashSet<>(incomplete.stream().limit(BATCH).toList());
    return byKind(tried);
  }

  /** Learns from what became of it when to look again. */
  void done() {
    Set<String> left = index.incomplete(MOST);
    List<String> stayed = tried.stream().filter(left::contains).toList();
    if (wasAll && meanings.progress().isEmpty()) {
      Instant until = clock.instant().plus(PATIENCE);
      stayed.forEach(id -> hopeless.put(id, until));
    }
    if (stayed.size() < tried.size()) {
      wait = LOOK;
      lookAt = Instant.MIN;
      seen = Optional.empty();
    } else {
      lookAt = clock.instant().plus(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? wait.multipliedBy(2) : LONGEST_LOOK;
    }
  }

  private Map<ItemKind, Set<UUID>> byKind(Set<String> ids) {
    Map<ItemKind, Set<UUID>> byKind = new HashMap<>();
    for (String id : ids) {
      for (ItemKind kind : items.kinds()) {
        kind.ids()
            .parse(id)
            .ifPresent(
                uuid -> byKind.computeIfAbsent(kind, none -> new LinkedHashSet<>()).add(uuid));
      }
    }
    return byKind;
  }
}
