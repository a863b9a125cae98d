package io.halfdoor.api.request;

import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.file.ContentUse;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.notice.Notices;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: the resources of requests, and what others know of them. */
public final class Requests {

  private final RequestConfig config;
  private final Jdbi jdbi;
  private final Writes writes;
  private final Changes changes;
  private final InstantSource clock;
  private final Access access;
  private final Items items;
  private final StoredFiles files;
  private final Revision revision;
  private final Filing filing;
  private final Showing showing;
  private final Ranking ranking;
  private final RequestShelf shelf;
  private final RequestResource resource;
  private final SupportResource support;
  private final SupporterResource supporters;
  private final WatchResource watches;
  private final CommentResource comments;
  private final AttachmentResource attachments;
  private final DeflectionResource deflections;
  private final MergeResource merges;
  private final Activities activities;
  private final MetricsResource metrics;

  public Requests(
      RequestConfig config,
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      MergePatch patches,
      JsonBodies bodies,
      Access access,
      Labels labels,
      Deals deals,
      Activities activities,
      Notices notices,
      Uses uses,
      StoredFiles files,
      long maxFile,
      Items items) {
    this.config = config;
    this.jdbi = jdbi;
    this.writes = writes;
    this.changes = changes;
    this.clock = clock;
    this.access = access;
    this.items = items;
    this.files = files;
    Admission admission = new Admission(labels, items, clock);
    WorkingCalendar calendar = config.calendar().calendar();
    this.ranking = new Ranking(jdbi, changes, new RankFormula(config.rank()), clock);
    this.showing = new Showing(jdbi, items, calendar, ranking, clock);
    this.metrics = new MetricsResource(jdbi, calendar, clock);
    this.filing = new Filing(writes, ids, deals, showing, items);
    Involved involved = new Involved(notices);
    this.revision = new Revision(showing, involved, items);
    this.shelf =
        new RequestShelf(
            new RequestArrival.Ways(patches, admission, filing, revision, deals, items), items);
    this.resource =
        new RequestResource(
            jdbi, writes, patches, bodies, deals, items, admission, filing, showing, revision);
    this.support = new SupportResource(writes, deals);
    this.supporters = new SupporterResource(jdbi);
    this.watches = new WatchResource(writes);
    this.comments = new CommentResource(jdbi, writes, ids, involved);
    this.attachments = new AttachmentResource(jdbi, writes, ids, items, files, maxFile, involved);
    this.deflections = new DeflectionResource(writes, ids, items, uses);
    this.merges = new MergeResource(writes, revision);
    this.activities = activities;
  }

  public List<Object> resources() {
    return List.of(
        resource,
        support,
        supporters,
        watches,
        comments,
        attachments,
        deflections,
        merges,
        new Redirects(jdbi.onDemand(RequestStore.class)),
        metrics);
  }

  /** The resources that search. */
  public List<Object> searching(Finder finder, Links links, Transactions transactions) {
    Delivery delivery = new Delivery(access, items);
    Selection selection = new Selection(finder, changes, items, clock);
    return List.of(
        new TransitionResource(jdbi, writes, items, delivery, new SearchAgain(finder), revision),
        new RequestListResource(jdbi, changes, selection, ranking, showing, items),
        new RequestExportResource(transactions, changes, selection, showing, items, files),
        new SimilarResource(jdbi, new Similar(jdbi, finder, items, links), items),
        new SharedResource(activities, finder));
  }

  /** Looks once a day whether what was delivered is still found, and closes what nobody judged. */
  public void checkDaily(Work work, Findings findings, Finder finder) {
    FoundCheck check = new FoundCheck(jdbi, items, access, new SearchAgain(finder), findings);
    work.every(Duration.ofDays(1), "check requests", name -> check.run());
    NoVerdict unjudged = new NoVerdict(jdbi, writes, revision, config.patience(), clock);
    work.every(Duration.ofDays(1), "close requests", name -> unjudged.run());
  }

  /** How rows of an import become requests. */
  public Shelf shelf() {
    return shelf;
  }

  /** Files what another feature drafted for the caller, and answers with it. */
  public Response file(Caller caller, WriteRequest request, Draft draft) {
    return filing.file(caller, request, draft);
  }

  /** What is attached to requests of all the content there is. */
  public ContentUse contents() {
    return (transaction, sha256s) -> transaction.attach(AttachmentStore.class).contents(sha256s);
  }

  /** Has the requests in a deal be in the one that it was merged into. */
  public void dealMoved(Write write, UUID from, UUID to) {
    write.store(RequestStore.class).moveDeal(from, to);
    write.store(SupportStore.class).moveDeal(from, to);
  }

  /** Has the requests about an objection be about the one that took its place. */
  public void objectionMoved(Write write, UUID from, UUID to) {
    write.store(RequestStore.class).moveObjection(from, to);
  }

  public ItemKind kind() {
    RequestStore store = jdbi.onDemand(RequestStore.class);
    return new ItemKind(
        Request.KIND,
        Request.IDS,
        "/requests",
        wanted -> store.findAll(wanted).stream().map(Request::item).toList(),
        wanted -> RequestEntries.of(store.findAll(wanted)),
        (id, number, caller) ->
            store
                .find(id)
                .filter(request -> number <= request.version() && request.isSeenBy(caller))
                .isPresent(),
        store::after,
        store::named);
  }
}
