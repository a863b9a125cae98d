package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.Rights;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.merge.Wording;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.write.Write;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How templates are added and changed, by single operations and by files alike: what may not be is
 * refused, and what follows from a change is done with it.
 */
final class Editing {

  private final TemplateStore templates;
  private final Ids ids;
  private final Items items;
  private final Labels labels;
  private final Links links;
  private final Reviews reviews;
  private final Telling telling;

  Editing(
      Jdbi jdbi,
      Ids ids,
      Items items,
      Labels labels,
      Links links,
      Reviews reviews,
      Telling telling) {
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.ids = ids;
    this.items = items;
    this.labels = labels;
    this.links = links;
    this.reviews = reviews;
    this.telling = telling;
  }

  /** A version that was added, as its timeline tells it. */
  record Grown(int number, boolean published, @Nullable String note) {}

  /** A template to be added: all that is known of it before its transaction. */
  record Fresh(
      UUID id,
      TemplateKind kind,
      Description said,
      References references,
      NewVersion version,
      Composition composition,
      boolean publish) {}

  /**
   * Makes ready a template to be added.
   *
   * @throws Problem when it may not be
   */
  Fresh fresh(TemplateKind kind, Metadata metadata, NewVersion version, Caller caller) {
    UUID id = ids.next();
    version.requireFit(kind);
    Description said = metadata.described(caller.personId());
    boolean publish = Boolean.TRUE.equals(version.publish());
    Rights.requireOwner(said.ownerId(), caller);
    if (publish) {
      Rights.requirePublish(said.ownerId(), said.readers(), caller);
    }
    labels.check(said.labels(), Map.of(), "/labels");
    References references = References.of(metadata, id, items, caller);
    List<Link> attachments =
        references.attachments() == null ? List.of() : references.attachments();
    Composition composition =
        composition(kind, version.wording(said.language()), null, attachments, caller);
    require(composition, publish);
    return new Fresh(id, kind, said, references, version, composition, publish);
  }

  Shown add(Write write, Fresh fresh, Object metadata) {
    Template added =
        new Template(
            fresh.id(),
            1,
            fresh.kind(),
            fresh.said(),
            fresh.publish() ? State.PUBLISHED : State.DRAFT,
            1,
            fresh.publish() ? 1 : null,
            write.now(),
            write.personId(),
            write.now(),
            write.personId());
    TemplateStore store = write.store(TemplateStore.class);
    requireSomebody(store, fresh.said(), write.personId());
    if (!store.insert(added)) {
      throw taken();
    }
    List<String> includes = fresh.composition().includes();
    Version first = fresh.version().version(added.id(), 1, includes, fresh.publish(), write);
    store.insert(first);
    refer(write, added.id(), fresh.references());
    include(write, added);
    write.record(Template.KIND, added.id(), 1, "created", added.terms(), metadata);
    return new Shown(added, first);
  }

  /** What a wording is with all that it includes and leads to. */
  Composition composition(
      TemplateKind kind,
      Wording wording,
      @Nullable UUID self,
      List<Link> attachments,
      Caller caller) {
    Standing standing = new Standing(items, caller);
    return Composition.of(
        kind,
        wording,
        new Snippets(templates, caller, self, wording.format()),
        standing,
        standing.attached(attachments));
  }

  /** The same of a version of a template. */
  Composition composition(Template template, Wording wording, Caller caller) {
    return composition(
        template.kind(),
        wording,
        template.id(),
        links.from(template.id(), LinkRole.ATTACHMENT),
        caller);
  }

  /** The same of a version that is to be added to a template; it can be kept. */
  Composition growing(Template present, NewVersion wanted, Caller caller) {
    return growing(present, wanted, new References(null, null), caller);
  }

  /** The same together with other references. */
  Composition growing(Template present, NewVersion wanted, References references, Caller caller) {
    wanted.requireFit(present.kind());
    List<Link> attachments = references.attachments();
    Composition composition =
        composition(
            present.kind(),
            wanted.wording(present.description().language()),
            present.id(),
            attachments == null ? links.from(present.id(), LinkRole.ATTACHMENT) : attachments,
            caller);
    composition.requireKeepable();
    return composition;
  }

  private static void require(Composition composition, boolean publish) {
    if (publish) {
      composition.requirePublishable();
    } else {
      composition.requireKeepable();
    }
  }

  /** Adds a version; where nothing is said, it is published exactly when the template is. */
  Shown grow(
      Write write, Template present, NewVersion wanted, Composition composition, Caller caller) {
    boolean publish =
        wanted.publish() == null ? present.state() == State.PUBLISHED : wanted.publish();
    if (publish) {
      requirePublish(present, caller);
      composition.requirePublishable();
    }
    Template next = present.grown(publish, write.now(), write.personId());
    int number = next.latestVersion();
    TemplateStore store = write.store(TemplateStore.class);
    store.insert(wanted.version(next.id(), number, composition.includes(), publish, write));
    var detail = new Grown(number, publish, wanted.note());
    Set<String> audience = publish ? both(present, next) : next.draftTerms();
    return replace(write, present, next, "versionAdded", audience, detail);
  }

  /** Says other things of it. */
  Shown describe(
      Write write,
      Template present,
      Description said,
      References references,
      Object detail,
      Caller caller) {
    Description before = present.description();
    if (!said.ownerId().equals(before.ownerId())) {
      Rights.requireOwner(said.ownerId(), caller);
      requireSomebody(write.store(TemplateStore.class), said, caller.personId());
    }
    if (present.state() == State.PUBLISHED) {
      requirePublish(present, caller);
      Rights.requirePublish(said.ownerId(), said.readers(), caller);
      if (references.attachments() != null) {
        new Standing(items, caller).requireSendable(references.attachments());
      }
    }
    labels.check(said.labels(), before.labels(), "/labels");
    refer(write, present.id(), references);
    Template next = present.described(said, write.now(), write.personId());
    return replace(write, present, next, "changed", both(present, next), detail);
  }

