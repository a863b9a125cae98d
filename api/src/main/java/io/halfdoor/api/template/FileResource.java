package io.halfdoor.api.template;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.State;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import io.halfdoor.search.Entry;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Templates as files, out and in again. */
@Path("templates")
public final class FileResource {

  private static final String MARKDOWN = "text/markdown";
  private static final int MAX_FILE = 1 << 20;

  private final TemplateStore templates;
  private final Writes writes;
  private final JsonBodies bodies;
  private final Items items;
  private final Links links;
  private final Editing editing;
  private final Telling telling;

  FileResource(
      Jdbi jdbi,
      Writes writes,
      JsonBodies bodies,
      Items items,
      Links links,
      Editing editing,
      Telling telling) {
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.writes = writes;
    this.bodies = bodies;
    this.items = items;
    this.links = links;
    this.editing = editing;
    this.telling = telling;
  }

  @GET
  @Path("{id}")
  @Produces(MARKDOWN + ";qs=0.5")
  @Allow
  public Response get(@Auth Caller caller, @PathParam("id") String id) {
    Shown shown = TemplateResource.shown(templates, id, caller);
    UUID from = shown.template().id();
    TemplateFile file =
        TemplateFile.of(
            shown,
            links.from(from, LinkRole.ANSWERS).stream()
                .map(link -> name(link, caller))
                .flatMap(Optional::stream)
                .toList(),
            links.from(from, LinkRole.ATTACHMENT).stream()
                .flatMap(
                    link ->
                        name(link, caller).stream()
                            .map(name -> new Metadata.Attached(name, link.toVersion())))
                .toList());
    return Response.ok(file.written(), MARKDOWN + ";charset=utf-8")
        .tag(telling.told(shown, caller).tag())
        .build();
  }

  /** What another system knows an item by, else its id. */
  private Optional<String> name(Link link, Caller caller) {
    return items
        .visible(link.toKind(), link.toId(), caller)
        .map(
            (Item item) ->
                items.kind(item.kind()).orElseThrow().entries().apply(List.of(item.id())).stream()
                    .map((Entry entry) -> entry.words().externalIds())
                    .flatMap(List::stream)
                    .findFirst()
                    .orElseGet(() -> items.text(item)));
  }

  /** Adds a template, or makes the one with its external id what the file says. */
  @POST
  @Path("files")
  @Consumes(MARKDOWN)
  @Produces(MediaType.APPLICATION_JSON)
  @Allow
  public Response put(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @QueryParam("publish") @Nullable Boolean publish,
      InputStream body)
      throws IOException {
    String text = text(body);
    TemplateFile file = TemplateFile.read(text, bodies);
    Metadata metadata = bodies.valid(file.toMetadata());
    NewVersion version = bodies.valid(file.toVersion(publish));
    Template present =
        Snippets.find(templates, file.head().externalId())
            .flatMap(id -> templates.find(id, caller.terms()))
            .orElse(null);
    if (present == null) {
      Editing.Fresh fresh = editing.fresh(file.head().kind(), metadata, version, caller);
      return writes.write(
          request, text, write -> created(write, editing.add(write, fresh, metadata), caller));
    }
    if (present.kind() != file.head().kind()) {
      throw Problem.invalid(Fault.at("/kind", "It is the other kind; what it is stays."));
    }
    Editing.requireChange(present, caller);
    References references = References.of(metadata, present.id(), items, caller);
    Composition composition = editing.growing(present, version, references, caller);
    return writes.write(
        request,
        text,
        write -> changed(write, present, metadata, references, version, composition, caller));
  }

  private Answer created(Write write, Shown shown, Caller caller) {
    Telling.Told told = telling.told(write, shown, caller);
    return Answer.created(shown.template().path(), told.tag(), told.body());
  }

  /** Nothing is written where the file says nothing new. */
  private Answer changed(
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
    Version latest = store.findVersion(present.id(), present.latestVersion()).orElseThrow();
    if (!isSame(present.description(), said) || !references.equals(referring(write, present))) {
      present = editing.describe(write, present, said, references, metadata, caller).template();
    }
    if (!version.isSaidBy(latest)) {
      present = editing.grow(write, present, version, composition, caller).template();
    } else if (Boolean.TRUE.equals(version.publish()) && present.state() != State.PUBLISHED) {
      present =
          editing
              .move(write, present, State.PUBLISHED, composition, false, metadata, caller)
              .template();
    }
    Shown shown = store.findShown(present.id(), present.terms()).orElseThrow();
    Telling.Told told = telling.told(write, shown, caller);
    return Answer.ok(told.tag(), told.body());
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

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_FILE + 1);
    if (bytes.length > MAX_FILE) {
      throw Problem.tooLarge("The file is larger than " + MAX_FILE + " bytes.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.unreadable("The file is no text in UTF-8.");
    }
  }
}
