package io.halfdoor.api.finder;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.finder.Similar.SimilarList;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What is like one item. */
@Produces(MediaType.APPLICATION_JSON)
public final class SimilarItemsResource {

  private final String kind;
  private final String id;
  private final Similar similar;
  private final Items items;

  SimilarItemsResource(String kind, String id, Similar similar, Items items) {
    this.kind = kind;
    this.id = id;
    this.similar = similar;
    this.items = items;
  }

  @GET
  @Allow
  public SimilarList list(
      @Auth Caller caller,
      @QueryParam("kind") List<String> kinds,
      @QueryParam("limit") @DefaultValue("10") @Min(1) @Max(Similar.MAX_LIMIT) int limit) {
    Item item =
        items
            .find(id, caller)
            .filter(found -> found.kind().equals(kind))
            .orElseThrow(() -> Problem.notFound(kind));
    return similar.to(
        item, Question.ofKinds(kinds, items, Question.Place.PARAMETER), caller, limit);
  }
}
