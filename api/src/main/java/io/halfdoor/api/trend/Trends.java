package io.halfdoor.api.trend;

import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Links;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: what the hearings add up to. */
public final class Trends {

  private final Jdbi jdbi;
  private final Links links;
  private final Deals deals;
  private final Items items;
  private final InstantSource clock;
  private final int minimum;

  /**
   * Trends over what is in the database.
   *
   * @param minimum of how many a figure is ranked at all
   */
  public Trends(
      Jdbi jdbi, Links links, Deals deals, Items items, InstantSource clock, int minimum) {
    this.jdbi = jdbi;
    this.links = links;
    this.deals = deals;
    this.items = items;
    this.clock = clock;
    this.minimum = minimum;
  }

  public List<Object> resources() {
    Coverage coverage = new Coverage(jdbi.onDemand(TrendStore.class), links, items);
    return List.of(
        new TrendResource(jdbi, deals, items, clock),
        new GapResource(jdbi, coverage, deals, items, clock),
        new OutcomeResource(jdbi, items, clock, minimum));
  }
}
