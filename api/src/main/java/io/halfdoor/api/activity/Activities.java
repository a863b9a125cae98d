package io.halfdoor.api.activity;

import io.halfdoor.api.item.Items;
import org.jdbi.v3.core.Jdbi;

/** The timelines, for features whose items have one. */
public final class Activities {

  private final Jdbi jdbi;
  private final Items items;

  public Activities(Jdbi jdbi, Items items) {
    this.jdbi = jdbi;
    this.items = items;
  }

  /** What stands below an item as {@code activity}. */
  public ItemActivityResource of(String itemId) {
    return new ItemActivityResource(itemId, jdbi.onDemand(ActivityStore.class), items);
  }

  public ActivityResource resource() {
    return new ActivityResource(jdbi.onDemand(ActivityStore.class), items);
  }
}
