package io.halfdoor.api.use;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often one item was looked at, and by how many people: never by whom. */
@Produces(MediaType.APPLICATION_JSON)
public final class ViewResource {

  private final String itemId;
  private final ViewStore views;
  private final Items items;
  private final Instant now;

  ViewResource(String itemId, ViewStore views, Items items, Instant now) {
    this.itemId = itemId;
    this.views = views;
    this.items = items;
    this.now = now;
  }

  @GET
  @Allow
  public ViewsBody get(
      @Auth Caller caller,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    Item item = items.get(itemId, caller);
    Window window = Window.of(from, to, now);
    ViewStore.Sum sum = views.sum(item.id(), window.from(), window.to());
    return new ViewsBody(
        window.from(),
        window.to(),
        sum.views(),
        sum.viewers(),
        views.days(item.id(), window.from(), window.to()));
  }

  /**
   * The views of a time.
   *
   * @param viewers how many people; those of the days may be the same, so they do not add up to it
   * @param days those on which anybody looked at it
   */
  record ViewsBody(
      LocalDate from, LocalDate to, long views, long viewers, List<ViewStore.Day> days) {}
}
