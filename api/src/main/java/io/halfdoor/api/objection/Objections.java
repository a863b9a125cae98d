package io.halfdoor.api.objection;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finding.DueCheck;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
  private final Deals deals;
  private final Items items;
  private final List<Moving> references = new ArrayList<>();

  /** What moves the references of a feature from an objection to the one it is merged into. */
  public interface Moving {
    void move(Write write, UUID from, UUID to);
  }

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
      Activities activities,
      Deals deals,
      Items items) {
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
    this.deals = deals;
    this.items = items;
  }

  /** Has references moved with every merge: to be said before the first request. */
  public void whenMerged(Moving moving) {
    references.add(moving);
  }

  public List<Object> resources(Finder finder) {
    Categories categories = new Categories(labels);
    return List.of(
        new ObjectionResource(
            jdbi, writes, changes, ids, clock, patches, bodies, labels, categories),
        new PhrasingResource(jdbi, writes, ids),
        new AnswersResource(jdbi, writes, ids, clock, bodies),
        new AnswerResource(jdbi, writes, clock, patches, links),
        new MergeResource(writes, ids, bodies, labels, categories, links, uses, references),
        new CardResource(jdbi, writes, clock, cards()),
        new Redirects(jdbi.onDemand(MergeStore.class)),
        new SharedResource(reviews, links, activities, finder),
        new SharedAnswerResource(uses, reviews, links, activities, finder));
  }

  /** How battle cards become objections. */
  public Shelf shelf() {
    return cards();
  }

  private CardShelf cards() {
    return new CardShelf(bodies, ids, labels, new Categories(labels), links);
  }

  /** The resources of hearings, which are matched by the index. */
  public List<Object> hearings(Finder finder) {
    Filings filings = new Filings(ids);
    Matching matching = new Matching(jdbi, finder);
    return List.of(
        new HearingResource(
            jdbi, writes, changes, ids, patches, labels, deals, items, filings, matching, links,
            clock),
        new UnmatchedResource(jdbi, matching, clock),
        new FilingResource(jdbi, writes, ids, filings, labels, new Categories(labels)));
  }

  /** How the ids are written of what this feature records changes of and is no item. */
  public Map<String, IdPrefix> ids() {
    return Map.of(Hearing.KIND, Hearing.IDS, Filing.KIND, Filing.IDS);
  }

  /** Has the hearings in a deal be in the one that it was merged into. */
  public void dealMoved(Write write, UUID from, UUID to) {
    write.store(HearingStore.class).moveDeal(from, to);
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
        store::after,
        store::named);
  }

  /** Looks once a day for answers that are due for review. */
  public void checkDaily(Work work, Findings findings) {
    DueCheck check = new DueCheck(answers(), this::due, findings, writes, clock);
    work.every(Duration.ofDays(1), "check answers", name -> check.run());
  }

  private Map<UUID, Instant> due(Collection<UUID> ids, Instant now) {
    return jdbi.onDemand(AnswerStore.class).findAll(ids).stream()
        .filter(shown -> shown.answer().state() == State.PUBLISHED && shown.isDue(now))
        .collect(Collectors.toMap(shown -> shown.answer().id(), ShownAnswer::dueAt));
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
}
