package io.halfdoor.api.deal;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Filters;
import io.halfdoor.api.web.Paging;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The query for a page of deals, put together from the filters that are asked for. */
final class DealList {

  /** The orders there are; what a deal is sorted by and does not have comes last. */
  enum Sort {
    NEWEST,
    /** The soonest first. */
    CLOSE_DATE,
    /** By currency, and in each the highest first: amounts of different ones are not compared. */
    VALUE
  }

  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
  private static final String CLOSE_DATE = "coalesce(d.close_date, DATE '9999-12-31')";
  private static final String VALUE =
      "coalesce(d.currency, '~') COLLATE \"C\", -coalesce(d.amount, 0)";
  private static final String NO_CURRENCY = "~";

  private final Filters filters = new Filters("d").with("d.merged_into IS NULL");
  private final Sort sort;

  DealList(Sort sort) {
    this.sort = sort;
  }

  DealList inState(@Nullable DealState state) {
    filters.equal("state", state);
    return this;
  }

  DealList atStage(@Nullable String stage) {
    filters.equal("stage", stage);
    return this;
  }

  DealList ofAccount(@Nullable String account) {
    filters.equal("account_key", account == null ? null : DealRef.key(account));
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  DealList changedSince(@Nullable Position position) {
    filters.changedSince(Deal.KIND, position);
    return this;
  }

  /** What {@link #after} takes to start after a deal. */
  List<String> key(Deal deal) {
    String id = Deals.IDS.text(deal.id());
    Money value = deal.known().value();
    return switch (sort) {
      case NEWEST -> List.of("", "", id);
      case CLOSE_DATE ->
          List.of("", Objects.requireNonNullElse(deal.known().closeDate(), NEVER).toString(), id);
      case VALUE ->
          value == null
              ? List.of(NO_CURRENCY, "0", id)
              : List.of(value.currency(), value.amount().toPlainString(), id);
    };
  }

  /** Starts after a deal; from the first where it is null. */
  DealList after(@Nullable List<String> key) {
    if (key != null) {
      UUID id = Deals.IDS.parse(key.getLast()).orElseThrow(Paging::wrongCursor);
      switch (sort) {
        case NEWEST -> filters.with("d.id < :afterId", "afterId", id);
        case CLOSE_DATE ->
            filters
                .with("(" + CLOSE_DATE + ", d.id) > (:afterDate, :afterId)", "afterId", id)
                .value("afterDate", date(key.get(1)));
        case VALUE ->
            filters
                .with(
                    "(" + VALUE + ", d.id) > (:afterCurrency, :afterAmount, :afterId)",
                    "afterId",
                    id)
                .value("afterCurrency", key.getFirst())
                .value("afterAmount", amount(key.get(1)).negate());
      }
    }
    return this;
  }

  private static LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (!date.isAfter(NEVER)) {
        return date;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw Paging.wrongCursor();
  }

  private static BigDecimal amount(String text) {
    if (!text.matches("\\d{1,13}(\\.\\d{1,4})?")) {
      throw Paging.wrongCursor();
    }
    return new BigDecimal(text);
  }

  List<Deal> read(Handle handle, int rows) {
    String order =
        switch (sort) {
          case NEWEST -> "d.id DESC";
          case CLOSE_DATE -> CLOSE_DATE + ", d.id";
          case VALUE -> VALUE + ", d.id";
        };
    return filters
        .query(handle, "SELECT " + DealStore.COLUMNS + " FROM deal d", order, rows)
        .mapTo(Deal.class)
        .list();
  }
}
