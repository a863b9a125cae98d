package io.halfdoor.api.finder;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.finder.Question.Place;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import io.halfdoor.search.Hit;
import io.halfdoor.search.InvalidCursorException;
import io.halfdoor.search.Marked.Range;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchRequest;
import io.halfdoor.search.SearchRequest.Sort;
import io.halfdoor.search.SearchResult;
import io.halfdoor.search.Suggestion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Searches, suggestions while typing, and what was opened of what a search had found. */
@Path("search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {

  static final int LONGEST_IN_ADDRESS = 2_000;
  static final int LONGEST_IN_BODY = 20_000;
  private static final int LONGEST_TYPED = 200;

  private final SearchIndex index;
  private final Items items;
  private final Waiting waiting;
  private final SearchLog log;
  private final Writes writes;
  private final Ids ids;
  private final InstantSource clock;

  SearchResource(
      SearchIndex index,
      Items items,
      Waiting waiting,
      SearchLog log,
      Writes writes,
      Ids ids,
      InstantSource clock) {
    this.index = index;
    this.items = items;
    this.waiting = waiting;
    this.log = log;
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
  }

  @GET
  @Allow
  public SearchAnswer search(
      @Auth Caller caller,
      @QueryParam("q") @Nullable String q,
      @QueryParam("kind") List<String> kind,
      @QueryParam("state") List<String> state,
      @QueryParam("label") List<String> label,
      @QueryParam("field") List<String> field,
      @QueryParam("facets") List<String> facets,
      @QueryParam("sort") @Nullable Sort sort,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("after") @Nullable String after,
      @QueryParam("typos") @Nullable Boolean typos,
      @QueryParam("meaning") @Nullable Boolean meaning,
      @QueryParam("explain") @Nullable Boolean explain) {
    return answer(
        caller,
        new Question(
            q, kind, state, label, field, facets, sort, limit, cursor, after, typos, meaning,
            explain),
        LONGEST_IN_ADDRESS,
        Place.PARAMETER);
  }

  /** The same for a text that is too long for an address. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(reads = true)
  public SearchAnswer searchLong(@Auth Caller caller, @NotNull @Valid Question question) {
    return answer(caller, question, LONGEST_IN_BODY, Place.MEMBER);
  }

  @GET
  @Path("suggestions")
  @Allow
  public Suggestions suggest(
      @Auth Caller caller,
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("limit") @DefaultValue("10") @Min(1) @Max(50) int limit) {
    QueryText.requireAtMost("q", q, LONGEST_TYPED);
    return new Suggestions(
        asked(() -> index.suggest(QueryText.storable(q), caller.terms(), limit)).stream()
            .map(suggestion -> SuggestionBody.of(suggestion, items))
            .toList());
  }

  @POST
  @Path("{id}/clicks")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response click(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Click body) {
    UUID search = LoggedSearch.IDS.parse(id).orElseThrow(() -> Problem.notFound("search"));
    log.require(search, caller.personId());
    Item item =
        items
            .find(body.item(), caller)
            .orElseThrow(
                () -> Problem.invalid(Fault.at("/item", "There is no item with this id.")));
    return writes.write(
        request,
        body,
        write -> {
          write
              .store(SearchLogStore.class)
              .insertClick(search, item.kind(), item.id(), body.rank(), write.now());
          return Answer.noContent();
        });
  }

  private SearchAnswer answer(Caller caller, Question question, int longest, Place place) {
    if (question.isExplained() && caller.role() != Role.ADMIN) {
      throw Problem.forbidden("Only admins are told the scores of hits; search without explain.");
    }
    SearchRequest request = question.request(caller, items, longest, place);
    waiting.until(question.after());
    Instant begun = clock.instant();
    String position = index.position().orElse(null);
    SearchResult found = asked(() -> index.search(request));
    long tookMs = Math.max(0, Duration.between(begun, clock.instant()).toMillis());
    UUID id = ids.next();
    log.add(
        new LoggedSearch(
            id,
            caller.personId(),
            begun,
            request.text(),
            listed(request),
            found.total().count(),
            tookMs,
            question.cursor() != null,
            newcomer(found)));
    return SearchAnswer.of(
        LoggedSearch.IDS.text(id), found, question.isExplained(), items, tookMs, position);
  }

  /** The item that stands in the place kept for new ones; null where none does. */
  private @Nullable UUID newcomer(SearchResult found) {
    return found.hits().stream()
        .filter(Hit::isNewcomer)
        .findFirst()
        .flatMap(hit -> items.kind(hit.kind()).flatMap(kind -> kind.ids().parse(hit.id())))
        .orElse(null);
  }

  private static Map<String, List<String>> listed(SearchRequest request) {
    if (request.filters().isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> filters = new LinkedHashMap<>();
    request.filters().forEach((name, values) -> filters.put(name, List.copyOf(values)));
    return filters;
  }

  static <T> T asked(Supplier<T> asking) {
    try {
      return asking.get();
    } catch (InvalidCursorException e) {
      throw Paging.wrongCursor();
    } catch (UncheckedIOException e) {
      throw new Problem(
          ProblemType.UNAVAILABLE, "The index cannot be read right now; try again in a moment.");
    }
  }

  /**
   * That something was opened.
   *
   * @param rank where it stood among the hits of the search, from 1
   */
  record Click(@NotNull String item, @NotNull @Min(1) @Max(1_000_000) Integer rank) {}

  /** What somebody who has typed this far may be looking for. */
  record Suggestions(List<SuggestionBody> items) {}

  /** An item by its title, or a label by its value. */
  record SuggestionBody(
      String text,
      List<Range> ranges,
      @Nullable String kind,
      @Nullable String id,
      @Nullable String href,
      @Nullable String label) {

    static SuggestionBody of(Suggestion suggestion, Items items) {
      @Nullable String kind = suggestion.kind();
      @Nullable String id = suggestion.id();
      return new SuggestionBody(
          suggestion.text().text(),
          suggestion.text().ranges(),
          kind,
          id,
          kind == null || id == null ? null : SearchAnswer.address(kind, id, items),
          suggestion.label());
    }
  }
}
