package io.halfdoor.api.request;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.activity.ItemActivityResource;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What stands below a request as it does below any item. */
@Path("requests")
public final class SharedResource {

  private final Activities activities;

  SharedResource(Activities activities) {
    this.activities = activities;
  }

  @Path("{id}/activity")
  public ItemActivityResource activity(@PathParam("id") String id) {
    return activities.of(id);
  }
}
