package io.halfdoor.api.finder;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.finder.Similar.SimilarList;
import io.halfdoor.api.item.Items;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is like a text that somebody has: a question, which changes nothing. */
@Path("search/similar")
@Produces(MediaType.APPLICATION_JSON)
public final class SimilarResource {

  private final Similar similar;
  private final Items items;

  SimilarResource(Similar similar, Items items) {
    this.similar = similar;
    this.items = items;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(reads = true)
  public SimilarList find(@Auth Caller caller, @NotNull @Valid Text body) {
    QueryText.requireAtMost("text", body.text(), SearchResource.LONGEST_IN_BODY);
    return similar.to(
        body.text(),
        Question.ofKinds(body.kind(), items, Question.Place.MEMBER),
        caller,
        Objects.requireNonNullElse(body.limit(), Similar.USUAL_LIMIT));
  }

  /**
   * What to find the like of.
   *
   * @param kind any of these
   */
  record Text(
      @NotBlank String text,
      @Nullable List<String> kind,
      @Nullable @Min(1) @Max(Similar.MAX_LIMIT) Integer limit) {}
}
