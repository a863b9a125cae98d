package io.halfdoor.api.collateral;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.file.Upload;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Rights;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.text.TextStatus;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Collateral: found, added, described anew, moved from state to state, deleted. */
@Path("collateral")
@Produces(MediaType.APPLICATION_JSON)
public final class CollateralResource {

  /** Of JSON: a text of a million characters, were each of them escaped. */
  static final int MAX_JSON = 8 << 20;

  private final Jdbi jdbi;
  private final CollateralStore collateral;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final MergePatch patches;
  private final JsonBodies bodies;
  private final Texts texts;
  private final StoredFiles files;
  private final long maxFile;
  private final Labels labels;
  private final Links links;

  CollateralResource(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      MergePatch patches,
      JsonBodies bodies,
      Texts texts,
      StoredFiles files,
      long maxFile,
      Labels labels,
      Links links) {
    this.jdbi = jdbi;
    this.collateral = jdbi.onDemand(CollateralStore.class);
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.patches = patches;
    this.bodies = bodies;
    this.texts = texts;
    this.files = files;
    this.maxFile = maxFile;
    this.labels = labels;
    this.links = links;
  }

  @GET
  @Allow
  public Response list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("kind") @Nullable CollateralKind kind,
      @QueryParam("state") @Nullable State state,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("label") List<String> label,
      @QueryParam("language") @Nullable String language,
      @QueryParam("externalId") @Nullable String externalId,
      @QueryParam("updatedSince") @Nullable String updatedSince,
      @QueryParam("sort") @DefaultValue("newest") CollateralList.Sort sort) {
    List<String> after = paging.after(2);
    Position head = changes.head();
    CollateralList query =
        new CollateralList(caller.terms(), sort)
            .ofKind(kind)
            .inState(state)
            .ownedBy(Person.asked("owner", owner))
            .labelled(Labels.asked(label))
            .inLanguage(language)
            .withExternalId(externalId)
            .changedSince(changes.since(updatedSince))
            .after(
                after == null ? null : after.getFirst(),
                after == null
                    ? null
                    : Collateral.IDS.parse(after.getLast()).orElseThrow(Paging::wrongCursor));
    List<Listed> rows = jdbi.withHandle(handle -> query.read(handle, paging.rows()));
    Page<CollateralBody> page =
        Page.of(rows, paging, CollateralResource::key)
            .map(listed -> CollateralBody.of(listed.shown(), caller));
    return Response.ok(page).header(Writes.POSITION, head.toString()).build();
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@Auth Caller caller, @PathParam("id") String id) {
    Shown shown = shown(collateral, id, caller);
    return Response.ok(CollateralBody.of(shown, caller)).tag(shown.tag()).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(@Auth Caller caller, @BeanParam WriteRequest request, InputStream body)
      throws IOException {
    NewCollateral wanted = bodies.read(body, MAX_JSON, NewCollateral.class);
    return add(caller, request, wanted, Content.of(bodies.valid(wanted.toVersion())));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Allow
  public Response addFile(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      InputStream body)
      throws IOException {
    try (Upload upload = Upload.read(body, contentType, files, maxFile)) {
      NewCollateral wanted = bodies.read(upload.metadata(), NewCollateral.class);
      NewVersion version = bodies.valid(wanted.toVersion());
      return add(caller, request, wanted, Content.of(upload.file(), upload.fileName(), version));
    }
  }

  private Response add(Caller caller, WriteRequest request, NewCollateral wanted, Content content) {
    Metadata metadata = bodies.valid(wanted.toMetadata());
    Description said = metadata.described(caller.personId());
    boolean published = Boolean.TRUE.equals(wanted.publish());
    Rights.requireOwner(said.ownerId(), caller);
    if (published) {
      Rights.requirePublish(said.ownerId(), said.readers(), caller);
    }
    labels.check(said.labels(), Map.of(), "/labels");
    return writes.write(
        request,
        new Sent(wanted, content.identity()),
        write -> {
          Collateral added =
              new Collateral(
                  ids.next(),
                  1,
                  said,
                  published ? State.PUBLISHED : State.DRAFT,
                  1,
                  published ? 1 : null,
                  write.now(),
                  write.personId(),
                  write.now(),
                  write.personId());
          CollateralStore store = write.store(CollateralStore.class);
          requireSomebody(store, said, write.personId());
          TextStatus text = content.keep(write, texts);
          if (!store.insert(added)) {
            throw taken();
          }
          Version first = content.version(added.id(), 1, wanted.note(), published, write);
          store.insert(first);
          write.record(Collateral.KIND, added.id(), 1, "created", added.terms(), metadata);
          Shown shown = new Shown(added, first, text, null, null, null, null);
          return Answer.created(path(added), shown.tag(), CollateralBody.of(shown, caller));
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
      InputStream body)
      throws IOException {
    forChange(collateral, id, caller);
    NewVersion wanted = bodies.read(body, MAX_JSON, NewVersion.class);
    return addVersion(caller, request, id, wanted, Content.of(wanted));
  }

  @POST
  @Path("{id}/versions")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Allow
  public Response addVersionFile(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      InputStream body)
      throws IOException {
    forChange(collateral, id, caller);
    try (Upload upload = Upload.read(body, contentType, files, maxFile)) {
      NewVersion wanted = bodies.read(upload.metadata(), NewVersion.class);
      Content content = Content.of(upload.file(), upload.fileName(), wanted);
      return addVersion(caller, request, id, wanted, content);
    }
  }

  private Response addVersion(
      Caller caller, WriteRequest request, String id, NewVersion wanted, Content content) {
    return writes.write(
        request,
        new Sent(wanted, content.identity()),
        write -> {
          CollateralStore store = write.store(CollateralStore.class);
          Collateral present = forChange(store, id, caller);
          if (request.ifMatch() != null) {
            requireMatch(store, present, request.ifMatch(), caller);
          }
          boolean published =
              wanted.publish() == null ? present.state() == State.PUBLISHED : wanted.publish();
          if (published) {
            Rights.requirePublish(
                present.description().ownerId(), present.description().readers(), caller);
          }
          content.keep(write, texts);
          Collateral next = present.grown(published, write.now(), write.personId());
          int number = next.latestVersion();
          store.insert(content.version(next.id(), number, wanted.note(), published, write));
          var detail = new Grown(number, published, wanted.note());
          Shown shown = grown(write, present, next, detail);
          return Answer.created(
              path(next) + "/versions/" + number, shown.tag(), CollateralBody.of(shown, caller));
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
          CollateralStore store = write.store(CollateralStore.class);
          Collateral present = forChange(store, id, caller);
          requireMatch(store, present, request.ifMatch(), caller);
          Metadata wanted =
              patches.apply(Metadata.of(present.description()), patch, Metadata.class);
          Description said = wanted.described(present.description().ownerId());
          if (!said.ownerId().equals(present.description().ownerId())) {
            Rights.requireOwner(said.ownerId(), caller);
            requireSomebody(store, said, caller.personId());
          }
          if (present.state() == State.PUBLISHED) {
            Rights.requirePublish(
                present.description().ownerId(), present.description().readers(), caller);
            Rights.requirePublish(said.ownerId(), said.readers(), caller);
          }
          labels.check(said.labels(), present.description().labels(), "/labels");
          Collateral next = present.described(said, write.now(), write.personId());
          Shown shown = replaced(write, present, next, "changed", patch);
          return Answer.ok(shown.tag(), CollateralBody.of(shown, caller));
        });
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
    forChange(collateral, id, caller);
    return writes.write(
        request,
        body,
        write -> {
          CollateralStore store = write.store(CollateralStore.class);
          Collateral present = forChange(store, id, caller);
          requireMatch(store, present, request.ifMatch(), caller);
          present.state().requireNext(body.to());
          switch (body.to()) {
            case PUBLISHED -> {
              Rights.requirePublish(
                  present.description().ownerId(), present.description().readers(), caller);
              store.publish(present.id(), present.latestVersion(), write.now());
            }
            case ARCHIVED -> links.release(write, item(present), caller, force);
            case DRAFT -> {}
          }
          Collateral next = present.moved(body.to(), write.now(), write.personId());
          Shown shown = replaced(write, present, next, "moved", body);
          return Answer.ok(shown.tag(), CollateralBody.of(shown, caller));
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
          CollateralStore store = write.store(CollateralStore.class);
          Collateral present = forChange(store, id, caller);
          requireMatch(store, present, request.ifMatch(), caller);
          links.release(write, item(present), caller, force);
          links.forget(write, present.id());
          store.remove(present.id());
          write.recordDeleted(
              Collateral.KIND, present.id(), present.version() + 1, present.terms());
          return Answer.noContent();
        });
  }

  /** A piece of collateral that the caller sees, with what it shows. */
  static Shown shown(CollateralStore store, String id, Caller caller) {
    return Collateral.IDS
        .parse(id)
        .flatMap(parsed -> store.findShown(parsed, caller.terms()))
        .orElseThrow(CollateralResource::unknown);
  }

  /** A piece of collateral that the caller may change; in a transaction nobody else does then. */
  static Collateral forChange(CollateralStore store, String id, Caller caller) {
    Collateral present =
        Collateral.IDS
            .parse(id)
            .flatMap(parsed -> store.findForChange(parsed, caller.terms()))
            .orElseThrow(CollateralResource::unknown);
    Rights.requireChange(present.description().ownerId(), present.showsDraftsTo(caller), caller);
    return present;
  }

  static void requireMatch(
      CollateralStore store, Collateral present, @Nullable String ifMatch, Caller caller) {
    ETags.requireMatch(
        ifMatch,
        present.tag(),
        () ->
            CollateralBody.of(store.findShown(present.id(), present.terms()).orElseThrow(), caller),
        Person.IDS.text(present.updatedBy()));
  }

  /** Writes the next version of a piece of collateral, and tells of it. */
  static Shown replaced(
      Write write, Collateral present, Collateral next, String action, @Nullable Object detail) {
    Set<String> audience = new HashSet<>(present.terms());
    audience.addAll(next.terms());
    return replaced(write, next, action, audience, detail);
  }

  /** The same of one with one more version: while that is not published, it is a draft. */
  static Shown grown(Write write, Collateral present, Collateral next, Grown detail) {
    return detail.published()
        ? replaced(write, present, next, "versionAdded", detail)
        : replaced(write, next, "versionAdded", next.draftTerms(), detail);
  }

  private static Shown replaced(
      Write write, Collateral next, String action, Set<String> audience, @Nullable Object detail) {
    CollateralStore store = write.store(CollateralStore.class);
    String externalId = next.description().externalId();
    if (externalId != null && store.isTaken(externalId, next.id())) {
      throw taken();
    }
    if (!store.replace(next)) {
      throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
    }
    write.record(Collateral.KIND, next.id(), next.version(), action, audience, detail);
    return store.findShown(next.id(), next.terms()).orElseThrow();
  }

  static String path(Collateral collateral) {
    return "/collateral/" + Collateral.IDS.text(collateral.id());
  }

  static Item item(Collateral collateral) {
    return new Item(
        Collateral.KIND,
        collateral.id(),
        collateral.version(),
        collateral.shownVersion(),
        collateral.description().title(),
        collateral.description().ownerId(),
        collateral.terms(),
        collateral.state() == State.PUBLISHED);
  }

  static Problem unknown() {
    return Problem.notFound("collateral");
  }

  static Problem taken() {
    return Problem.invalid(Fault.at("/externalId", "Something else has this external id."));
  }

  static void requireSomebody(CollateralStore store, Description said, UUID caller) {
    if (!said.ownerId().equals(caller) && !store.isSomebody(said.ownerId())) {
      throw Metadata.nobody();
    }
  }

  private static List<String> key(Listed listed) {
    return List.of(listed.sortTitle(), Collateral.IDS.text(listed.shown().collateral().id()));
  }

  /** What a request said, with the identity of its file in place of the file. */
  record Sent(Object said, @Nullable String file) {}

  /** A version that was added, as its timeline tells it. */
  record Grown(int number, boolean published, @Nullable String note) {}

  /** Where a piece of collateral is to go. */
  record Transition(@NotNull State to, @Nullable @Size(max = 1_000) String reason) {}
}
