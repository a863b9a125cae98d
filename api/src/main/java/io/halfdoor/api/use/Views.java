package io.halfdoor.api.use;

import io.halfdoor.api.item.Items;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The views of items, for features whose items are looked at. */
public final class Views {

  private static final Logger LOG = LoggerFactory.getLogger(Views.class);

  private final ViewStore views;
  private final Items items;
  private final InstantSource clock;

  public Views(Jdbi jdbi, Items items, InstantSource clock) {
    this.views = jdbi.onDemand(ViewStore.class);
    this.items = items;
    this.clock = clock;
  }

  /** What stands below an item as {@code views}. */
  public ViewResource of(String itemId) {
    return new ViewResource(itemId, views, items, clock.instant());
  }

  /** Counts a view. That it cannot be counted is no reason not to show. */
  public void count(String kind, UUID itemId, UUID personId) {
    try {
      views.count(kind, itemId, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), personId);
    } catch (RuntimeException e) {
      LOG.warn("A view of {} was not counted", items.text(kind, itemId), e);
    }
  }
}
