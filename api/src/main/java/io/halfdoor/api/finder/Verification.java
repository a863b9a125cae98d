package io.halfdoor.api.finder;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.search.Entry;
import io.halfdoor.search.EntryVersion;
import io.halfdoor.search.SearchIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares the index with the database, entry by entry, while both are being written to.
 *
 * <p>What differs at first sight may just have been written, so it is looked at again: what it is
 * in the database, then the index once that has everything committed until then, then the database
 * again. Where the database says the same twice, the index in between must say so too.
 */
final class Verification {

  private static final int PAGE = 100;
  private static final int ROUNDS = 5;
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

  private final SearchIndex index;
  private final Items items;
  private final Changes changes;
  private final Arrivals arrivals;
  private final InstantSource clock;

  Verification(
      SearchIndex index, Items items, Changes changes, Arrivals arrivals, InstantSource clock) {
    this.index = index;
    this.items = items;
    this.changes = changes;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /**
   * Compares all of it.
   *
   * @throws Problem unavailable, when the index does not get to where the database is
   */
  VerificationReport run() {
    Instant startedAt = clock.instant();
    Tally tally = new Tally();
    Set<String> suspects = compareAll(tally);
    for (int round = 0; round < ROUNDS && !suspects.isEmpty(); round++) {
      suspects = lookAgain(suspects, tally);
    }
    return tally.report(suspects.size(), startedAt, clock.instant());
  }

  /** The ids of which index and database say different things at first sight. */
  private Set<String> compareAll(Tally tally) {
    Map<String, EntryVersion> indexed = new HashMap<>();
    index.versions(entry -> indexed.put(entry.id(), entry));
    tally.inIndex = indexed.size();
    Set<String> suspects = new HashSet<>();
    for (ItemKind kind : items.kinds()) {
      @Nullable UUID after = null;
      for (List<UUID> page = kind.all().after(after, PAGE);
          !page.isEmpty();
          page = kind.all().after(after, PAGE)) {
        for (Entry entry : EntryReader.read(kind, page)) {
          tally.inDatabase++;
          if (!EntryVersion.of(entry).equals(indexed.remove(entry.id()))) {
            suspects.add(entry.id());
          }
        }
        after = page.getLast();
      }
    }
    suspects.addAll(indexed.keySet());
    return suspects;
  }

  /** Tells apart what really differs; returns those that were written to meanwhile. */
  private Set<String> lookAgain(Set<String> suspects, Tally tally) {
    Map<String, EntryVersion> before = inDatabase(suspects);
    catchUp();
    Map<String, EntryVersion> indexed = new HashMap<>();
    index.versions(
        entry -> {
          if (suspects.contains(entry.id())) {
            indexed.put(entry.id(), entry);
          }
        });
    Map<String, EntryVersion> after = inDatabase(suspects);
    Set<String> unsettled = new HashSet<>();
    for (String id : suspects) {
      EntryVersion now = after.get(id);
      if (!Objects.equals(before.get(id), now)) {
        unsettled.add(id);
      } else {
        tally.compare(id, now, indexed.get(id));
      }
    }
    return unsettled;
  }

  private void catchUp() {
    try {
      if (!arrivals.await(changes.horizon(), LONGEST_ROUND)) {
        throw new Problem(
            ProblemType.UNAVAILABLE,
            "The index does not get to where the database is, so the two cannot be compared;"
                + " GET /index says why.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemType.UNAVAILABLE, "The server stops; try again in a moment.");
    }
  }

  /** The versions of those of these ids that have an entry. */
  private Map<String, EntryVersion> inDatabase(Collection<String> ids) {
    Map<ItemKind, List<UUID>> byKind = new HashMap<>();
    for (String id : ids) {
      for (ItemKind kind : items.kinds()) {
        kind.ids()
            .parse(id)
            .ifPresent(uuid -> byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(uuid));
      }
    }
    Map<String, EntryVersion> versions = new HashMap<>();
    byKind.forEach(
        (kind, uuids) -> {
          for (int from = 0; from < uuids.size(); from += PAGE) {
            List<UUID> page = uuids.subList(from, Math.min(from + PAGE, uuids.size()));
            EntryReader.read(kind, page)
                .forEach(entry -> versions.put(entry.id(), EntryVersion.of(entry)));
          }
        });
    return versions;
  }

  /** What was found until now. */
  private static final class Tally {

    private final Map<VerificationReport.Difference, List<String>> found = new TreeMap<>();
    private long inIndex;
    private long inDatabase;

    void compare(String id, @Nullable EntryVersion inDatabase, @Nullable EntryVersion inIndex) {
      if (Objects.equals(inDatabase, inIndex)) {
        return;
      }
      VerificationReport.Difference difference =
          inIndex == null
              ? VerificationReport.Difference.MISSING
              : inDatabase == null
                  ? VerificationReport.Difference.EXTRA
                  : VerificationReport.Difference.STALE;
      found.computeIfAbsent(difference, none -> new ArrayList<>()).add(id);
    }

    VerificationReport report(long changing, Instant startedAt, Instant endedAt) {
      return new VerificationReport(
          found.isEmpty(),
          inDatabase,
          inIndex,
          ids(VerificationReport.Difference.MISSING),
          ids(VerificationReport.Difference.EXTRA),
          ids(VerificationReport.Difference.STALE),
          changing,
          startedAt,
          Duration.between(startedAt, endedAt).toMillis());
    }

    private VerificationReport.Found ids(VerificationReport.Difference difference) {
      return VerificationReport.Found.of(found.getOrDefault(difference, List.of()));
    }
  }
}
