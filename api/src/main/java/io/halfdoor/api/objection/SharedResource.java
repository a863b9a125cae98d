package io.halfdoor.api.objection;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.activity.ItemActivityResource;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finder.SimilarItemsResource;
import io.halfdoor.api.link.LinkResource;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.link.WhereUsedResource;
import io.halfdoor.api.review.ItemFlagResource;
import io.halfdoor.api.review.Reviews;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What stands below an objection as it does below any item. */
@Path("objections")
public final class SharedResource {

  private final Reviews reviews;
  private final Links links;
  private final Activities activities;
  private final Finder finder;

  SharedResource(Reviews reviews, Links links, Activities activities, Finder finder) {
    this.reviews = reviews;
    this.links = links;
    this.activities = activities;
    this.finder = finder;
  }

  @Path("{id}/flags")
  public ItemFlagResource flags(@PathParam("id") String id) {
    return reviews.flagsOf(id);
  }

  @Path("{id}/links")
  public LinkResource links(@PathParam("id") String id) {
    return links.of(id);
  }

  @Path("{id}/where-used")
  public WhereUsedResource whereUsed(@PathParam("id") String id) {
    return links.whereUsed(id);
  }

  @Path("{id}/activity")
  public ItemActivityResource activity(@PathParam("id") String id) {
    return activities.of(id);
  }

  @Path("{id}/similar")
  public SimilarItemsResource similar(@PathParam("id") String id) {
    return finder.similarTo(Objection.KIND, id);
  }
}
