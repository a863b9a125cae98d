package io.halfdoor.api.request;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.write.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What requests show a caller besides what is said of them. */
final class Showing {

  private final Stores stores;
  private final Items items;
  private final WorkingCalendar calendar;
  private final Ranking ranking;
  private final InstantSource clock;

  Showing(Jdbi jdbi, Items items, WorkingCalendar calendar, Ranking ranking, InstantSource clock) {
    this.stores = Stores.of(jdbi::onDemand);
    this.items = items;
    this.calendar = calendar;
    this.ranking = ranking;
    this.clock = clock;
  }

  Shown of(Request request, Caller caller) {
    return of(List.of(request), caller).getFirst();
  }

  /** The same of several, in their order. */
  List<Shown> of(List<Request> requests, Caller caller) {
    return shown(requests, stores, ranking::now, caller);
  }

  /** The same as they are in a transaction. */
  List<Shown> of(Handle handle, List<Request> requests, Caller caller) {
    return shown(requests, Stores.of(handle::attach), ranking::known, caller);
  }

  /**
   * How a request is after a change, to the one who makes it: in the queue as it was known before,
   * since a transaction does not wait for what others write.
   */
  Shown of(Write write, Request request, Caller caller) {
    return shown(List.of(request), Stores.of(write::store), ranking::known, caller).getFirst();
  }

  private List<Shown> shown(
      List<Request> requests, Stores from, Supplier<Ranking.Order> queue, Caller caller) {
    List<UUID> wanted = requests.stream().map(Request::id).toList();
    Map<UUID, Long> supporters =
        from.support().counts(wanted).stream()
            .collect(toMap(SupportStore.Count::requestId, SupportStore.Count::supporters));
    Map<UUID, Support> mine =
        from.support().of(wanted, caller.personId()).stream()
            .collect(toMap(Support::requestId, Function.identity()));
    Set<UUID> watched = from.involved().watched(wanted, caller.personId());
    Map<UUID, List<Shown.Delivered>> delivered =
        delivered(from.deliverables().latest(wanted), caller);
    Map<UUID, List<FromSearch>> searches =
        from.merges().searches(wanted).stream()
            .collect(
                groupingBy(
                    MergeStore.Carried::requestId, mapping(MergeStore.Carried::search, toList())));
    Map<UUID, Course> went = from.courses().courses(wanted);
    Instant now = clock.instant();
    Map<UUID, Forecast> forecasts =
        Outlook.of(requests, from.outlook(), queue, now, calendar.timeZone());
    return requests.stream()
        .map(
            request ->
                new Shown(
                    request,
                    supporters.getOrDefault(request.id(), 0L),
                    delivered.getOrDefault(request.id(), List.of()),
                    searches.getOrDefault(request.id(), List.of()),
                    mine.get(request.id()),
                    watched.contains(request.id()),
                    Clock.of(Objects.requireNonNull(went.get(request.id())), calendar, now),
                    forecasts.get(request.id())))
        .toList();
  }

  /** What the caller sees of what was delivered, by the request. */
  private Map<UUID, List<Shown.Delivered>> delivered(
      Collection<Deliverable> deliverables, Caller caller) {
    Map<UUID, Item> seen = new HashMap<>();
    deliverables.stream()
        .collect(groupingBy(Deliverable::kind, mapping(Deliverable::itemId, toList())))
        .forEach(
            (kind, ids) ->
                items
                    .kind(kind)
                    .ifPresent(
                        known ->
                            items
                                .visible(known, ids, caller)
                                .forEach(item -> seen.put(item.id(), item))));
    Map<UUID, List<Shown.Delivered>> delivered = new HashMap<>();
    for (Deliverable each : deliverables) {
      Item item = seen.get(each.itemId());
      if (item != null) {
        delivered
            .computeIfAbsent(each.requestId(), none -> new ArrayList<>())
            .add(new Shown.Delivered(item, each.version(), each.rank()));
      }
    }
    return delivered;
  }

  /** Where it is read: of the database as it is, or as a change has left it. */
  private record Stores(
      DeliverableStore deliverables,
      SupportStore support,
      InvolvedStore involved,
      MergeStore merges,
      CourseStore courses,
      OutlookStore outlook) {

    static Stores of(Source source) {
      return new Stores(
          source.store(DeliverableStore.class),
          source.store(SupportStore.class),
          source.store(InvolvedStore.class),
          source.store(MergeStore.class),
          source.store(CourseStore.class),
          source.store(OutlookStore.class));
    }
  }

  private interface Source {
    <S> S store(Class<S> type);
  }
}
