package io.halfdoor.api.template;

import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.activity.ItemActivityResource;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finder.SimilarItemsResource;
import io.halfdoor.api.link.LinkResource;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.link.WhereUsedResource;
import io.halfdoor.api.review.ItemFlagResource;
import io.halfdoor.api.review.ReviewResource;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.use.UseResource;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.use.ViewResource;
import io.halfdoor.api.use.Views;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What stands below a template as it does below any item. */
@Path("templates")
public final class SharedResource {

  private final Uses uses;
  private final Views views;
  private final Reviews reviews;
  private final Links links;
  private final Activities activities;
  private final Finder finder;

  SharedResource(
      Uses uses, Views views, Reviews reviews, Links links, Activities activities, Finder finder) {
    this.uses = uses;
    this.views = views;
    this.reviews = reviews;
    this.links = links;
    this.activities = activities;
    this.finder = finder;
  }

  @Path("{id}/uses")
  public UseResource uses(@PathParam("id") String id) {
    return uses.of(id);
  }

  @Path("{id}/views")
  public ViewResource views(@PathParam("id") String id) {
    return views.of(id);
  }

  @Path("{id}/reviews")
  public ReviewResource reviews(@PathParam("id") String id) {
    return reviews.of(id);
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
    return finder.similarTo(Template.KIND, id);
  }
}
