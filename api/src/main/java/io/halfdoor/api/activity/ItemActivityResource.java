package io.halfdoor.api.activity;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The timeline of one item, latest first; of its drafts it tells those alone who see them. */
@Produces(MediaType.APPLICATION_JSON)
public final class ItemActivityResource {

  private final String itemId;
  private final ActivityStore activities;
  private final Items items;

  ItemActivityResource(String itemId, ActivityStore activities, Items items) {
    this.itemId = itemId;
    this.activities = activities;
    this.items = items;
  }

  @GET
  @Allow
  public Page<ActivityBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    var rows =
        activities.ofItem(
            items.get(itemId, caller).id(),
            caller.terms(),
            ActivityBody.start(paging),
            paging.rows());
    return ActivityBody.page(rows, paging, items);
  }
}
