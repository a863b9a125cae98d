package io.halfdoor.api.review;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The flags of one item: whoever sees it may say that something is wrong with it. */
@Produces(MediaType.APPLICATION_JSON)
public final class ItemFlagResource {

  private final String itemId;
  private final ReviewStore flags;
  private final Writes writes;
  private final Ids ids;
  private final Items items;

  ItemFlagResource(String itemId, ReviewStore flags, Writes writes, Ids ids, Items items) {
    this.itemId = itemId;
    this.flags = flags;
    this.writes = writes;
    this.ids = ids;
    this.items = items;
  }

  @GET
  @Allow
  public Page<FlagBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    Item item = items.get(itemId, caller);
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Flag.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Flag> rows = flags.flagsBefore(item.id(), start, paging.rows());
    return Page.of(rows, paging, flag -> List.of(Flag.IDS.text(flag.id())))
        .map(flag -> FlagBody.of(flag, itemId));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewFlag body) {
    Item item = items.get(itemId, caller);
    return writes.write(
        request,
        body,
        write -> {
          Flag flag =
              new Flag(
                  ids.next(),
                  item.kind(),
                  item.id(),
                  item.version(),
                  body.what(),
                  body.note(),
                  write.personId(),
                  write.now(),
                  null,
                  null,
                  null);
          write.store(ReviewStore.class).insert(flag);
          write.record(item.kind(), item.id(), item.version(), "flagged", item.audience(), body);
          return Answer.created(
              "/flags/" + Flag.IDS.text(flag.id()), null, FlagBody.of(flag, itemId));
        });
  }

  /** A flag to be raised. */
  record NewFlag(@NotNull Flag.What what, @NotBlank @Size(max = 2_000) String note) {}
}
