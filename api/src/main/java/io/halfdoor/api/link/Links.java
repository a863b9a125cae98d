package io.halfdoor.api.link;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The links between items, for features whose items use each other. */
public final class Links {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Items items;
  private final Reviews reviews;

  public Links(Jdbi jdbi, Writes writes, Items items, Reviews reviews) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.items = items;
    this.reviews = reviews;
  }

  /** What stands below an item as {@code links}. */
  public LinkResource of(String itemId) {
    return new LinkResource(itemId, jdbi.onDemand(LinkStore.class), writes, items);
  }

  /** What stands below an item as {@code where-used}. */
  public WhereUsedResource whereUsed(String itemId) {
    return new WhereUsedResource(itemId, this, items);
  }

  /** Where an item is used, as far as the caller may know. */
  public WhereUsed usersOf(UUID id, Caller caller) {
    List<WhereUsed.User> users = new ArrayList<>();
    boolean others = false;
    for (Link link : jdbi.onDemand(LinkStore.class).to(id)) {
      Optional<Item> user = items.visible(link.fromKind(), link.fromId(), caller);
      if (user.isPresent()) {
        users.add(
            new WhereUsed.User(
                items.text(user.get()),
                user.get().kind(),
                user.get().title(),
                link.role(),
                link.toVersion()));
      } else {
        others = true;
      }
    }
    return new WhereUsed(users, others);
  }

  /**
   * Refuses to take away an item that others use.
   *
   * @param force whether its owner insists
   */
  public void requireUnused(Item item, Caller caller, boolean force) {
    WhereUsed used = usersOf(item.id(), caller);
    if (used.isNowhere() || (force && caller.personId().equals(item.owner()))) {
      return;
    }
    throw Problem.conflict(
            "Other items use this one; usedBy names those that you may see. Its owner may insist with"
                + " force=true.")
        .with("usedBy", used.items())
        .with("others", used.others());
  }

  /**
   * Takes away an item that others may use: refused where they do, unless its owner insists, and
   * then all that use it are marked as due.
   */
  public void release(Write write, Item item, Caller caller, boolean force) {
    requireUnused(item, caller, force);
    for (Link link : write.store(LinkStore.class).to(item.id())) {
      for (Item user : items.all(link.fromKind(), List.of(link.fromId()))) {
        reviews.markDue(
            write, user, "usedItemGone", "Something that it uses was taken away.", item);
      }
    }
  }

  /** What each of these items uses, as far as the caller may see it; by the item that uses it. */
  public Map<UUID, List<Used>> usedBy(Collection<UUID> ids, Caller caller) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<Link> all = jdbi.onDemand(LinkStore.class).fromAll(ids);
    Map<UUID, Item> seen = new HashMap<>();
    all.stream()
        .collect(groupingBy(Link::toKind, mapping(Link::toId, toList())))
        .forEach(
            (kind, used) ->
                items
                    .kind(kind)
                    .ifPresent(
                        known ->
                            items
                                .visible(known, used, caller)
                                .forEach(item -> seen.put(item.id(), item))));
    Map<UUID, List<Used>> uses = new HashMap<>();
    for (Link link : all) {
      Item item = seen.get(link.toId());
      if (item != null) {
        uses.computeIfAbsent(link.fromId(), none -> new ArrayList<>())
            .add(
                new Used(
                    items.text(item), item.kind(), item.title(), link.role(), link.toVersion()));
      }
    }
    return uses;
  }

  /** What an item uses in a role, in the order in which it was said. */
  public List<Link> from(UUID id, LinkRole role) {
    return in(role, jdbi.onDemand(LinkStore.class).from(id));
  }

  /** The same with what this change has done to it. */
  public List<Link> from(Write write, UUID id, LinkRole role) {
    return in(role, write.store(LinkStore.class).from(id));
  }

  /** What uses an item in a role. */
  public List<Link> to(UUID id, LinkRole role) {
    return in(role, jdbi.onDemand(LinkStore.class).to(id));
  }

  /** What uses any of these items in a role. */
  public List<Link> to(Collection<UUID> ids, LinkRole role) {
    return jdbi.onDemand(LinkStore.class).toAll(ids, role);
  }

  private static List<Link> in(LinkRole role, List<Link> links) {
    return links.stream().filter(link -> link.role() == role).toList();
  }

  /** Makes these the links of an item in a role, in place of those there are. */
  public void replace(Write write, UUID fromId, LinkRole role, Collection<Link> wanted) {
    LinkStore store = write.store(LinkStore.class);
    store.removeRole(fromId, role);
    wanted.forEach(store::put);
  }

  /** Has one item be used, and use, as another was that it takes the place of. */
  public void carryOver(Write write, UUID from, UUID into) {
    LinkStore store = write.store(LinkStore.class);
    store.carryUsers(from, into);
    store.carryUsed(from, into);
    store.removeAll(from);
  }

  /** Forgets the links of an item that is deleted. */
  public void forget(Write write, UUID id) {
    write.store(LinkStore.class).removeAll(id);
  }

  /** An item that another uses, at a pinned version or (null) the latest. */
  public record Used(String id, String kind, String title, LinkRole role, @Nullable Long version) {}

  /**
   * Where an item is used.
   *
   * @param others whether it is used elsewhere too, by what the caller may not see: not how often
   */
  public record WhereUsed(List<User> items, boolean others) {

    boolean isNowhere() {
      return items.isEmpty() && !others;
    }

    /** An item that uses it, at a pinned version or (null) the latest. */
    public record User(
        String id, String kind, String title, LinkRole role, @Nullable Long version) {}
  }
}
