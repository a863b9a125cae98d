package io.halfdoor.api.item;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every kind of item there is, and the items themselves as far as a caller may see them. */
public final class Items {

  private final Map<String, ItemKind> kinds = new LinkedHashMap<>();
  private final Map<String, IdPrefix> others = new LinkedHashMap<>();

  /** Adds a kind; all of them are there before the first request is answered. */
  public void add(ItemKind kind) {
    kinds.put(kind.name(), kind);
  }

  /** How ids are written of something that changes and is no item, such as a person. */
  public void addIds(String kind, IdPrefix ids) {
    others.put(kind, ids);
  }

  public Collection<ItemKind> kinds() {
    return kinds.values();
  }

  public Optional<ItemKind> kind(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /** The item with this id, as callers write ids, if the caller may see it. */
  public Optional<Item> find(String id, Caller caller) {
    return kindOf(id)
        .flatMap(
            kind ->
                visible(kind, List.of(kind.ids().parse(id).orElseThrow()), caller).stream()
                    .findFirst());
  }

  /** The kind whose items have such ids, as callers write them, whether there is one or not. */
  public Optional<ItemKind> kindOf(String id) {
    return kinds.values().stream().filter(kind -> kind.ids().parse(id).isPresent()).findFirst();
  }

  /**
   * The same.
   *
   * @throws Problem not found, when there is none that the caller may see
   */
  public Item get(String id, Caller caller) {
    return find(id, caller).orElseThrow(() -> Problem.notFound("item"));
  }

  /** The item of a kind with this id or external id, if the caller may see it. */
  public Optional<Item> named(String kind, String name, Caller caller) {
    return kind(kind)
        .flatMap(
            known ->
                known
                    .ids()
                    .parse(name)
                    .or(() -> known.names().find(name))
                    .flatMap(id -> visible(known, List.of(id), caller).stream().findFirst()));
  }

  /** The item that a link leads to, if the caller may see it. */
  public Optional<Item> visible(String kind, UUID id, Caller caller) {
    return kind(kind).flatMap(known -> visible(known, List.of(id), caller).stream().findFirst());
  }

  /** Those of these items that there are, whoever may see them. */
  public List<Item> all(String kind, Collection<UUID> ids) {
    ItemKind known = kinds.get(kind);
    return known == null ? List.of() : known.items().apply(ids);
  }

  /** Those of these items that the caller may see as they are now. */
  public List<Item> visible(ItemKind kind, Collection<UUID> ids, Caller caller) {
    return kind.items().apply(ids).stream()
        .filter(item -> !Collections.disjoint(item.audience(), caller.terms()))
        .toList();
  }

  /**
   * The version of an item's content that is meant.
   *
   * @param number null for the one that it shows
   * @throws Problem at {@code /version}, when it has none with this number that the caller may see
   */
  public long number(Item item, @Nullable Long number, Caller caller) {
    if (number == null) {
      return item.number();
    }
    ItemKind kind = kind(item.kind()).orElseThrow();
    if (!kind.versions().has(item.id(), number, caller)) {
      throw Problem.invalid(Fault.at("/version", "It has no version with this number."));
    }
    return number;
  }

  /** Where an item is, below {@code /api/v1}. */
  public String path(Item item) {
    return kind(item.kind()).map(ItemKind::path).orElse("") + "/" + text(item);
  }

  /** The id of an item as callers write it. */
  public String text(Item item) {
    return text(item.kind(), item.id());
  }

  /** The id of an item as callers write it. */
  public String text(String kind, UUID id) {
    ItemKind known = kinds.get(kind);
    IdPrefix ids = known == null ? others.get(kind) : known.ids();
    return ids == null ? id.toString() : ids.text(id);
  }
}
