package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.importing.TextShelf;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.State;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.write.Write;
import java.util.ArrayList;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How files become templates and snippets, by themselves or many at once. The external id says
 * which is meant: unknown, it is added; else it becomes what the file says.
 */
final class TemplateShelf implements TextShelf {

  private final TemplateStore templates;
  private final JsonBodies bodies;
  private final Items items;
  private final Links links;
  private final Editing editing;

  TemplateShelf(Jdbi jdbi, JsonBodies bodies, Items items, Links links, Editing editing) {
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.bodies = bodies;
    this.items = items;
    this.links = links;
    this.editing = editing;
  }

  @Override
  public String kind() {
    return Template.KIND;
  }

  @Override
  public boolean isPublishedByImport() {
    return true;
  }

  @Override
  public Told read(String text) {
    TemplateFile file = TemplateFile.read(text, bodies);
    bodies.valid(file.toVersion(null));
    return new Told(file, bodies.valid(file.toMetadata()));
  }

  /** What a file says. */
  final class Told implements Text {

    private final TemplateFile file;
    private final Metadata metadata;

    private Told(TemplateFile file, Metadata metadata) {
      this.file = file;
      this.metadata = metadata;
    }

    @Override
    public String externalId() {
      return file.head().externalId();
    }

    /** The snippets that it includes: as it is kept it is linked with those there are. */
    @Override
    public Set<String> needs() {
      return Set.copyOf(Snippets.namedIn(file.toVersion(null).wording(Metadata.LANGUAGE)));
    }

    @Override
    public Arriving ready(Caller caller, @Nullable Boolean publish) {
      TemplateKind kind = file.head().kind();
      NewVersion version = file.toVersion(publish);
      Template present =
          Snippets.find(templates, externalId())
              .flatMap(id -> templates.find(id, caller.terms()))
              .orElse(null);
      if (present == null) {
        Editing.Fresh fresh = editing.fresh(kind, metadata, version, caller);
        return write -> new Arrived(Outcome.CREATED, editing.add(write, fresh, metadata));
      }
      if (present.kind() != kind) {
        throw Problem.invalid(Fault.at("/kind", "It is the other kind; what it is stays."));
      }
      Editing.requireChange(present, caller);
      References references = References.of(metadata, present.id(), items, caller);
      Composition composition = editing.growing(present, version, references, caller);
      return write -> changed(write, present, metadata, references, version, composition, caller);
    }
  }

  /** A file that is to be put in. */
  interface Arriving extends Arrival {

    Arrived arrive(Write write);

    @Override
    default Shelf.Result put(Write write) {
      Arrived arrived = arrive(write);
      return new Shelf.Result(arrived.outcome(), arrived.shown().template().id());
    }
  }

  /** What became of a file, and how its template is now. */
  record Arrived(Outcome outcome, Shown shown) {}

  /** Nothing is written where the file says nothing new. */
  private Arrived changed(
      Write write,
      Template before,
      Metadata metadata,
      References references,
      NewVersion version,
      Composition composition,
      Caller caller) {
    TemplateStore store = write.store(TemplateStore.class);
    Template present = Editing.forChange(store, Template.IDS.text(before.id()), caller);
    if (present.version() != before.version()) {
      throw Problem.conflict("Somebody else changed it at the same moment; send the file again.");
    }
    Description said = said(metadata, present);
    if (!isSame(present.description(), said) || !references.equals(referring(write, present))) {
      present = editing.describe(write, present, said, references, metadata, caller).template();
    }
    boolean publish = Boolean.TRUE.equals(version.publish());
    boolean isLatest = isSaidBy(store, present, present.latestVersion(), version);
    boolean isShown = isSaidBy(store, present, present.shownVersion(), version);
    boolean isPublished = present.state() == State.PUBLISHED;
    boolean isSaid = isShown || (isLatest && !(publish && isPublished)); // that one is a draft
    if (!isSaid) {
      present = editing.grow(write, present, version, composition, caller).template();
    } else if (publish && !isPublished) {
      present =
          editing
              .move(write, present, State.PUBLISHED, composition, false, metadata, caller)
              .template();
    }
    return new Arrived(
        present.version() == before.version() ? Outcome.UNCHANGED : Outcome.UPDATED,
        store.findShown(present.id(), present.terms()).orElseThrow());
  }

  private static boolean isSaidBy(
      TemplateStore store, Template present, int number, NewVersion version) {
    return version.isSaidBy(store.findVersion(present.id(), number).orElseThrow());
  }

  /** A file names a template without an external id by its id. */
  private static Description said(Metadata metadata, Template present) {
    Description before = present.description();
    Description said = metadata.described(before.ownerId());
    return before.externalId() != null
        ? said
        : new Description(
            said.title(),
            said.labels(),
            said.audience(),
            said.language(),
            said.ownerId(),
            said.reviewIntervalDays(),
            null);
  }

  /** The order of labels counts here: it is that of the file. */
  private static boolean isSame(Description before, Description said) {
    return before.equals(said)
        && new ArrayList<>(before.labels().keySet())
            .equals(new ArrayList<>(said.labels().keySet()));
  }

  private References referring(Write write, Template present) {
    return new References(
        links.from(write, present.id(), LinkRole.ANSWERS),
        links.from(write, present.id(), LinkRole.ATTACHMENT));
  }
}
