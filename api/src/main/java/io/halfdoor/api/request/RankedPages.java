package io.halfdoor.api.request;

import io.halfdoor.api.item.Filters;
import io.halfdoor.api.web.Paging;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The requests that are asked for, page by page in the order of their rank. That order is known
 * here, and which of them fit is asked of the database, some at a time: it alone knows what a
 * caller sees.
 */
final class RankedPages {

  /** How many parts a cursor has: the mark of the order, and the place of a request in it. */
  static final int KEY_PARTS = 4;

  /** How many more are asked about each time, where those so far were not enough. */
  private static final int MORE = 4;

  private final Jdbi jdbi;
  private final Ranking.Order order;
  private final Set<Request.State> states;

  RankedPages(Jdbi jdbi, Ranking.Order order, Set<Request.State> states) {
    this.jdbi = jdbi;
    this.order = order;
    this.states = states;
  }

  /** A request with its rank. */
  record Found(Ranking.Ranked ranked, Request request) {}

  /** The states that are meant: those that are asked for, or else all of what is to be made. */
  static Set<Request.State> states(Collection<Request.State> asked) {
    return asked.isEmpty()
        ? Arrays.stream(Request.State.values())
            .filter(Request.State::isToBeMade)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Request.State.class)))
        : EnumSet.copyOf(asked);
  }

  /** So many that fit after a place; from the first where it is null. */
  List<Found> after(@Nullable List<String> key, Filters filters, int rows) {
    List<Ranking.Ranked> left =
        order.after(key == null ? null : place(key)).stream()
            .filter(each -> states.contains(each.stake().standing().state()))
            .toList();
    filters.with("r.id = ANY (CAST(:among AS uuid[]))");
    List<Found> found = new ArrayList<>();
    int from = 0;
    for (int size = rows; found.size() < rows && from < left.size(); size *= MORE) {
      List<Ranking.Ranked> some = left.subList(from, Math.min(left.size(), from + size));
      Map<UUID, Request> fitting = fitting(some, filters);
      for (Ranking.Ranked each : some) {
        Request request = fitting.get(each.stake().id());
        if (request != null && found.size() < rows) {
          found.add(new Found(each, request));
        }
      }
      from += some.size();
    }
    return found;
  }

  private Map<UUID, Request> fitting(List<Ranking.Ranked> some, Filters filters) {
    Set<String> ids =
        some.stream().map(each -> each.stake().id().toString()).collect(Collectors.toSet());
    return jdbi
        .withHandle(
            handle ->
                filters
                    .value("among", ids)
                    .query(handle, Selection.SELECT, "")
                    .mapTo(Request.class)
                    .list())
        .stream()
        .collect(Collectors.toMap(Request::id, Function.identity()));
  }

  /** What {@link #after} takes to go on after a request. */
  List<String> key(Found found) {
    Ranking.Key key = found.ranked().key();
    return List.of(
        order.mark(),
        Integer.toString(key.tenths()),
        key.createdAt().toString(),
        Request.IDS.text(key.id()));
  }

  /** Whether the order is another than it was when the page before was read. */
  boolean isReordered(@Nullable List<String> key) {
    return key != null && !key.getFirst().equals(order.mark());
  }

  private static Ranking.Key place(List<String> key) {
    try {
      return new Ranking.Key(
          Integer.parseInt(key.get(1)),
          Instant.parse(key.get(2)),
          Request.IDS.parse(key.get(3)).orElseThrow(Paging::wrongCursor));
    } catch (NumberFormatException | DateTimeException e) {
      throw Paging.wrongCursor();
    }
  }
}
