package io.halfdoor.api.trend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.halfdoor.api.deal.Deal;
import io.halfdoor.api.deal.DealState;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Items;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The content requests that gaps call for. */
final class Drafts {

  /** Deals that a drafted request names, and quotes that it gives. */
  private static final int MOST_DEALS = 20;

  private static final int MOST_QUOTES = 3;

  private final TrendStore store;
  private final Deals deals;
  private final Items items;

  Drafts(Jdbi jdbi, Deals deals, Items items) {
    this.store = jdbi.onDemand(TrendStore.class);
    this.deals = deals;
    this.items = items;
  }

  /** The deals in which these were heard, by objection; one heard in none is missing. */
  Map<UUID, List<UUID>> heardIn(
      List<TrendStore.Demand> gaps, Window window, @Nullable String stage) {
    return store.deals(ids(gaps), window.begin(), window.end(), stage).stream()
        .collect(
            groupingBy(
                TrendStore.HeardIn::objectionId, mapping(TrendStore.HeardIn::dealId, toList())));
  }

  /** One for each of these, by objection. */
  Map<UUID, RequestDraft> of(
      List<TrendStore.Demand> gaps,
      Map<UUID, List<UUID>> heardIn,
      Window window,
      Map<String, String> wanted,
      GapResource.Missing missing) {
    Map<UUID, List<String>> quotes =
        store.quotes(ids(gaps), window.end(), MOST_QUOTES).stream()
            .collect(
                groupingBy(
                    TrendStore.Said::objectionId, mapping(TrendStore.Said::quote, toList())));
    Map<UUID, Deal> named = deals.all(heardIn.values().stream().flatMap(List::stream).toList());
    Map<UUID, RequestDraft> drafts = new LinkedHashMap<>();
    for (TrendStore.Demand gap : gaps) {
      drafts.put(
          gap.id(),
          draft(
              gap,
              quotes.getOrDefault(gap.id(), List.of()),
              open(heardIn.getOrDefault(gap.id(), List.of()), named),
              window,
              wanted,
              missing));
    }
    return drafts;
  }

  private static List<UUID> ids(List<TrendStore.Demand> gaps) {
    return gaps.stream().map(TrendStore.Demand::id).toList();
  }

  /** Those that are open, the one that closes first before the others. */
  private static List<String> open(List<UUID> ids, Map<UUID, Deal> named) {
    return ids.stream()
        .map(named::get)
        .filter(deal -> deal != null && deal.known().state() == DealState.OPEN)
        .sorted(
            Comparator.comparing(
                deal -> deal.known().closeDate(), Comparator.nullsLast(Comparator.naturalOrder())))
        .limit(MOST_DEALS)
        .map(deal -> Deals.IDS.text(deal.id()))
        .toList();
  }

  private RequestDraft draft(
      TrendStore.Demand gap,
      List<String> quotes,
      List<String> openDeals,
      Window window,
      Map<String, String> wanted,
      GapResource.Missing missing) {
    StringBuilder details = new StringBuilder();
    details.append(
        "Heard %d times by %d people from %s to %s, in %d deals that are open."
            .formatted(gap.heard(), gap.reps(), window.from(), window.to(), gap.openDeals()));
    if (!quotes.isEmpty()) {
      details.append(" In buyers' words:\n");
      quotes.forEach(quote -> details.append("\n> ").append(quote.replaceAll("\\s+", " ")));
    }
    Map<String, List<String>> labels = new LinkedHashMap<>(gap.labels());
    wanted.forEach((key, value) -> labels.put(key, List.of(value)));
    return new RequestDraft(
        "An answer to: " + gap.phrase(),
        details.toString(),
        switch (missing) {
          case ALL, ANSWER -> "battleCard";
          case COLLATERAL -> "onePager";
          case TEMPLATE -> "emailTemplate";
        },
        labels,
        List.of(items.text("objection", gap.id())),
        openDeals);
  }
}
