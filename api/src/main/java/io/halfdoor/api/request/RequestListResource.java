package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.item.Filters;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Requests: listed, ranked and counted. */
@Path("requests")
@Produces(MediaType.APPLICATION_JSON)
public final class RequestListResource {

  private static final String REORDERED = "Halfdoor-Reordered";

  private final Jdbi jdbi;
  private final Changes changes;
  private final Selection selection;
  private final Ranking ranking;
  private final Showing showing;
  private final Items items;

  RequestListResource(
      Jdbi jdbi,
      Changes changes,
      Selection selection,
      Ranking ranking,
      Showing showing,
      Items items) {
    this.jdbi = jdbi;
    this.changes = changes;
    this.selection = selection;
    this.ranking = ranking;
    this.showing = showing;
    this.items = items;
  }

  /** The orders there are. */
  enum Sort {
    NEWEST,
    /** Of those that are open; without a state, of those that are still to be made. */
    RANK
  }

  @GET
  @Allow
  public Response list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("state") List<Request.State> state,
      @BeanParam RequestFilters asked,
      @QueryParam("sort") @DefaultValue("newest") Sort sort) {
    return switch (sort) {
      case NEWEST -> newest(caller, paging, state, asked);
      case RANK -> ranked(caller, paging, state, asked);
    };
  }

  private Response newest(
      Caller caller, Paging paging, List<Request.State> state, RequestFilters asked) {
    List<String> after = paging.after(1);
    Position head = changes.head();
    Filters filters =
        selection
            .of(caller, state, asked)
            .with("r.id < :afterId", "afterId", after == null ? null : id(after.getFirst()));
    List<Request> rows =
        jdbi.withHandle(
            handle ->
                filters
                    .query(handle, Selection.SELECT, "r.id DESC", paging.rows())
                    .mapTo(Request.class)
                    .list());
    Page<Request> page = Page.of(rows, paging, request -> List.of(Request.IDS.text(request.id())));
    return Response.ok(new Page<>(bodies(page.items(), caller), page.next()))
        .header(Writes.POSITION, head.toString())
        .build();
  }

  private Response ranked(
      Caller caller, Paging paging, List<Request.State> state, RequestFilters asked) {
    List<String> after = paging.after(RankedPages.KEY_PARTS);
    Set<Request.State> states = RankedPages.states(state);
    Filters filters = selection.of(caller, states, asked);
    Position head = changes.head();
    Ranking.Order order = ranking.asOf(head);
    RankedPages pages = new RankedPages(jdbi, order, states);
    Page<RankedPages.Found> page =
        Page.of(pages.after(after, filters, paging.rows()), paging, pages::key);
    List<RequestBody> bodies =
        bodies(page.items().stream().map(RankedPages.Found::request).toList(), caller);
    List<RankedBody> told = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      told.add(RankedBody.of(bodies.get(i), page.items().get(i).ranked(), ranking, order));
    }
    Response.ResponseBuilder response =
        Response.ok(new Page<>(told, page.next())).header(Writes.POSITION, head.toString());
    return pages.isReordered(after) ? response.header(REORDERED, true).build() : response.build();
  }

  private List<RequestBody> bodies(List<Request> requests, Caller caller) {
    return showing.of(requests, caller).stream()
        .map(shown -> RequestBody.of(shown, items))
        .toList();
  }

  @GET
  @Path("counts")
  @Allow
  public Response counts(@Auth Caller caller, @BeanParam RequestFilters asked) {
    Position head = changes.head();
    Filters filters = selection.of(caller, List.of(), asked);
    List<Count> counts =
        jdbi.withHandle(
            handle ->
                filters
                    .query(
                        handle,
                        "SELECT r.state, count(*) AS requests" + Selection.FROM,
                        "GROUP BY r.state")
                    .mapTo(Count.class)
                    .list());
    return Response.ok(CountsBody.of(counts)).header(Writes.POSITION, head.toString()).build();
  }

  private static UUID id(String text) {
    return Request.IDS.parse(text).orElseThrow(Paging::wrongCursor);
  }

  /** How many requests are in a state. */
  public record Count(Request.State state, long requests) {}

  /**
   * How many requests there are.
   *
   * @param states each that there is, in the order of their lives, with 0 where there are none
   */
  record CountsBody(long total, Map<String, Long> states) {

    static CountsBody of(List<Count> counts) {
      Map<String, Long> states = new LinkedHashMap<>();
      for (Request.State state : Request.State.values()) {
        states.put(Words.of(state), 0L);
      }
      counts.forEach(count -> states.put(Words.of(count.state()), count.requests()));
      return new CountsBody(counts.stream().mapToLong(Count::requests).sum(), states);
    }
  }
}
