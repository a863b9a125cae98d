package io.halfdoor.api.request;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Filters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The query for a page of the requests that a caller sees, newest first, put together from the
 * filters asked for.
 */
final class RequestList {

  private static final String ME = "me";
  private static final String NONE = "none";

  private final Caller caller;
  private final Filters filters = new Filters("r");

  RequestList(Caller caller) {
    this.caller = caller;
    Set<String> terms = caller.terms();
    boolean seesAll =
        terms.contains(Audience.MARKETING.value()) || terms.contains(Audience.ADMIN.value());
    if (!seesAll) {
      filters.with(
          "(NOT r.confidential OR r.requested_by = :caller OR r.filed_by = :caller)",
          "caller",
          caller.personId());
    }
  }

  RequestList inState(Request.@Nullable State state) {
    filters.equal("state", state);
    return this;
  }

  RequestList ofKind(Request.@Nullable Kind kind) {
    filters.equal("kind", kind);
    return this;
  }

  /** Keeps those that have one of the values of each key. */
  RequestList labelled(Map<String, Set<String>> labels) {
    filters.labelled(labels);
    return this;
  }

  RequestList about(@Nullable UUID objection) {
    filters.with(
        "r.id IN (SELECT request_id FROM request_objection WHERE objection_id = :objection)",
        "objection",
        objection);
    return this;
  }

  /** Keeps those of a person, or of the caller. */
  RequestList requestedBy(@Nullable String who) {
    filters.equal("requested_by", person("requestedBy", who));
    return this;
  }

  /** Keeps those that a person, the caller or nobody works on. */
  RequestList assignedTo(@Nullable String who) {
    if (NONE.equals(who)) {
      filters.with("r.assignee_id IS NULL");
    } else {
      filters.equal("assignee_id", person("assignee", who));
    }
    return this;
  }

  private @Nullable UUID person(String parameter, @Nullable String who) {
    return ME.equals(who) ? caller.personId() : Person.asked(parameter, who);
  }

  RequestList withExternalId(@Nullable String externalId) {
    filters.equal("external_id", externalId);
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  RequestList changedSince(@Nullable Position position) {
    filters.changedSince(Request.KIND, position);
    return this;
  }

  RequestList after(@Nullable UUID id) {
    filters.with("r.id < :afterId", "afterId", id);
    return this;
  }

  List<Request> read(Handle handle, int rows) {
    return filters
        .query(handle, "SELECT " + RequestStore.COLUMNS + " FROM request r", "r.id DESC", rows)
        .mapTo(Request.class)
        .list();
  }
}