  /** Moves it to another state that it can be moved to. */
  Shown move(
      Write write,
      Template present,
      State to,
      Composition latest,
      boolean force,
      Object detail,
      Caller caller) {
    present.state().requireNext(to);
    switch (to) {
      case PUBLISHED -> {
        requirePublish(present, caller);
        latest.requirePublishable();
        TemplateStore store = write.store(TemplateStore.class);
        store.publish(present.id(), present.latestVersion(), write.now());
      }
      case ARCHIVED -> links.release(write, item(present), caller, force);
      case DRAFT -> {}
    }
    Template next = present.moved(to, write.now(), write.personId());
    return replace(write, present, next, "moved", both(present, next), detail);
  }

  void delete(Write write, Template present, boolean force, Caller caller) {
    links.release(write, item(present), caller, force);
    links.forget(write, present.id());
    write.store(TemplateStore.class).remove(present.id());
    write.recordDeleted(Template.KIND, present.id(), present.version() + 1, present.terms());
  }

  private Shown replace(
      Write write,
      Template present,
      Template next,
      String action,
      Set<String> audience,
      Object detail) {
    TemplateStore store = write.store(TemplateStore.class);
    String externalId = next.description().externalId();
    if (externalId != null && store.isTaken(externalId, next.id())) {
      throw taken();
    }
    if (!store.replace(next)) {
      throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
    }
    include(write, next);
    write.record(Template.KIND, next.id(), next.version(), action, audience, detail);
    Integer before = present.publishedVersion();
    if (next.isSnippet() && before != null && !before.equals(next.publishedVersion())) {
      markIncluding(write, next.id(), item(next), new HashSet<>(Set.of(next.id())));
    }
    return store.findShown(next.id(), next.terms()).orElseThrow();
  }

  /** What includes a snippet that says something else now is due, and so is what includes that. */
  private void markIncluding(Write write, UUID id, Item snippet, Set<UUID> marked) {
    for (Link link : links.to(id, LinkRole.INCLUDES)) {
      if (marked.add(link.fromId())) {
        for (Item user : items.all(link.fromKind(), List.of(link.fromId()))) {
          reviews.markDue(
              write, user, "snippetChanged", "A snippet that it includes was changed.", snippet);
        }
        markIncluding(write, link.fromId(), snippet, marked);
      }
    }
  }

  private void refer(Write write, UUID id, References references) {
    if (references.objections() != null) {
      links.replace(write, id, LinkRole.ANSWERS, references.objections());
    }
    if (references.attachments() != null) {
      links.replace(write, id, LinkRole.ATTACHMENT, references.attachments());
    }
  }

  /** Keeps the links to the snippets that what it shows includes, and what it is to show. */
  private void include(Write write, Template template) {
    TemplateStore store = write.store(TemplateStore.class);
    Set<String> names = new LinkedHashSet<>();
    for (int number : List.of(template.shownVersion(), template.latestVersion())) {
      store
          .findVersion(template.id(), number)
          .ifPresent(version -> names.addAll(version.includes()));
    }
    Set<UUID> found = new LinkedHashSet<>();
    names.forEach(name -> Snippets.find(store, name).ifPresent(found::add));
    found.remove(template.id());
    links.replace(
        write,
        template.id(),
        LinkRole.INCLUDES,
        store.findBrief(found).stream()
            .map(Shown::template)
            .filter(Template::isSnippet)
            .map(Editing::item)
            .map(snippet -> References.link(template.id(), LinkRole.INCLUDES, snippet, null))
            .toList());
  }

  private static void requirePublish(Template present, Caller caller) {
    Description said = present.description();
    Rights.requirePublish(said.ownerId(), said.readers(), caller);
  }

  private static Set<String> both(Template present, Template next) {
    Set<String> audience = new HashSet<>(present.terms());
    audience.addAll(next.terms());
    return audience;
  }

  /** A template that the caller may change; in a transaction nobody else does then. */
  static Template forChange(TemplateStore store, String id, Caller caller) {
    Template present =
        Template.IDS
            .parse(id)
            .flatMap(parsed -> store.findForChange(parsed, caller.terms()))
            .orElseThrow(Editing::unknown);
    requireChange(present, caller);
    return present;
  }

  static void requireChange(Template present, Caller caller) {
    Rights.requireChange(present.description().ownerId(), present.showsDraftsTo(caller), caller);
  }

  void requireMatch(
      TemplateStore store, Template present, @Nullable String ifMatch, Caller caller) {
    ETags.requireMatch(
        Telling.version(ifMatch),
        present.tag(),
        () ->
            telling
                .told(store.findShown(present.id(), present.terms()).orElseThrow(), caller)
                .body(),
        Person.IDS.text(present.updatedBy()));
  }

  private static void requireSomebody(TemplateStore store, Description said, UUID caller) {
    if (!said.ownerId().equals(caller) && !store.isSomebody(said.ownerId())) {
      throw Metadata.nobody();
    }
  }

  static Item item(Template template) {
    return new Item(
        Template.KIND,
        template.id(),
        template.version(),
        template.shownVersion(),
        template.description().title(),
        template.description().ownerId(),
        template.terms(),
        template.state() == State.PUBLISHED);
  }

  static Problem unknown() {
    return Problem.notFound("template");
  }

  static Problem taken() {
    return Problem.invalid(Fault.at("/externalId", "Something else has this external id."));
  }
}
