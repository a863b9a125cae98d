package io.halfdoor.api.objection;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Writes;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: the resources of objections, and what others know of them. */
public final class Objections {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Labels labels;
  private final Links links;
  private final Uses uses;
  private final Reviews reviews;
  private final Activities activities;

  public Objections(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      MergePatch patches,
      JsonBodies bodies,
      Labels labels,
      Links links,
      Uses uses,
      Reviews reviews,
      Activities activities) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
    this.patches = patches;
    this.bodies = bodies;
    this.labels = labels;
    this.links = links;
    this.uses = uses;
    this.reviews = reviews;
    this.activities = activities;
  }

  public List<Object> resources() {
    Categories categories = new Categories(labels);
    return List.of(
        new ObjectionResource(
            jdbi, writes, changes, ids, clock, patches, bodies, labels, categories),
        new PhrasingResource(jdbi, writes, ids),
        new AnswersResource(jdbi, writes, ids, clock, bodies),
        new AnswerResource(jdbi, writes, clock, patches, links),
        new MergeResource(writes, ids, bodies, labels, categories, links, uses),
        new CardResource(jdbi, writes, ids, clock, bodies, labels, categories, links),
        new Redirects(jdbi.onDemand(MergeStore.class)),
        new SharedResource(reviews, links, activities),
        new SharedAnswerResource(uses, reviews, links, activities));
  }

  public List<ItemKind> kinds() {
    return List.of(objections(), answers());
  }

  private ItemKind objections() {
    ObjectionStore store = jdbi.onDemand(ObjectionStore.class);
    ObjectionEntries entries = new ObjectionEntries(store, jdbi.onDemand(PhrasingStore.class));
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

  private ItemKind answers() {
    AnswerStore store = jdbi.onDemand(AnswerStore.class);
    AnswerEntries entries =
        new AnswerEntries(jdbi.onDemand(ObjectionStore.class), store, uses, clock);
    return new ItemKind(
        Answer.KIND,
        Answer.IDS,
        "/answers",
        wanted ->
            store.findAll(wanted).stream()
                .map(shown -> AnswerResource.item(shown.answer()))
                .toList(),
        entries::of,
        (id, number, caller) ->
            store
                .find(id)
                .filter(answer -> number <= answer.version() && answer.isShownTo(caller))
                .isPresent(),
        store::after);
  }

  /**
   * Whether the text of an answer may reach a buyer: asked before anything of it is sent, rendered
   * or shared.
   */
  public boolean mayLeave(UUID answerId) {
    return jdbi.onDemand(AnswerStore.class).find(answerId).filter(Answer::mayLeave).isPresent();
  }
}
