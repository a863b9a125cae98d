package io.halfdoor.api.request;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.item.Filters;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which requests a caller gets to see of those that are asked for, as conditions of a query. */
final class Selection {

  /** What it is of, by the name that the conditions have for it. */
  static final String FROM = " FROM request r";

  /** All that a request is read from. */
  static final String SELECT = "SELECT " + RequestStore.COLUMNS + FROM;

  /** The words for the states in which something is still to become of a request. */
  static final Set<String> OPEN =
      words(Arrays.stream(Request.State.values()).filter(Request.State::isOpen).toList());

  private static final String ME = "me";
  private static final String NONE = "none";

  private final Finder finder;
  private final Changes changes;
  private final Items items;
  private final InstantSource clock;

  Selection(Finder finder, Changes changes, Items items, InstantSource clock) {
    this.finder = finder;
    this.changes = changes;
    this.items = items;
    this.clock = clock;
  }

  /**
   * The conditions.
   *
   * @param states any of them; whichever where there are none
   */
  Filters of(Caller caller, Collection<Request.State> states, RequestFilters asked) {
    requireRange(asked.needByFrom, asked.needByTo);
    Filters filters = seenBy(caller);
    if (!states.isEmpty()) {
      filters.with("r.state = ANY (:states)", "states", words(states));
    }
    filters
        .equal("kind", asked.kind)
        .labelled(Labels.asked(asked.label))
        .with(
            "r.id IN (SELECT request_id FROM request_objection WHERE objection_id = :objection)",
            "objection",
            objection(asked.objection))
        .equal("requested_by", person("requestedBy", asked.requestedBy, caller))
        .with(
            "r.id IN (SELECT request_id FROM support WHERE person_id = :supportedBy)",
            "supportedBy",
            person("supportedBy", asked.supportedBy, caller))
        .with("r.need_by >= :needByFrom", "needByFrom", asked.needByFrom)
        .with("r.need_by <= :needByTo", "needByTo", asked.needByTo)
        .equal("external_id", asked.externalId)
        .changedSince(Request.KIND, changes.since(asked.updatedSince));
    if (NONE.equals(asked.assignee)) {
      filters.with("r.assignee_id IS NULL");
    } else {
      filters.equal("assignee_id", person("assignee", asked.assignee, caller));
    }
    if (asked.overdue != null) {
      filters
          .with(
              (asked.overdue ? "" : "NOT coalesce(")
                  + "(r.need_by < :today AND r.state = ANY (:open))"
                  + (asked.overdue ? "" : ", false)"))
          .value("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
          .value("open", OPEN);
    }
    if (asked.q != null && !asked.q.isBlank()) {
      filters.with("r.id = ANY (CAST(:found AS uuid[]))", "found", found(asked.q, caller));
    }
    return filters;
  }

  /** Whether a caller sees the confidential requests of others too. */
  static boolean seesAll(Caller caller) {
    Set<String> terms = caller.terms();
    return terms.contains(Audience.MARKETING.value()) || terms.contains(Audience.ADMIN.value());
  }

  private static Filters seenBy(Caller caller) {
    Filters filters = new Filters("r");
    return seesAll(caller)
        ? filters
        : filters.with(
            "(NOT r.confidential OR r.requested_by = :caller OR r.filed_by = :caller)",
            "caller",
            caller.personId());
  }

  private Set<String> found(String text, Caller caller) {
    return finder.all(text, caller, Request.KIND).stream()
        .map(id -> Request.IDS.parse(id).orElseThrow().toString())
        .collect(Collectors.toSet());
  }

  private static Set<String> words(Collection<Request.State> states) {
    return states.stream().map(Words::of).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void requireRange(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && from.isAfter(to)) {
      throw Problem.invalid(Fault.in("needByFrom", "Must not be after needByTo."));
    }
  }

  private static @Nullable UUID person(String parameter, @Nullable String who, Caller caller) {
    return ME.equals(who) ? caller.personId() : Person.asked(parameter, who);
  }

  private @Nullable UUID objection(@Nullable String id) {
    if (id == null) {
      return null;
    }
    String detail = "Must be the id of an objection.";
    return items
        .kind(Admission.OBJECTION)
        .flatMap(kind -> kind.ids().parse(id))
        .orElseThrow(() -> Problem.unreadable(detail, Fault.in("objection", detail)));
  }
}
