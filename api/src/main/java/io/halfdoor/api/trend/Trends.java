package io.halfdoor.api.trend;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.write.WriteRequest;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: what the hearings add up to. */
public final class Trends {

  private final Jdbi jdbi;
  private final Links links;
  private final Deals deals;
  private final Items items;
  private final Labels labels;
  private final Filing filing;
  private final InstantSource clock;
  private final int minimum;

  /** What files the content requests that gaps call for. */
  public interface Filing {
    Response file(Caller caller, WriteRequest request, RequestDraft draft);
  }

  /**
   * Trends over what is in the database.
   *
   * @param minimum of how many a figure is ranked at all
   */
  public Trends(
      Jdbi jdbi,
      Links links,
      Deals deals,
      Items items,
      Labels labels,
      Filing filing,
      InstantSource clock,
      int minimum) {
    this.jdbi = jdbi;
    this.links = links;
    this.deals = deals;
    this.items = items;
    this.labels = labels;
    this.filing = filing;
    this.clock = clock;
    this.minimum = minimum;
  }

  public List<Object> resources() {
    Coverage coverage = new Coverage(jdbi.onDemand(TrendStore.class), links, items);
    Drafts drafts = new Drafts(jdbi, deals, items);
    return List.of(
        new TrendResource(jdbi, deals, items, clock),
        new GapResource(jdbi, coverage, deals, drafts, items, clock),
        new GapRequestResource(jdbi, coverage, drafts, filing, labels, items, clock),
        new OutcomeResource(jdbi, items, clock, minimum));
  }
}
