package io.halfdoor.api.learning;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.deal.Deals.AtStake;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.learning.Asked.Reason;
import io.halfdoor.search.TextGroups;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts searches that came to nothing together by likeness, and tells what is at stake. */
final class Gaps {

  /** How many different words of different people are looked at. */
  static final int MOST = 5_000;

  private final Transactions transactions;
  private final Finder finder;
  private final Map<String, BigDecimal> full;

  Gaps(Transactions transactions, Finder finder, Map<String, BigDecimal> full) {
    this.transactions = transactions;
    this.finder = finder;
    this.full = full;
  }

  /**
   * The gaps of a window: that with the most at stake first, then that of the most people.
   *
   * @param reason for which searches count; null for any
   * @param kind of items that were searched for; null for any
   */
  List<Gap> of(Window window, @Nullable Reason reason, @Nullable String kind) {
    List<Asked> asked =
        transactions.read(
            handle ->
                handle.attach(AskedStore.class).asked(window.begin(), window.end(), kind, MOST));
    Reason[] reasons = reason == null ? Reason.values() : new Reason[] {reason};
    Map<String, List<Asked>> byWords =
        asked.stream().collect(groupingBy(Asked::asked, LinkedHashMap::new, toList()));
    byWords.values().removeIf(all -> inVain(all, reasons) == 0);
    Set<UUID> people = new LinkedHashSet<>();
    byWords.values().forEach(all -> all.forEach(each -> people.add(each.personId())));
    Stakes stakes =
        new Stakes(transactions.read(h -> h.attach(AskedStore.class).openDeals(people)), full);
    List<Gap> gaps = new ArrayList<>();
    for (TextGroups.Group group :
        finder.groups(
            byWords.keySet().stream().map(words -> new TextGroups.Text(words, words)).toList())) {
      gaps.add(
          gap(
              group.ids().stream()
                  .map(words -> Objects.requireNonNull(byWords.get(words)))
                  .toList(),
              reasons,
              stakes));
    }
    gaps.sort(Comparator.comparing(Gap::place));
    return gaps;
  }

  private static Gap gap(List<List<Asked>> byWords, Reason[] reasons, Stakes stakes) {
    List<Asked> inVain =
        byWords.stream()
            .sorted(
                Comparator.<List<Asked>>comparingLong(all -> inVain(all, reasons))
                    .reversed()
                    .thenComparing(all -> all.getFirst().asked()))
            .flatMap(List::stream)
            .filter(each -> inVain(List.of(each), reasons) > 0)
            .toList();
    Gap gap = new Gap(inVain, byWords.stream().flatMap(List::stream).toList(), List.of(), 0);
    if (!gap.isOfEnoughPeople()) {
      return gap;
    }
    List<AtStake> atStake = stakes.of(gap.peopleIds());
    return new Gap(inVain, gap.all(), atStake, stakes.weight(atStake));
  }

  private static long inVain(List<Asked> all, Reason... reasons) {
    return all.stream()
        .mapToLong(each -> Arrays.stream(reasons).mapToLong(each::cameTo).sum())
        .sum();
  }

  /** The teams of those behind gaps that may be told, by person. */
  Map<UUID, String> teams(Collection<Gap> gaps) {
    Set<UUID> people = new LinkedHashSet<>();
    gaps.stream().filter(Gap::isOfEnoughPeople).forEach(gap -> people.addAll(gap.peopleIds()));
    return transactions.read(handle -> handle.attach(AskedStore.class).teams(people)).stream()
        .collect(toMap(AskedStore.Member::personId, AskedStore.Member::team));
  }
}
