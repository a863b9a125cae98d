package io.halfdoor.api.review;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The flags that wait for somebody to settle them. */
@Path("flags")
@Produces(MediaType.APPLICATION_JSON)
public final class FlagResource {

  private final ReviewStore flags;
  private final Writes writes;
  private final Items items;

  FlagResource(ReviewStore flags, Writes writes, Items items) {
    this.flags = flags;
    this.writes = writes;
    this.items = items;
  }

  /** Open flags of the items that the caller may see; so a page may be shorter than its limit. */
  @GET
  @Allow({Role.MARKETER, Role.LEADER, Role.ADMIN})
  public Page<FlagBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Flag.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    Page<Flag> page =
        Page.of(
            flags.openAfter(start, paging.rows()),
            paging,
            flag -> List.of(Flag.IDS.text(flag.id())));
    List<FlagBody> visible =
        page.items().stream()
            .filter(flag -> item(flag, caller).isPresent())
            .map(flag -> FlagBody.of(flag, items.text(flag.kind(), flag.itemId())))
            .toList();
    return new Page<>(visible, page.next());
  }

  @GET
  @Path("{id}")
  @Allow
  public FlagBody get(@Auth Caller caller, @PathParam("id") String id) {
    Flag flag = find(flags, id);
    Item item = item(flag, caller).orElseThrow(() -> Problem.notFound("flag"));
    return FlagBody.of(flag, items.text(item));
  }

  @POST
  @Path("{id}/settlement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response settle(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Settlement body) {
    Item item = item(find(flags, id), caller).orElseThrow(() -> Problem.notFound("flag"));
    ReviewResource.requireCare(item, caller, "settle it");
    return writes.write(
        request,
        body,
        write -> {
          ReviewStore store = write.store(ReviewStore.class);
          Flag flag = find(store, id);
          if (!store.settle(flag.id(), write.now(), write.personId(), body.note())) {
            throw Problem.conflict("This flag is settled already.");
          }
          write.record(
              item.kind(), item.id(), item.version(), "flagSettled", item.audience(), body);
          return Answer.ok(null, FlagBody.of(find(store, id), items.text(item)));
        });
  }

  private Optional<Item> item(Flag flag, Caller caller) {
    return items
        .kind(flag.kind())
        .flatMap(kind -> items.visible(kind, List.of(flag.itemId()), caller).stream().findFirst());
  }

  private static Flag find(ReviewStore store, String id) {
    return Flag.IDS.parse(id).flatMap(store::findFlag).orElseThrow(() -> Problem.notFound("flag"));
  }

  /** How a flag was settled. */
  record Settlement(@NotBlank @Size(max = 2_000) String note) {}
}
