package io.halfdoor.api.template;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.web.TextBody;
import io.halfdoor.api.write.Answer;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Templates as files, out and in again. */
@Path("templates")
public final class FileResource {

  private static final String MARKDOWN = "text/markdown";

  private final TemplateStore templates;
  private final Writes writes;
  private final Items items;
  private final Links links;
  private final TemplateShelf shelf;
  private final Telling telling;

  FileResource(
      Jdbi jdbi, Writes writes, Items items, Links links, TemplateShelf shelf, Telling telling) {
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.writes = writes;
    this.items = items;
    this.links = links;
    this.shelf = shelf;
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
    String text = TextBody.read(body);
    TemplateShelf.Arriving arriving = shelf.read(text).ready(caller, publish);
    return writes.write(
        request,
        text,
        write -> {
          TemplateShelf.Arrived arrived = arriving.arrive(write);
          Shown shown = arrived.shown();
          Telling.Told told = telling.told(write, shown, caller);
          return arrived.outcome() == Outcome.CREATED
              ? Answer.created(shown.template().path(), told.tag(), told.body())
              : Answer.ok(told.tag(), told.body());
        });
  }
}
