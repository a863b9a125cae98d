package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finding.DueCheck;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.DueMark;
import io.halfdoor.api.review.Freshness;
import io.halfdoor.api.review.Review;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.use.Views;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Writes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: the resources of templates, and what others know of them. */
public final class Templates {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Items items;
  private final Labels labels;
  private final Links links;
  private final Uses uses;
  private final Views views;
  private final Reviews reviews;
  private final Activities activities;

  public Templates(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      MergePatch patches,
      JsonBodies bodies,
      Items items,
      Labels labels,
      Links links,
      Uses uses,
      Views views,
      Reviews reviews,
      Activities activities) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
    this.patches = patches;
    this.bodies = bodies;
    this.items = items;
    this.labels = labels;
    this.links = links;
    this.uses = uses;
    this.views = views;
    this.reviews = reviews;
    this.activities = activities;
  }

  public List<Object> resources(Finder finder) {
    Telling telling = telling();
    Editing editing = editing();
    return List.of(
        new TemplateResource(jdbi, writes, changes, patches, bodies, items, editing, telling),
        new VersionResource(jdbi),
        new FileResource(jdbi, writes, items, links, files(), telling),
        new RenderResource(jdbi, editing, links, items, views),
        new SharedResource(uses, views, reviews, links, activities, finder));
  }

  /** How files become templates. */
  public Shelf shelf() {
    return files();
  }

  private TemplateShelf files() {
    return new TemplateShelf(jdbi, bodies, items, links, editing());
  }

  private Editing editing() {
    return new Editing(jdbi, ids, items, labels, links, reviews, telling());
  }

  private Telling telling() {
    return new Telling(reviews, links, items, clock);
  }

  /** Looks once a day for those that are due for review. */
  public void checkDaily(Work work, Findings findings) {
    DueCheck check = new DueCheck(kind(), this::due, findings, writes, clock);
    work.every(Duration.ofDays(1), "check templates", name -> check.run());
  }

  public ItemKind kind() {
    TemplateStore store = jdbi.onDemand(TemplateStore.class);
    Entries entries = new Entries(store, uses, reviews, clock);
    return new ItemKind(
        Template.KIND,
        Template.IDS,
        "/templates",
        wanted ->
            store.findBrief(wanted).stream().map(shown -> Editing.item(shown.template())).toList(),
        entries::of,
        this::hasVersion,
        store::after,
        store::named);
  }

  private Map<UUID, Instant> due(Collection<UUID> ids, Instant now) {
    Map<UUID, Review> latest = reviews.latest(ids);
    Map<UUID, DueMark> marks = reviews.marks(ids);
    Map<UUID, Instant> due = new HashMap<>();
    for (Shown shown : jdbi.onDemand(TemplateStore.class).findBrief(ids)) {
      Template template = shown.template();
      Freshness freshness =
          Telling.freshness(template, latest.get(template.id()), marks.get(template.id()), now);
      if (template.state() == State.PUBLISHED && freshness.isDue()) {
        due.put(template.id(), freshness.dueAt());
      }
    }
    return due;
  }

  private boolean hasVersion(UUID id, long number, Caller caller) {
    TemplateStore store = jdbi.onDemand(TemplateStore.class);
    return store
        .find(id, caller.terms())
        .filter(of -> number <= of.latestVersion())
        .flatMap(of -> store.findVersion(of, (int) number, caller))
        .isPresent();
  }
}
