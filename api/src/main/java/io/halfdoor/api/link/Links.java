package io.halfdoor.api.link;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The links between items, for features whose items use each other. */
public final class Links {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Items items;

  public Links(Jdbi jdbi, Writes writes, Items items) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.items = items;
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
      Optional<Item> user = visible(items, link.fromKind(), link.fromId(), caller);
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

  /** Forgets the links of an item that is deleted. */
  public void forget(Write write, UUID id) {
    write.store(LinkStore.class).removeAll(id);
  }

  static Optional<Item> visible(Items items, String kind, UUID id, Caller caller) {
    return items
        .kind(kind)
        .flatMap(known -> items.visible(known, List.of(id), caller).stream().findFirst());
  }

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
