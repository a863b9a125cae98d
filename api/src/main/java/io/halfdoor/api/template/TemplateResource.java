package io.halfdoor.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Templates: found, added, described anew, given new versions, moved, deleted. */
@Path("templates")
@Produces(MediaType.APPLICATION_JSON)
public final class TemplateResource {

  private final Jdbi jdbi;
  private final TemplateStore templates;
  private final Writes writes;
  private final Changes changes;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Items items;
  private final Editing editing;
  private final Telling telling;

  TemplateResource(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      MergePatch patches,
      JsonBodies bodies,
      Items items,
      Editing editing,
      Telling telling) {
    this.jdbi = jdbi;
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.writes = writes;
    this.changes = changes;
    this.patches = patches;
    this.bodies = bodies;
    this.items = items;
    this.editing = editing;
    this.telling = telling;
  }

  @GET
  @Allow
  public Response list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("kind") @Nullable TemplateKind kind,
      @QueryParam("state") @Nullable State state,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("label") List<String> label,
      @QueryParam("language") @Nullable String language,
      @QueryParam("objection") @Nullable String objection,
      @QueryParam("externalId") @Nullable String externalId,
      @QueryParam("updatedSince") @Nullable String updatedSince,
      @QueryParam("sort") @DefaultValue("newest") TemplateList.Sort sort) {
    List<String> after = paging.after(2);
    Position head = changes.head();
    TemplateList query =
        new TemplateList(caller.terms(), sort)
            .ofKind(kind)
            .inState(state)
            .ownedBy(Person.asked("owner", owner))
            .labelled(Labels.asked(label))
            .inLanguage(language)
            .answering(objection == null ? null : objection(objection, caller))
            .withExternalId(externalId)
            .changedSince(changes.since(updatedSince))
            .after(
                after == null ? null : after.getFirst(),
                after == null
                    ? null
                    : Template.IDS.parse(after.getLast()).orElseThrow(Paging::wrongCursor));
    List<Listed> rows = jdbi.withHandle(handle -> query.read(handle, paging.rows()));
    Page<Listed> page = Page.of(rows, paging, TemplateResource::key);
    List<TemplateBody> told =
        telling.listed(page.items().stream().map(Listed::shown).toList(), caller);
    return Response.ok(new Page<>(told, page.next()))
        .header(Writes.POSITION, head.toString())
        .build();
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@Auth Caller caller, @PathParam("id") String id) {
    Telling.Told told = telling.told(shown(templates, id, caller), caller);
    return Response.ok(told.body()).tag(told.tag()).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull NewTemplate body) {
    Metadata metadata = bodies.valid(body.toMetadata());
    NewVersion version = bodies.valid(body.toVersion());
    Editing.Fresh fresh = editing.fresh(body.what(), metadata, version, caller);
    return writes.write(
        request,
        body,
        write -> {
          Shown shown = editing.add(write, fresh, metadata);
          Telling.Told told = telling.told(write, shown, caller);
          return Answer.created(shown.template().path(), told.tag(), told.body());
        });
  }

  @POST
  @Path("{id}/versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response addVersion(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid NewVersion body) {
    return grow(caller, request, id, body, body);
  }

  @POST
  @Path("{id}/restores")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response restore(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Restore body) {
    Template present = Editing.forChange(templates, id, caller);
    Version old =
        templates
            .findVersion(present, body.version(), caller)
            .orElseThrow(
                () -> Problem.invalid(Fault.at("/version", "It has no version with this number.")));
    String note = body.note() == null ? "Version " + old.number() + " again." : body.note();
    return grow(caller, request, id, NewVersion.of(old, note), body);
  }

  private Response grow(
      Caller caller, WriteRequest request, String id, NewVersion wanted, Object body) {
    Composition composition =
        editing.growing(Editing.forChange(templates, id, caller), wanted, caller);
    return writes.write(
        request,
        body,
        write -> {
          TemplateStore store = write.store(TemplateStore.class);
          Template present = Editing.forChange(store, id, caller);
          if (request.ifMatch() != null) {
            editing.requireMatch(store, present, request.ifMatch(), caller);
          }
          Shown shown = editing.grow(write, present, wanted, composition, caller);
          Telling.Told told = telling.told(write, shown, caller);
          String path = present.path() + "/versions/" + shown.template().latestVersion();
          return Answer.created(path, told.tag(), told.body());
        });
  }

  @PATCH
  @Path("{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Allow
  public Response change(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull JsonNode patch) {
    return writes.write(
        request,
        patch,
        write -> {
          TemplateStore store = write.store(TemplateStore.class);
          Template present = Editing.forChange(store, id, caller);
          editing.requireMatch(store, present, request.ifMatch(), caller);
          Metadata wanted =
              patches.apply(Metadata.of(present.description()), emptied(patch), Metadata.class);
          Shown shown =
              editing.describe(
                  write,
                  present,
                  wanted.described(present.description().ownerId()),
                  References.of(wanted, present.id(), items, caller),
                  patch,
                  caller);
          Telling.Told told = telling.told(write, shown, caller);
          return Answer.ok(told.tag(), told.body());
        });
  }

  /** The same patch, in which to remove all references is to have none. */
  private static JsonNode emptied(JsonNode patch) {
    if (!(patch instanceof ObjectNode)) {
      return patch;
    }
    ObjectNode emptied = patch.deepCopy();
    for (String list : List.of("objections", "attachments")) {
      if (emptied.path(list).isNull()) {
        emptied.putArray(list);
      }
    }
    return emptied;
  }

  @POST
  @Path("{id}/transitions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response move(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @QueryParam("force") @DefaultValue("false") boolean force,
      @NotNull @Valid Transition body) {
    Template before = Editing.forChange(templates, id, caller);
    Version latest = templates.findVersion(before.id(), before.latestVersion()).orElseThrow();
    Composition composition =
        editing.composition(before, latest.wording(before.description().language()), caller);
    return writes.write(
        request,
        body,
        write -> {
          TemplateStore store = write.store(TemplateStore.class);
          Template present = Editing.forChange(store, id, caller);
          editing.requireMatch(store, present, request.ifMatch(), caller);
          if (present.version() != before.version()) {
            throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
          }
          Shown shown = editing.move(write, present, body.to(), composition, force, body, caller);
          Telling.Told told = telling.told(write, shown, caller);
          return Answer.ok(told.tag(), told.body());
        });
  }

  @DELETE
  @Path("{id}")
  @Allow
  public Response delete(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @QueryParam("force") @DefaultValue("false") boolean force) {
    return writes.write(
        request,
        null,
        write -> {
          TemplateStore store = write.store(TemplateStore.class);
          Template present = Editing.forChange(store, id, caller);
          editing.requireMatch(store, present, request.ifMatch(), caller);
          editing.delete(write, present, force, caller);
          return Answer.noContent();
        });
  }

  /** A template that the caller sees, with what it shows. */
  static Shown shown(TemplateStore store, String id, Caller caller) {
    return Template.IDS
        .parse(id)
        .flatMap(parsed -> store.findShown(parsed, caller.terms()))
        .orElseThrow(Editing::unknown);
  }

  private static List<String> key(Listed listed) {
    return List.of(listed.sortTitle(), Template.IDS.text(listed.shown().template().id()));
  }

  private UUID objection(String name, Caller caller) {
    return items
        .named("objection", name, caller)
        .map(Item::id)
        .orElseThrow(() -> unreadable("objection", "Must be an objection's id."));
  }

  private static Problem unreadable(String parameter, String detail) {
    return Problem.unreadable(detail, Fault.in(parameter, detail));
  }

  /** Where a template is to go. */
  record Transition(@NotNull State to, @Nullable @Size(max = 1_000) String reason) {}

  /** Which old version is to be the latest again. */
  record Restore(@NotNull @Min(1) Integer version, @Nullable @Size(max = 1_000) String note) {}
}
