package io.halfdoor.api.learning;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.learning.Asked.Reason;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people searched for and did not get. */
@Path("search/gaps")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchGapResource {

  private static final int MOST_WORDINGS = 10;

  private final Gaps gaps;
  private final Items items;
  private final InstantSource clock;

  SearchGapResource(Gaps gaps, Items items, InstantSource clock) {
    this.gaps = gaps;
    this.items = items;
    this.clock = clock;
  }

  @GET
  @Allow({Role.MARKETER, Role.LEADER, Role.ADMIN})
  public Page<GapBody> list(
      @Auth Caller caller,
      @BeanParam Paging paging,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("reason") @Nullable Reason reason,
      @QueryParam("kind") @Nullable String kind) {
    Window window = Window.of(from, to, clock.instant());
    if (kind != null && items.kind(kind).isEmpty()) {
      String known = items.kinds().stream().map(ItemKind::name).collect(Collectors.joining(", "));
      throw Problem.invalid(Fault.in("kind", "Must be one of " + known + "."));
    }
    Gap.@Nullable Place after = after(paging);
    Page<Gap> page =
        Page.of(
            gaps.of(window, reason, kind).stream()
                .filter(gap -> after == null || gap.place().compareTo(after) > 0)
                .limit(paging.rows())
                .toList(),
            paging,
            gap -> gap.place().key());
    Map<UUID, String> teams = gaps.teams(page.items());
    return page.map(gap -> GapBody.of(gap, gap.teams(teams), window));
  }

  private static Gap.@Nullable Place after(Paging paging) {
    List<String> key = paging.after(Gap.Place.PARTS);
    try {
      return key == null ? null : Gap.Place.of(key);
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }

  /**
   * Searches in much the same words that came to nothing.
   *
   * @param query as it was typed last, in the words with which it happened most
   * @param wordings these and the others
   * @param searches all with these words, also those in which something was opened
   * @param narrowed of them, those with filters: it may be these that left nothing
   * @param teams of those who searched in vain; absent where that would tell who they are
   * @param atStake in the open deals that they named; absent where that would tell who they are
   * @param request to be filed as it is, or to be changed first
   */
  record GapBody(
      String query,
      List<String> wordings,
      long searches,
      long opened,
      long noResult,
      long notOpened,
      long reformulated,
      long narrowed,
      long people,
      @Nullable Set<String> teams,
      @Nullable List<Deals.AtStake> atStake,
      Instant lastAt,
      RequestDraft request) {

    static GapBody of(Gap gap, Set<String> teams, Window window) {
      List<String> wordings = wordings(gap);
      boolean isTold = gap.isOfEnoughPeople();
      return new GapBody(
          wordings.getFirst(),
          wordings,
          gap.searches(),
          gap.opened(),
          gap.count(Reason.NO_RESULT),
          gap.count(Reason.NOT_OPENED),
          gap.count(Reason.REFORMULATED),
          gap.narrowed(),
          gap.people(),
          isTold ? teams : null,
          isTold ? gap.stakes() : null,
          gap.lastAt(),
          RequestDraft.of(gap, wordings, window));
    }

    /** Each once as it was typed last, in the order of the gap. */
    private static List<String> wordings(Gap gap) {
      Map<String, Asked> latest = new LinkedHashMap<>();
      for (Asked each : gap.inVain()) {
        latest.merge(
            each.asked(),
            each,
            (one, other) ->
                Comparator.comparing(Asked::lastAt).compare(one, other) < 0 ? other : one);
      }
      return latest.values().stream().map(each -> each.q().strip()).limit(MOST_WORDINGS).toList();
    }
  }
}
