package io.halfdoor.api.review;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reviews of one item: its owner and those who curate say that it is still right. */
@Produces(MediaType.APPLICATION_JSON)
public final class ReviewResource {

  private final String itemId;
  private final ReviewStore reviews;
  private final Writes writes;
  private final Ids ids;
  private final Items items;

  ReviewResource(String itemId, ReviewStore reviews, Writes writes, Ids ids, Items items) {
    this.itemId = itemId;
    this.reviews = reviews;
    this.writes = writes;
    this.ids = ids;
    this.items = items;
  }

  @GET
  @Allow
  public Page<ReviewBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    Item item = items.get(itemId, caller);
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Review.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Review> rows = reviews.before(item.id(), start, paging.rows());
    return Page.of(rows, paging, review -> List.of(Review.IDS.text(review.id())))
        .map(review -> ReviewBody.of(review, itemId));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewReview body) {
    Item item = items.get(itemId, caller);
    requireCare(item, caller, "verify it");
    return writes.write(
        request,
        body,
        write -> {
          Instant at = body.at() == null ? write.now() : body.at();
          if (at.isAfter(write.now())) {
            throw Problem.invalid(Fault.at("/at", "Must not be in the future."));
          }
          Review review =
              new Review(
                  ids.next(),
                  item.kind(),
                  item.id(),
                  item.version(),
                  write.personId(),
                  at,
                  body.note());
          ReviewStore store = write.store(ReviewStore.class);
          store.insert(review);
          store.unmark(item.id(), at);
          write.record(item.kind(), item.id(), item.version(), "reviewed", item.audience(), body);
          return Answer.created(items.path(item) + "/reviews", null, ReviewBody.of(review, itemId));
        });
  }

  /** Refuses callers who neither own the item nor curate. */
  static void requireCare(Item item, Caller caller, String deed) {
    if (!caller.curates() && !caller.personId().equals(item.owner())) {
      throw Problem.forbidden("Only the owner, marketers and admins may " + deed + ".");
    }
  }

  /**
   * A review to be noted.
   *
   * @param at when it was; now where it is absent
   */
  record NewReview(@Nullable Instant at, @Nullable @Size(max = 1_000) String note) {}

  /** A review as callers see it. */
  record ReviewBody(
      String id, String item, long version, String personId, Instant at, @Nullable String note) {

    static ReviewBody of(Review review, String itemId) {
      return new ReviewBody(
          Review.IDS.text(review.id()),
          itemId,
          review.version(),
          Person.IDS.text(review.personId()),
          review.at(),
          review.note());
    }
  }
}
