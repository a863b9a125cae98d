package io.halfdoor.api.learning;

import io.halfdoor.api.deal.Deals.AtStake;
import io.halfdoor.api.learning.Asked.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Searches in much the same words that came to nothing.
 *
 * @param inVain how people fared with these words, as far as they came to nothing; the words with
 *     which that happened most come first
 * @param all how everybody fared with them
 * @param stakes of those who searched in vain
 * @param weight of the stakes; nothing where so few people are behind it that it would tell who
 */
record Gap(List<Asked> inVain, List<Asked> all, List<AtStake> stakes, long weight) {

  /** Of so many people it is told what they have in common. */
  static final int ENOUGH_PEOPLE = 3;

  /** Where a gap stands among others: its order is that of the list. */
  record Place(long weight, long people, long times, String asked) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::weight)
            .thenComparingLong(Place::people)
            .thenComparingLong(Place::times)
            .reversed()
            .thenComparing(Place::asked);

    static final int PARTS = 4;

    /**
     * Reads what {@link #key} wrote.
     *
     * @throws NumberFormatException when it did not write it
     */
    static Place of(List<String> key) {
      return new Place(
          Long.parseLong(key.get(0)),
          Long.parseLong(key.get(1)),
          Long.parseLong(key.get(2)),
          key.get(3));
    }

    List<String> key() {
      return List.of(Long.toString(weight), Long.toString(people), Long.toString(times), asked);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  Place place() {
    return new Place(weight, people(), times(), asked());
  }

  /** The words that stand for all, in lower case: no two gaps have the same. */
  String asked() {
    return inVain.getFirst().asked();
  }

  Set<UUID> peopleIds() {
    return inVain.stream()
        .map(Asked::personId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  long people() {
    return peopleIds().size();
  }

  boolean isOfEnoughPeople() {
    return people() >= ENOUGH_PEOPLE;
  }

  /** How often it came to nothing. */
  long times() {
    return Arrays.stream(Reason.values()).mapToLong(this::count).sum();
  }

  long count(Reason reason) {
    return inVain.stream().mapToLong(each -> each.cameTo(reason)).sum();
  }

  /** The teams of these people that may be told. */
  Set<String> teams(Map<UUID, String> known) {
    return isOfEnoughPeople()
        ? peopleIds().stream()
            .map(known::get)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  long searches() {
    return all.stream().mapToLong(Asked::searches).sum();
  }

  long opened() {
    return all.stream().mapToLong(Asked::opened).sum();
  }

  long narrowed() {
    return all.stream().mapToLong(Asked::narrowed).sum();
  }

  Instant lastAt() {
    return inVain.stream().map(Asked::lastAt).max(Comparator.naturalOrder()).orElseThrow();
  }
}
