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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What requests show a caller of others. */
final class Showing {

  private final DeliverableStore deliverables;
  private final SupportStore support;
  private final CourseStore courses;
  private final Items items;
  private final WorkingCalendar calendar;
  private final InstantSource clock;

  Showing(Jdbi jdbi, Items items, WorkingCalendar calendar, InstantSource clock) {
    this.deliverables = jdbi.onDemand(DeliverableStore.class);
    this.support = jdbi.onDemand(SupportStore.class);
    this.courses = jdbi.onDemand(CourseStore.class);
    this.items = items;
    this.calendar = calendar;
    this.clock = clock;
  }

  Shown of(Request request, Caller caller) {
    return of(List.of(request), caller).getFirst();
  }

  /** The same of several, in their order. */
  List<Shown> of(List<Request> requests, Caller caller) {
    return shown(requests, deliverables, support, courses, caller);
  }

  /** How a request is after a change, to the one who makes it. */
  Shown of(Write write, Request request, Caller caller) {
    return shown(
            List.of(request),
            write.store(DeliverableStore.class),
            write.store(SupportStore.class),
            write.store(CourseStore.class),
            caller)
        .getFirst();
  }

  private List<Shown> shown(
      List<Request> requests,
      DeliverableStore store,
      SupportStore support,
      CourseStore courses,
      Caller caller) {
    List<UUID> wanted = requests.stream().map(Request::id).toList();
    Map<UUID, Long> supporters =
        support.counts(wanted).stream()
            .collect(toMap(SupportStore.Count::requestId, SupportStore.Count::supporters));
    List<Deliverable> all = store.latest(wanted);
    Map<UUID, Item> seen = new HashMap<>();
    all.stream()
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
    for (Deliverable each : all) {
      Item item = seen.get(each.itemId());
      if (item != null) {
        delivered
            .computeIfAbsent(each.requestId(), none -> new ArrayList<>())
            .add(new Shown.Delivered(item, each.version()));
      }
    }
    Map<UUID, Course> went = courses.courses(wanted);
    Instant now = clock.instant();
    return requests.stream()
        .map(
            request ->
                new Shown(
                    request,
                    supporters.getOrDefault(request.id(), 0L),
                    delivered.getOrDefault(request.id(), List.of()),
                    Clock.of(Objects.requireNonNull(went.get(request.id())), calendar, now)))
        .toList();
  }
}
