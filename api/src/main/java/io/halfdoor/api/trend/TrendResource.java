package io.halfdoor.api.trend;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.figure.Change;
import io.halfdoor.api.figure.Share;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.trend.TrendList.Group;
import io.halfdoor.api.trend.TrendList.Period;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What was heard how often, what is new, what rises, and who wrote nothing down. */
@Path("objections/trends")
@Produces(MediaType.APPLICATION_JSON)
public final class TrendResource {

  private final Jdbi jdbi;
  private final Deals deals;
  private final Items items;
  private final InstantSource clock;

  TrendResource(Jdbi jdbi, Deals deals, Items items, InstantSource clock) {
    this.jdbi = jdbi;
    this.deals = deals;
    this.items = items;
    this.clock = clock;
  }

  @GET
  @Allow
  public TrendsBody get(
      @Auth Caller caller,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("by") @DefaultValue("week") Period by,
      @QueryParam("groupBy") @DefaultValue("objection") Group groupBy,
      @QueryParam("objection") @Nullable String objection,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    Window window = Window.of(from, to, clock.instant());
    Item only = objection == null ? null : items.get(objection, caller);
    TrendList query = new TrendList(groupBy, only == null ? null : only.id());
    return jdbi.inTransaction(handle -> read(handle, query, window, by, groupBy, limit));
  }

  private TrendsBody read(
      Handle handle, TrendList query, Window window, Period by, Group groupBy, int limit) {
    TrendStore store = handle.attach(TrendStore.class);
    List<TrendList.Heard> heard = query.heard(handle, window, limit);
    Map<String, Long> before =
        query.series(handle, window.before(), by).stream()
            .collect(
                Collectors.groupingBy(
                    TrendList.Count::key, Collectors.summingLong(TrendList.Count::heard)));
    Map<String, Map<LocalDate, Long>> series = new HashMap<>();
    for (TrendList.Count count : query.series(handle, window, by)) {
      series
          .computeIfAbsent(count.key(), key -> new HashMap<>())
          .put(count.period(), count.heard());
    }
    Map<UUID, TrendStore.Named> named = named(store, groupBy, heard);
    List<LocalDate> periods = periods(window, by);
    long opened =
        deals.opened(window.begin(), window.end()).stream().mapToLong(Deals.Opened::deals).sum();
    List<TrendRow> rows = new ArrayList<>();
    for (TrendList.Heard each : heard) {
      Map<LocalDate, Long> counts = series.getOrDefault(each.key(), Map.of());
      TrendStore.Named objection =
          groupBy == Group.OBJECTION ? named.get(UUID.fromString(each.key())) : null;
      rows.add(
          new TrendRow(
              objection == null ? each.key() : items.text("objection", objection.id()),
              objection == null ? null : objection.phrase(),
              each.heard(),
              each.reps(),
              each.deals(),
              Share.of(each.opened(), opened),
              !each.firstHeardAt().isBefore(window.begin()),
              Change.of(before.getOrDefault(each.key(), 0L), each.heard()),
              periods.stream().map(period -> counts.getOrDefault(period, 0L)).toList()));
    }
    return new TrendsBody(
        window.from(),
        window.to(),
        by,
        groupBy,
        periods,
        rows,
        store.unmatched(window.begin(), window.end()),
        opened,
        store.teams(window.begin(), window.end()));
  }

  private static Map<UUID, TrendStore.Named> named(
      TrendStore store, Group groupBy, List<TrendList.Heard> heard) {
    if (groupBy != Group.OBJECTION) {
      return Map.of();
    }
    List<UUID> ids = heard.stream().map(each -> UUID.fromString(each.key())).toList();
    return store.named(ids).stream()
        .collect(Collectors.toMap(TrendStore.Named::id, Function.identity()));
  }

  /** The first days of the periods that a window touches. */
  private static List<LocalDate> periods(Window window, Period by) {
    LocalDate first =
        switch (by) {
          case DAY -> window.from();
          case WEEK -> window.from().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> window.from().withDayOfMonth(1);
        };
    List<LocalDate> periods = new ArrayList<>();
    for (LocalDate day = first;
        !day.isAfter(window.to());
        day =
            switch (by) {
              case DAY -> day.plusDays(1);
              case WEEK -> day.plusWeeks(1);
              case MONTH -> day.plusMonths(1);
            }) {
      periods.add(day);
    }
    return periods;
  }

  /**
   * What was heard in a window.
   *
   * @param periods the first day of each; the first and last may reach beyond the window, and count
   *     only what lies in it
   * @param unmatched hearings that belong to no objection yet, and so to none of its rows
   * @param opportunities deals opened in the window, as far as anybody mentioned them
   * @param teams those that had open deals, silent ones first: what nobody wrote down is not absent
   */
  record TrendsBody(
      LocalDate from,
      LocalDate to,
      Period by,
      Group groupBy,
      List<LocalDate> periods,
      List<TrendRow> items,
      long unmatched,
      long opportunities,
      List<TrendStore.Team> teams) {}

  /**
   * What was heard of one objection, or in one group.
   *
   * @param key the id of the objection, or what is grouped by
   * @param deals those that are named, each once
   * @param ofOpportunities of the deals opened in the window, in which it was heard
   * @param isNew whether it was never heard before the window
   * @param series how often in each period
   */
  record TrendRow(
      String key,
      @Nullable String phrase,
      long heard,
      long reps,
      long deals,
      Share ofOpportunities,
      boolean isNew,
      Change change,
      List<Long> series) {}
}
