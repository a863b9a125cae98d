package io.halfdoor.api.trend;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.search.Entry;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say to objections: their answers, and the collateral and templates that help to
 * answer them.
 *
 * <p>An item counts where it is published, the caller sees it, and it is meant for the stage and
 * persona that are asked about: it has that label, or none of that key. It is fresh where its
 * review is not due.
 */
final class Coverage {

  private final TrendStore store;
  private final Links links;
  private final Items items;

  Coverage(TrendStore store, Links links, Items items) {
    this.store = store;
    this.links = links;
    this.items = items;
  }

  /** How many items of a kind there are to an objection, fresh and due. */
  record Stock(long fresh, long due) {

    private static final Stock NOTHING = new Stock(0, 0);

    private Stock with(Stock other) {
      return new Stock(fresh + other.fresh, due + other.due);
    }
  }

  /** What there is to one objection, by kind. */
  record Of(Map<String, Stock> byKind) {

    long fresh() {
      return byKind.values().stream().mapToLong(Stock::fresh).sum();
    }

    long all() {
      return byKind.values().stream().mapToLong(stock -> stock.fresh() + stock.due()).sum();
    }

    boolean isMissing(@Nullable String kind) {
      return kind == null ? fresh() == 0 : byKind.getOrDefault(kind, Stock.NOTHING).fresh() == 0;
    }
  }

  /** What there is to each of these objections; each is there, with nothing where there is none. */
  Map<UUID, Of> of(Collection<UUID> objections, Map<String, String> wanted, Caller caller) {
    Map<String, Map<UUID, List<UUID>>> users = new LinkedHashMap<>();
    for (TrendStore.AnswerOf answer : store.answers(objections)) {
      add(users, "answer", answer.id(), answer.objectionId());
    }
    for (Link link : links.to(objections, LinkRole.ANSWERS)) {
      add(users, link.fromKind(), link.fromId(), link.toId());
    }
    Map<UUID, Map<String, Stock>> found = new HashMap<>();
    users.forEach(
        (kind, byItem) ->
            items.kind(kind).ifPresent(known -> count(known, byItem, wanted, caller, found)));
    Map<UUID, Of> coverage = new LinkedHashMap<>();
    for (UUID objection : objections) {
      coverage.put(objection, new Of(found.getOrDefault(objection, Map.of())));
    }
    return coverage;
  }

  private static void add(
      Map<String, Map<UUID, List<UUID>>> users, String kind, UUID item, UUID objection) {
    users
        .computeIfAbsent(kind, none -> new LinkedHashMap<>())
        .merge(item, List.of(objection), Coverage::joined);
  }

  private static List<UUID> joined(List<UUID> one, List<UUID> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  private static void count(
      ItemKind kind,
      Map<UUID, List<UUID>> objectionsOf,
      Map<String, String> wanted,
      Caller caller,
      Map<UUID, Map<String, Stock>> found) {
    for (Entry entry : kind.entries().apply(objectionsOf.keySet())) {
      if (!counts(entry, wanted, caller)) {
        continue;
      }
      Stock stock = entry.activity().isDue() ? new Stock(0, 1) : new Stock(1, 0);
      UUID id = kind.ids().parse(entry.id()).orElseThrow();
      for (UUID objection : objectionsOf.getOrDefault(id, List.of())) {
        found
            .computeIfAbsent(objection, none -> new LinkedHashMap<>())
            .merge(kind.name(), stock, Stock::with);
      }
    }
  }

  private static boolean counts(Entry entry, Map<String, String> wanted, Caller caller) {
    if (!entry.fields().getOrDefault("state", List.of()).contains("published")
        || Collections.disjoint(entry.audience(), caller.terms())) {
      return false;
    }
    return wanted.entrySet().stream()
        .allMatch(
            label -> {
              List<String> values = entry.labels().get(label.getKey());
              return values == null || values.contains(label.getValue());
            });
  }
}
