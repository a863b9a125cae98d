package io.halfdoor.api.request;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.activity.ItemActivityResource;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finder.SimilarItemsResource;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What stands below a request as it does below any item. */
@Path("requests")
public final class SharedResource {

  private final Activities activities;
  private final Finder finder;

  SharedResource(Activities activities, Finder finder) {
    this.activities = activities;
    this.finder = finder;
  }

  @Path("{id}/activity")
  public ItemActivityResource activity(@PathParam("id") String id) {
    return activities.of(id);
  }

  @Path("{id}/similar")
  public SimilarItemsResource similar(@PathParam("id") String id) {
    return finder.similarTo(Request.KIND, id);
  }
}
