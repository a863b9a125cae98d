package io.halfdoor.api.link;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one item uses. Its owner and those who curate say so. */
@Produces(MediaType.APPLICATION_JSON)
public final class LinkResource {

  private final String itemId;
  private final LinkStore links;
  private final Writes writes;
  private final Items items;

  LinkResource(String itemId, LinkStore links, Writes writes, Items items) {
    this.itemId = itemId;
    this.links = links;
    this.writes = writes;
    this.items = items;
  }

  @GET
  @Allow
  public LinkList list(@Auth Caller caller) {
    Item from = items.get(itemId, caller);
    return new LinkList(
        links.from(from.id()).stream()
            .map(link -> told(link, caller))
            .flatMap(Optional::stream)
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewLink body) {
    Item from = mine(caller);
    Item to =
        items
            .find(body.to(), caller)
            .orElseThrow(() -> Problem.invalid(Fault.at("/to", "There is no item with this id.")));
    if (to.id().equals(from.id())) {
      throw Problem.invalid(Fault.at("/to", "An item does not use itself."));
    }
    if (body.role() == LinkRole.INCLUDES) {
      throw Problem.invalid(Fault.at("/role", "What a text includes is said by the text itself."));
    }
    items.number(to, body.version(), caller);
    return writes.write(
        request,
        body,
        write -> {
          Link link =
              new Link(from.kind(), from.id(), body.role(), to.kind(), to.id(), body.version());
          write.store(LinkStore.class).put(link);
          told(write, from, to, "linked", body);
          return Answer.created(
              items.path(from) + "/links",
              null,
              new LinkBody(items.text(to), to.kind(), to.title(), body.role(), body.version()));
        });
  }

  @DELETE
  @Path("{to}/{role}")
  @Allow
  public Response remove(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("to") String to,
      @PathParam("role") LinkRole role) {
    Item from = mine(caller);
    Item target = items.find(to, caller).orElseThrow(() -> Problem.notFound("link"));
    return writes.write(
        request,
        null,
        write -> {
          if (!write.store(LinkStore.class).remove(from.id(), target.id(), role)) {
            throw Problem.notFound("link");
          }
          told(write, from, target, "unlinked", to);
          return Answer.noContent();
        });
  }

  /** Of a link read those who see both ends of it. */
  private static void told(Write write, Item from, Item to, String action, Object detail) {
    Set<String> readers = new TreeSet<>(from.audience());
    readers.retainAll(to.audience());
    write.record(from.kind(), from.id(), from.version(), action, from.audience(), readers, detail);
  }

  private Item mine(Caller caller) {
    Item from = items.get(itemId, caller);
    if (!caller.curates() && !caller.personId().equals(from.owner())) {
      throw Problem.forbidden("Only the owner, marketers and admins may say what it uses.");
    }
    return from;
  }

  private Optional<LinkBody> told(Link link, Caller caller) {
    return items
        .visible(link.toKind(), link.toId(), caller)
        .map(
            to ->
                new LinkBody(items.text(to), to.kind(), to.title(), link.role(), link.toVersion()));
  }

  /**
   * A link to be made.
   *
   * @param version the number of the other item's version to pin; absent for whichever is the
   *     latest
   */
  record NewLink(@NotNull String to, @NotNull LinkRole role, @Nullable @Min(1) Long version) {}

  /** The other item of a link. */
  record LinkBody(String id, String kind, String title, LinkRole role, @Nullable Long version) {}

  record LinkList(List<LinkBody> items) {}
}
