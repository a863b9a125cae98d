package io.halfdoor.api.collateral;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Writes;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: the resources of collateral, and what others know of it. */
public final class Collaterals {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Texts texts;
  private final Labels labels;
  private final Links links;
  private final Uses uses;
  private final Reviews reviews;

  public Collaterals(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      MergePatch patches,
      JsonBodies bodies,
      Texts texts,
      Labels labels,
      Links links,
      Uses uses,
      Reviews reviews) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
    this.patches = patches;
    this.bodies = bodies;
    this.texts = texts;
    this.labels = labels;
    this.links = links;
    this.uses = uses;
    this.reviews = reviews;
  }

  public List<Object> resources() {
    return List.of(
        new CollateralResource(jdbi, writes, changes, ids, patches, bodies, texts, labels, links));
  }

  public ItemKind kind() {
    CollateralStore store = jdbi.onDemand(CollateralStore.class);
    Entries entries = new Entries(store, texts, uses, reviews, clock);
    return new ItemKind(
        Collateral.KIND,
        Collateral.IDS,
        "/collateral",
        wanted ->
            store.findAll(wanted).stream()
                .map(shown -> CollateralResource.item(shown.collateral()))
                .toList(),
        entries::of,
        store::after);
  }
}
