package io.halfdoor.api.objection;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Objections: found, added, described anew, retired and brought back. */
@Path("objections")
@Produces(MediaType.APPLICATION_JSON)
public final class ObjectionResource {

  private final Jdbi jdbi;
  private final ObjectionStore objections;
  private final AnswerStore answers;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final InstantSource clock;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Labels labels;
  private final Categories categories;

  ObjectionResource(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      InstantSource clock,
      MergePatch patches,
      JsonBodies bodies,
      Labels labels,
      Categories categories) {
    this.jdbi = jdbi;
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.answers = jdbi.onDemand(AnswerStore.class);
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
    this.patches = patches;
    this.bodies = bodies;
    this.labels = labels;
    this.categories = categories;
  }

  @GET
  @Allow
  public Response list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("category") @Nullable String category,
      @QueryParam("state") Objection.@Nullable State state,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("label") List<String> label,
      @QueryParam("externalId") @Nullable String externalId,
      @QueryParam("updatedSince") @Nullable String updatedSince) {
    List<String> after = paging.after(1);
    Position head = changes.head();
    ObjectionList query =
        new ObjectionList()
            .ofCategory(category)
            .inState(state)
            .ownedBy(Person.asked("owner", owner))
            .labelled(Labels.asked(label))
            .withExternalId(externalId)
            .changedSince(changes.since(updatedSince))
            .after(
                after == null
                    ? null
                    : Objection.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor));
    List<Counted> rows = jdbi.withHandle(handle -> query.read(handle, paging.rows()));
    Page<ObjectionBody> page =
        Page.of(rows, paging, row -> List.of(Objection.IDS.text(row.objection().id())))
            .map(ObjectionBody::of);
    return Response.ok(page).header(Writes.POSITION, head.toString()).build();
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("mayBeSaid") @DefaultValue("false") boolean mayBeSaid) {
    Shown shown = shown(id, caller, mayBeSaid);
    return Response.ok(ObjectionBody.of(shown)).tag(shown.tag()).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewObjection body) {
    Wording wording = bodies.valid(body.toWording());
    Description said = wording.described(caller.personId());
    categories.require(said.category(), "/category");
    labels.check(said.labels(), Map.of(), "/labels");
    return writes.write(
        request,
        body,
        write -> {
          Objection added = added(write, ids.next(), said);
          PhrasingStore phrasings = write.store(PhrasingStore.class);
          for (String text : body.tidyPhrasings()) {
            phrasings.insert(
                new Phrasing(ids.next(), added.id(), text, null, write.now(), write.personId()));
          }
          record(write, added, "created", wording);
          Shown shown = Shown.of(write, added, caller);
          return io.halfdoor.api.write.Answer.created(
              path(added), shown.tag(), ObjectionBody.of(shown));
        });
  }

  @PATCH
  @Path("{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response change(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull JsonNode patch) {
    return writes.write(
        request,
        patch,
        write -> {
          Objection present = forChange(write, id);
          requireMatch(write, present, request.ifMatch(), caller);
          Description before = present.description();
          Description said =
              patches.apply(Wording.of(before), patch, Wording.class).described(before.ownerId());
          if (!said.category().equals(before.category())) {
            categories.require(said.category(), "/category");
          }
          labels.check(said.labels(), before.labels(), "/labels");
          Objection next = present.described(said, write.now(), write.personId());
          replaced(write, present, next, "changed", patch);
          retell(write, next);
          Shown shown = Shown.of(write, next, caller);
          return io.halfdoor.api.write.Answer.ok(shown.tag(), ObjectionBody.of(shown));
        });
  }

  @POST
  @Path("{id}/transitions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response move(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Transition body) {
    return writes.write(
        request,
        body,
        write -> {
          Objection present = forChange(write, id);
          requireMatch(write, present, request.ifMatch(), caller);
          present.state().requireNext(body.to());
          Objection next = present.moved(body.to(), write.now(), write.personId());
          replaced(write, present, next, "moved", body);
          retell(write, next);
          Shown shown = Shown.of(write, next, caller);
          return io.halfdoor.api.write.Answer.ok(shown.tag(), ObjectionBody.of(shown));
        });
  }

  /** Adds an objection, of which nothing is recorded yet. */
  static Objection added(Write write, UUID id, Description said) {
    ObjectionStore store = write.store(ObjectionStore.class);
    requireSomebody(write, said.ownerId());
    Objection added =
        new Objection(
            id,
            1,
            said,
            Objection.State.ACTIVE,
            null,
            write.now(),
            write.personId(),
            write.now(),
            write.personId());
    if (!store.insert(added)) {
      throw taken();
    }
    return added;
  }

  private Shown shown(String id, Caller caller, boolean mayBeSaid) {
    Counted counted =
        Objection.IDS
            .parse(id)
            .flatMap(objections::findCounted)
            .orElseThrow(ObjectionResource::unknown);
    return new Shown(
        counted, Shown.answers(answers, counted.objection(), caller, mayBeSaid), clock.instant());
  }

  static Objection find(ObjectionStore store, String id) {
    return Objection.IDS.parse(id).flatMap(store::find).orElseThrow(ObjectionResource::unknown);
  }

  /**
   * An objection that nobody else changes until the transaction ends.
   *
   * @throws Problem that names the one it was merged into, where it was
   */
  static Objection forChange(Write write, String id) {
    Objection present =
        Objection.IDS
            .parse(id)
            .flatMap(write.store(ObjectionStore.class)::findForChange)
            .orElseThrow(ObjectionResource::unknown);
    if (present.mergedInto() != null) {
      throw merged(present.mergedInto());
    }
    return present;
  }

  static void requireMatch(
      Write write, Objection present, @Nullable String ifMatch, Caller caller) {
    ETags.requireMatch(
        ifMatch,
        ETags.of(Objection.IDS.text(present.id()), present.version()),
        () -> ObjectionBody.of(Shown.of(write, present, caller)),
        Person.IDS.text(present.updatedBy()));
  }

  /** Writes the next version of an objection, and tells of it. */
  static void replaced(
      Write write, Objection present, Objection next, String action, @Nullable Object detail) {
    ObjectionStore store = write.store(ObjectionStore.class);
    Description said = next.description();
    if (!said.ownerId().equals(present.description().ownerId())) {
      requireSomebody(write, said.ownerId());
    }
    if (said.externalId() != null && store.isTaken(said.externalId(), next.id())) {
      throw taken();
    }
    if (!store.replace(next)) {
      throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
    }
    Set<String> audience = new HashSet<>(present.terms());
    audience.addAll(next.terms());
    write.record(Objection.KIND, next.id(), next.version(), action, audience, detail);
  }

  /** Tells of the answers to an objection that is another now: they are found by its words. */
  static void retell(Write write, Objection objection) {
    for (ShownAnswer shown : write.store(AnswerStore.class).to(objection.id())) {
      Answer answer = shown.answer();
      write.record(
          Answer.KIND, answer.id(), answer.version(), "objectionChanged", answer.terms(), null);
    }
  }

  /** Tells of something about an objection that leaves its version as it is. */
  static void record(Write write, Objection of, String action, @Nullable Object detail) {
    write.record(Objection.KIND, of.id(), of.version(), action, of.terms(), detail);
  }

  static String path(Objection objection) {
    return "/objections/" + Objection.IDS.text(objection.id());
  }

  static Item item(Objection objection) {
    return new Item(
        Objection.KIND,
        objection.id(),
        objection.version(),
        objection.version(),
        objection.description().phrase(),
        objection.description().ownerId(),
        objection.terms(),
        objection.isActive());
  }

  static Problem unknown() {
    return Problem.notFound("objection");
  }

  /** What a write to an objection is answered with whose place another has taken. */
  static Problem merged(UUID into) {
    return Problem.conflict(
            "It was merged into another objection; mergedInto is the one to write to.")
        .with("mergedInto", Objection.IDS.text(into));
  }

  private static Problem taken() {
    return Problem.invalid(Fault.at("/externalId", "Another objection has this external id."));
  }

  /** Refuses an owner who is not there, or no longer. */
  static void requireSomebody(Write write, UUID owner) {
    if (!write.isBy(owner) && !write.store(ObjectionStore.class).isSomebody(owner)) {
      throw Wording.nobody();
    }
  }

  /** Where an objection is to go. */
  record Transition(@NotNull Objection.State to, @Nullable @Size(max = 1_000) String reason) {}
}
