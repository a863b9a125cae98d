package io.halfdoor.api.link;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Items;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where one item is used. */
@Produces(MediaType.APPLICATION_JSON)
public final class WhereUsedResource {

  private final String itemId;
  private final Links links;
  private final Items items;

  WhereUsedResource(String itemId, Links links, Items items) {
    this.itemId = itemId;
    this.links = links;
    this.items = items;
  }

  @GET
  @Allow
  public Links.WhereUsed list(@Auth Caller caller) {
    return links.usersOf(items.get(itemId, caller).id(), caller);
  }
}
