package io.halfdoor.api.deal;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.web.Paging;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
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

  private final List<String> conditions = new ArrayList<>(List.of("d.merged_into IS NULL"));
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Sort sort;

  DealList(Sort sort) {
    this.sort = sort;
  }

  private DealList with(String column, @Nullable Object value) {
    if (value != null) {
      conditions.add("d." + column + " = :" + column);
      values.put(column, value);
    }
    return this;
  }

  DealList inState(@Nullable DealState state) {
    return with("state", state);
  }

  DealList atStage(@Nullable String stage) {
    return with("stage", stage);
  }

  DealList ofAccount(@Nullable String account) {
    return with("account_key", account == null ? null : DealRef.key(account));
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  DealList changedSince(@Nullable Position position) {
    if (position != null) {
      conditions.add(
          """
          d.id IN (
            SELECT item_id FROM change
            WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
              AND kind = 'deal')
          """);
      values.put("epoch", position.epoch());
      values.put("xid", position.xid());
      values.put("seq", position.seq());
    }
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
      values.put("afterId", id);
      switch (sort) {
        case NEWEST -> conditions.add("d.id < :afterId");
        case CLOSE_DATE -> {
          conditions.add("(" + CLOSE_DATE + ", d.id) > (:afterDate, :afterId)");
          values.put("afterDate", date(key.get(1)));
        }
        case VALUE -> {
          conditions.add("(" + VALUE + ", d.id) > (:afterCurrency, :afterAmount, :afterId)");
          values.put("afterCurrency", key.getFirst());
          values.put("afterAmount", amount(key.get(1)).negate());
        }
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
    String sql =
        "SELECT "
            + DealStore.COLUMNS
            + " FROM deal d WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY "
            + order
            + " LIMIT :rows";
    Query query = handle.createQuery(sql).bind("rows", rows);
    values.forEach(query::bind);
    return query.mapTo(Deal.class).list();
  }
}
