package io.halfdoor.api.collateral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.collateral.CollateralResource.Grown;
import io.halfdoor.api.collateral.CollateralResource.Transition;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.importing.FieldShelf.Arrival;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.importing.Shelf.Result;
import io.halfdoor.api.item.Rights;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import on its way in. It does what the single operations would, as far as something
 * is to change: add a piece, or describe it anew, add a version, and move it to another state.
 */
record CollateralArrival(
    MergePatch patches,
    Ids ids,
    Texts texts,
    Labels labels,
    Links links,
    Caller caller,
    CollateralRow row)
    implements Arrival {

  /** What there is of a piece before anything is said of it. */
  private static final Metadata NOTHING_SAID =
      new Metadata("", null, CollateralKind.OTHER, null, null, null, null, null, null, null);

  /**
   * What is to be done to a piece.
   *
   * @param present as it is; null where there is none
   * @param to the state to move it to; null where it is in it, or none is wanted
   */
  private record Plan(
      @Nullable Collateral present, Description said, boolean grows, @Nullable State to) {

    boolean describes() {
      return present == null || !present.description().equals(said);
    }

    Outcome outcome() {
      if (present == null) {
        return Outcome.CREATED;
      }
      return describes() || grows || to != null ? Outcome.UPDATED : Outcome.UNCHANGED;
    }
  }

  @Override
  public Result look(Handle handle) {
    Plan plan =
        plan(
            handle,
            handle.attach(ShelfStore.class).find(row.externalId(), caller.terms()).orElse(null));
    return new Result(plan.outcome(), plan.present() == null ? null : plan.present().id());
  }

  @Override
  public Result put(Write write) {
    Plan plan =
        plan(
            write.handle(),
            write
                .store(ShelfStore.class)
                .findForChange(row.externalId(), caller.terms())
                .orElse(null));
    Collateral present = plan.present() == null ? added(write, plan) : changed(write, plan);
    return new Result(plan.outcome(), present.id());
  }

  private Plan plan(Handle handle, @Nullable Collateral present) {
    CollateralStore store = handle.attach(CollateralStore.class);
    Description said = said(handle, present);
    if (present == null) {
      requireNew(store, said);
      return new Plan(null, said, false, null);
    }
    Rights.requireChange(present.description().ownerId(), present.showsDraftsTo(caller), caller);
    boolean changes = !present.description().equals(said);
    boolean grows = row.content() != null && !shows(handle, present, row.content());
    if (present.state() == State.PUBLISHED && (changes || grows)) {
      Rights.requirePublish(
          present.description().ownerId(), present.description().readers(), caller);
      Rights.requirePublish(said.ownerId(), said.readers(), caller);
    }
    State to = row.state() == present.state() ? null : row.state();
    if (to != null) {
      present.state().requireNext(to);
      requireMove(present, said, to);
    }
    return new Plan(present, said, grows, to);
  }

  private void requireNew(CollateralStore store, Description said) {
    if (store.isTaken(row.externalId(), ids.next())) {
      throw CollateralResource.taken();
    }
    if (row.content() == null) {
      throw Problem.invalid(Fault.at("", "It is new, and there is no url, text or file."));
    }
    if (row.state() == State.PUBLISHED) {
      Rights.requirePublish(said.ownerId(), said.readers(), caller);
    }
  }

  private void requireMove(Collateral present, Description said, State to) {
    switch (to) {
      case PUBLISHED -> Rights.requirePublish(said.ownerId(), said.readers(), caller);
      case ARCHIVED -> links.requireUnused(CollateralResource.item(present), caller, false);
      case DRAFT -> {}
    }
  }

  /** What is said of it with this row, checked. */
  private Description said(Handle handle, @Nullable Collateral present) {
    Description before = present == null ? null : present.description();
    ObjectNode patch = row.said().deepCopy();
    if (row.owner() != null) {
      patch.put("ownerId", Person.IDS.text(owner(handle, row.owner())));
    }
    if (before != null && patch.get("labels") instanceof ObjectNode wanted) {
      before.labels().keySet().forEach(key -> wanted.putIfAbsent(key, wanted.nullNode()));
    }
    Metadata metadata = before == null ? NOTHING_SAID : Metadata.of(before);
    UUID owner = before == null ? caller.personId() : before.ownerId();
    Description said = patches.apply(metadata, patch, Metadata.class).described(owner);
    if (!said.ownerId().equals(owner)) {
      Rights.requireOwner(said.ownerId(), caller);
      CollateralResource.requireSomebody(
          handle.attach(CollateralStore.class), said, caller.personId());
    }
    labels.check(said.labels(), before == null ? Map.of() : before.labels(), "/labels");
    return said;
  }

  private static UUID owner(Handle handle, String owner) {
    return Person.IDS
        .parse(owner)
        .or(() -> handle.attach(ShelfStore.class).person(owner))
        .orElseThrow(
            () -> Problem.invalid(Fault.at("/owner", "There is nobody active called that.")));
  }

  /** Whether its latest version is this already. */
  private static boolean shows(Handle handle, Collateral present, Content content) {
    Version latest =
        handle
            .attach(VersionStore.class)
            .find(present.id(), present.latestVersion())
            .orElseThrow()
            .version();
    return Objects.equals(latest.url(), content.url())
        && Objects.equals(latest.sha256(), content.sha256())
        && (latest.fileName() == null) == (content.fileName() == null);
  }

  private Collateral added(Write write, Plan plan) {
    State state = Objects.requireNonNullElse(row.state(), State.DRAFT);
    boolean published = state == State.PUBLISHED;
    Content content = Objects.requireNonNull(row.content());
    Collateral added =
        new Collateral(
            ids.next(),
            1,
            plan.said(),
            state,
            1,
            published ? 1 : null,
            write.now(),
            write.personId(),
            write.now(),
            write.personId());
    CollateralStore store = write.store(CollateralStore.class);
    content.keep(write, texts);
    if (!store.insert(added)) {
      throw CollateralResource.taken();
    }
    store.insert(content.version(added.id(), 1, row.note(), published, write));
    write.record(
        Collateral.KIND, added.id(), 1, "created", added.terms(), Metadata.of(plan.said()));
    return added;
  }

  private Collateral changed(Write write, Plan plan) {
    Collateral present = Objects.requireNonNull(plan.present());
    if (plan.describes()) {
      JsonNode patch = row.said();
      present =
          replaced(
              write,
              present,
              present.described(plan.said(), write.now(), write.personId()),
              "changed",
              patch);
    }
    if (plan.grows()) {
      present = grown(write, present);
    }
    if (plan.to() != null) {
      present = moved(write, present, plan.to());
    }
    return present;
  }

  private Collateral grown(Write write, Collateral present) {
    Content content = Objects.requireNonNull(row.content());
    boolean published = present.state() == State.PUBLISHED;
    Collateral next = present.grown(published, write.now(), write.personId());
    content.keep(write, texts);
    write
        .store(CollateralStore.class)
        .insert(content.version(next.id(), next.latestVersion(), row.note(), published, write));
    CollateralResource.grown(
        write, present, next, new Grown(next.latestVersion(), published, row.note()));
    return next;
  }

  private Collateral moved(Write write, Collateral present, State to) {
    if (to == State.PUBLISHED) {
      write
          .store(CollateralStore.class)
          .publish(present.id(), present.latestVersion(), write.now());
    }
    return replaced(
        write,
        present,
        present.moved(to, write.now(), write.personId()),
        "moved",
        new Transition(to, null));
  }

  private static Collateral replaced(
      Write write, Collateral present, Collateral next, String action, Object detail) {
    CollateralResource.replaced(write, present, next, action, detail);
    return next;
  }
}
