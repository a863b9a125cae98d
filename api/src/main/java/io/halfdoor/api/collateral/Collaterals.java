package io.halfdoor.api.collateral;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.file.ContentUse;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.time.Duration;
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
  private final StoredFiles files;
  private final long maxFile;
  private final Labels labels;
  private final Links links;
  private final Uses uses;
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
    this.reviews = reviews;
    this.activities = activities;
  }

  public List<Object> resources() {
    return List.of(
        new CollateralResource(
            jdbi, writes, changes, ids, patches, bodies, texts, files, maxFile, labels, links),
        new VersionResource(jdbi, files, texts, clock),
        new SharedResource(uses, reviews, links, activities));
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
    for (Collateral each : write.store(CollateralStore.class).withContent(sha256)) {
      write.record(Collateral.KIND, each.id(), each.version(), "textRead", each.terms(), null);
    }
  }
}
