package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.file.ContentUse;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.use.Views;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
  private final StoredFiles files;
  private final long maxFile;
  private final Labels labels;
  private final Links links;
  private final Uses uses;
  private final Views views;
  private final Reviews reviews;
  private final Activities activities;

  /**
   * What collateral stands on.
   *
   * @param maxFile bytes that a file may have
   */
  public Collaterals(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      MergePatch patches,
      JsonBodies bodies,
      Texts texts,
      StoredFiles files,
      long maxFile,
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
    this.texts = texts;
    this.files = files;
    this.maxFile = maxFile;
    this.labels = labels;
    this.links = links;
    this.uses = uses;
    this.views = views;
    this.reviews = reviews;
    this.activities = activities;
  }

  public List<Object> resources(Finder finder) {
    return List.of(
        new CollateralResource(
            jdbi, writes, changes, ids, patches, bodies, texts, files, maxFile, labels, links),
        new VersionResource(jdbi, files, texts, views),
        new SharedResource(uses, views, reviews, links, activities, finder));
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
        this::hasVersion,
        store::after,
        store::named);
  }

  private boolean hasVersion(UUID id, long number, Caller caller) {
    VersionStore versions = jdbi.onDemand(VersionStore.class);
    return jdbi.onDemand(CollateralStore.class)
        .find(id, caller.terms())
        .filter(of -> number <= of.latestVersion())
        .flatMap(of -> versions.find(of, (int) number, caller))
        .isPresent();
  }

  /**
   * Looks for what is wanting in it, once a day.
   *
   * @param outside whether links may be asked whether they lead somewhere
   */
  public void checkDaily(Work work, Findings findings, boolean outside) {
    Checks checks = new Checks(jdbi, findings, writes, clock, outside ? new LinkProbe() : null);
    work.every(Duration.ofDays(1), "check collateral", name -> checks.run());
  }

  /** How rows of an import become collateral. */
  public Shelf shelf() {
    return new CollateralShelf(bodies, patches, ids, texts, labels, links);
  }

  /** Which content its versions refer to. */
  public ContentUse contents() {
    return (transaction, sha256s) -> transaction.attach(CollateralStore.class).contents(sha256s);
  }

  /** Tells of everything that shows these bytes that their text has been read. */
  public void textRead(Write write, String sha256) {
    CollateralStore store = write.store(CollateralStore.class);
    for (Collateral each : store.withContent(sha256)) {
      Set<String> readers = store.isPublished(each.id(), sha256) ? each.terms() : each.draftTerms();
      write.record(Collateral.KIND, each.id(), each.version(), "textRead", readers, null);
    }
  }
}
