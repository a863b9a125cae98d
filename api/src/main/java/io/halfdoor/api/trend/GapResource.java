package io.halfdoor.api.trend;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.figure.Share;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.trend.Coverage.Stock;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The objections that are heard and to which there is nothing fresh to say. */
@Path("objections/gaps")
@Produces(MediaType.APPLICATION_JSON)
public final class GapResource {

  private final Jdbi jdbi;
  private final Coverage coverage;
  private final Deals deals;
  private final Drafts drafts;
  private final Items items;
  private final InstantSource clock;

  GapResource(
      Jdbi jdbi, Coverage coverage, Deals deals, Drafts drafts, Items items, InstantSource clock) {
    this.jdbi = jdbi;
    this.coverage = coverage;
    this.deals = deals;
    this.drafts = drafts;
    this.items = items;
    this.clock = clock;
  }

  /** What can be missing. */
  enum Missing {
    /** An answer, collateral and a template: there is nothing fresh at all. */
    ALL,
    ANSWER,
    COLLATERAL,
    TEMPLATE;

    @Nullable String kind() {
      return this == ALL ? null : Words.of(this);
    }
  }

  @GET
  @Allow
  public GapsBody get(
      @Auth Caller caller,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("persona") @Nullable String persona,
      @QueryParam("missing") @DefaultValue("all") Missing missing,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    Window window = Window.of(from, to, clock.instant());
    Map<String, String> wanted = wanted(stage, persona);
    TrendStore store = jdbi.onDemand(TrendStore.class);
    List<TrendStore.Demand> heard = store.demand(window.begin(), window.end(), stage);
    Map<UUID, Coverage.Of> there =
        coverage.of(heard.stream().map(TrendStore.Demand::id).toList(), wanted, caller);
    List<TrendStore.Demand> gaps =
        heard.stream()
            .filter(each -> of(there, each).isMissing(missing.kind()))
            .limit(limit)
            .toList();
    Map<UUID, List<UUID>> heardIn = drafts.heardIn(gaps, window, stage);
    Map<UUID, RequestDraft> requests = drafts.of(gaps, heardIn, window, wanted, missing);
    List<GapBody> rows = new ArrayList<>();
    for (TrendStore.Demand gap : gaps) {
      List<UUID> in = heardIn.getOrDefault(gap.id(), List.of());
      rows.add(
          new GapBody(
              items.text("objection", gap.id()),
              gap.phrase(),
              gap.category(),
              gap.heard(),
              gap.reps(),
              gap.openDeals(),
              deals.atStake(in),
              of(there, gap).byKind(),
              Objects.requireNonNull(requests.get(gap.id()))));
    }
    return new GapsBody(
        window.from(),
        window.to(),
        stage,
        persona,
        rows,
        covered(heard, there, missing, demand -> 1),
        covered(heard, there, missing, TrendStore.Demand::heard),
        freshness(there.values()));
  }

  /** What is to be meant for a stage and persona, as labels; what is null is not asked for. */
  static Map<String, String> wanted(@Nullable String stage, @Nullable String persona) {
    Map<String, String> wanted = new LinkedHashMap<>();
    if (stage != null) {
      wanted.put("stage", stage);
    }
    if (persona != null) {
      wanted.put("persona", persona);
    }
    return wanted;
  }

  private static Coverage.Of of(Map<UUID, Coverage.Of> there, TrendStore.Demand demand) {
    return there.getOrDefault(demand.id(), new Coverage.Of(Map.of()));
  }

  private interface Weight {
    long of(TrendStore.Demand demand);
  }

  private static Share covered(
      List<TrendStore.Demand> heard, Map<UUID, Coverage.Of> there, Missing missing, Weight weight) {
    long covered = 0;
    long all = 0;
    for (TrendStore.Demand each : heard) {
      all += weight.of(each);
      covered += of(there, each).isMissing(missing.kind()) ? 0 : weight.of(each);
    }
    return Share.of(covered, all);
  }

  private static Share freshness(Collection<Coverage.Of> there) {
    return Share.of(
        there.stream().mapToLong(Coverage.Of::fresh).sum(),
        there.stream().mapToLong(Coverage.Of::all).sum());
  }

  /**
   * The gaps of a window, the most heard first, then those in the most open deals.
   *
   * @param coverage of the objections that were heard, those to which something fresh is there
   * @param coverageByHearings the same, each counted as often as it was heard
   * @param freshness of all that there is to them, what is fresh
   */
  record GapsBody(
      LocalDate from,
      LocalDate to,
      @Nullable String stage,
      @Nullable String persona,
      List<GapBody> items,
      Share coverage,
      Share coverageByHearings,
      Share freshness) {}

  /**
   * An objection without a fresh answer.
   *
   * @param atStake the value of the open deals in which it was heard, each deal once, by currency:
   *     amounts in different ones are never added up
   * @param there what there is to it, by kind
   * @param request to be filed as it is, or to be changed first
   */
  record GapBody(
      String objection,
      String phrase,
      String category,
      long heard,
      long reps,
      long openDeals,
      List<Deals.AtStake> atStake,
      Map<String, Stock> there,
      RequestDraft request) {}
}
