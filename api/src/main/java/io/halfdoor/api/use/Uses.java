package io.halfdoor.api.use;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import io.halfdoor.search.Activity;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The uses of items, for features whose items are used. */
public final class Uses {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Ids ids;
  private final Deals deals;
  private final Items items;
  private final InstantSource clock;

  public Uses(Jdbi jdbi, Writes writes, Ids ids, Deals deals, Items items, InstantSource clock) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.ids = ids;
    this.deals = deals;
    this.items = items;
    this.clock = clock;
  }

  /** What is used most, and what is not. */
  public UsedResource resource() {
    return new UsedResource(jdbi.onDemand(UseStore.class), items, clock);
  }

  /** What stands below an item as {@code uses}. */
  public UseResource of(String itemId) {
    return new UseResource(itemId, jdbi.onDemand(UseStore.class), writes, ids, deals, items);
  }

  /** Records that an item reaches a buyer now, in the version that it shows. */
  public void record(Write write, Item item, How how, @Nullable DealRef deal, Caller caller) {
    UseResource.NewUse use = new UseResource.NewUse(how, null, null, deal, null, null, null);
    of(items.text(item)).record(write, item, item.number(), use, null, caller);
  }

  /** How much each of these was used; those that never were are missing. */
  public Map<UUID, Tally> tallies(Collection<UUID> itemIds) {
    Map<UUID, Tally> tallies = new HashMap<>();
    jdbi.onDemand(UseStore.class)
        .teamUses(itemIds, Activity.BEGINNING, Activity.HALF_LIFE.toSeconds())
        .forEach(
            of -> {
              String term = of.team() == null ? "" : Audience.team(of.team()).value();
              Tally before = tallies.getOrDefault(of.itemId(), Tally.NONE);
              tallies.put(of.itemId(), before.with(of.uses(), term, of.recent()));
            });
    return tallies;
  }

  /** Has the uses for a deal be for the one that it was merged into. */
  public void dealMoved(Write write, UUID from, UUID to) {
    write.store(UseStore.class).moveDeal(from, to);
  }

  /** Has the uses against an objection be against the one that took its place. */
  public void objectionMoved(Write write, UUID from, UUID to) {
    write.store(UseStore.class).moveObjection(from, to);
  }
}
