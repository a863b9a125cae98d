package io.halfdoor.api.objection;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Writes;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: the resources of objections, and what others know of them. */
public final class Objections {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Labels labels;
  private final Links links;
  private final Reviews reviews;
  private final Activities activities;

  public Objections(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      MergePatch patches,
      JsonBodies bodies,
      Labels labels,
      Links links,
      Reviews reviews,
      Activities activities) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.patches = patches;
    this.bodies = bodies;
    this.labels = labels;
    this.links = links;
    this.reviews = reviews;
    this.activities = activities;
  }

  public List<Object> resources() {
    Categories categories = new Categories(labels);
    return List.of(
        new ObjectionResource(jdbi, writes, changes, ids, patches, bodies, labels, categories),
        new PhrasingResource(jdbi, writes, ids),
        new SharedResource(reviews, links, activities));
  }

  public List<ItemKind> kinds() {
    return List.of(objections());
  }

  private ItemKind objections() {
    ObjectionStore store = jdbi.onDemand(ObjectionStore.class);
    Entries entries = new Entries(store, jdbi.onDemand(PhrasingStore.class));
    return new ItemKind(
        Objection.KIND,
        Objection.IDS,
        "/objections",
        wanted -> store.findAll(wanted).stream().map(ObjectionResource::item).toList(),
        entries::of,
        (id, number, caller) ->
            store.find(id).filter(objection -> number <= objection.version()).isPresent(),
        store::after);
  }
}
