package io.halfdoor.api.request;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be said of a request. What it says already may stay, whatever became of it. */
final class Admission {

  /** The kind of the items that requests are about. */
  static final String OBJECTION = "objection";

  private static final int YEARS_AHEAD = 10;

  private final Labels labels;
  private final Items items;
  private final InstantSource clock;

  Admission(Labels labels, Items items, InstantSource clock) {
    this.labels = labels;
    this.items = items;
    this.clock = clock;
  }

  /** What a new request says, as it is kept; its deals are not noted yet. */
  Description admit(Wording said, @Nullable FromSearch fromSearch, Caller caller) {
    requireDay(said.needBy());
    Map<String, List<String>> wanted = Objects.requireNonNullElse(said.labels(), Map.of());
    labels.check(wanted, Map.of(), "/labels");
    return described(said, wanted, objections(said, List.of(), caller), List.of(), fromSearch);
  }

  /** The same of one that says something already, with the deals that it has. */
  Description admit(Wording said, Description before, Caller caller) {
    if (!Objects.equals(said.needBy(), before.needBy())) {
      requireDay(said.needBy());
    }
    Map<String, List<String>> wanted = Objects.requireNonNullElse(said.labels(), Map.of());
    labels.check(wanted, before.labels(), "/labels");
    return described(
        said,
        wanted,
        objections(said, before.objectionIds(), caller),
        before.dealIds(),
        before.fromSearch());
  }

  private static Description described(
      Wording said,
      Map<String, List<String>> labels,
      List<UUID> objections,
      List<UUID> deals,
      @Nullable FromSearch fromSearch) {
    return new Description(
        said.title(),
        said.details(),
        said.kind(),
        labels,
        objections,
        said.needBy(),
        deals,
        fromSearch,
        Boolean.TRUE.equals(said.confidential()),
        said.externalId());
  }

  private void requireDay(@Nullable LocalDate needBy) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (needBy != null && needBy.isBefore(today)) {
      throw Problem.invalid(Fault.at("/needBy", "Must not be in the past."));
    }
    if (needBy != null && needBy.isAfter(today.plusYears(YEARS_AHEAD))) {
      throw Problem.invalid(
          Fault.at("/needBy", "Must be within " + YEARS_AHEAD + " years from now."));
    }
  }

  /** The objections that are named, each once; a new one must be in use. */
  private List<UUID> objections(Wording said, List<UUID> before, Caller caller) {
    List<String> named = Objects.requireNonNullElse(said.objections(), List.of());
    Set<UUID> found = new LinkedHashSet<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      String pointer = "/objections/" + i;
      items
          .find(named.get(i), caller)
          .filter(item -> item.kind().equals(OBJECTION))
          .filter(item -> item.published() || before.contains(item.id()))
          .map(Item::id)
          .ifPresentOrElse(
              found::add,
              () -> faults.add(Fault.at(pointer, "There is no objection in use with this id.")));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return List.copyOf(found);
  }
}
