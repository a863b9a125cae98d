package io.halfdoor.api.objection;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Filters;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The query for a page of hearings, those logged last first, put together from its filters. */
final class HearingList {

  private final Filters filters = new Filters("h");

  HearingList of(@Nullable UUID objection) {
    filters.with("h.objection_id = :objection", "objection", objection);
    return this;
  }

  HearingList inDeal(@Nullable UUID deal) {
    filters.with("h.deal_id = :deal", "deal", deal);
    return this;
  }

  HearingList by(@Nullable UUID person) {
    filters.with("h.person_id = :person", "person", person);
    return this;
  }

  HearingList atStage(@Nullable String stage) {
    filters.with("h.stage = :stage", "stage", stage);
    return this;
  }

  HearingList from(@Nullable Instant from) {
    filters.with("h.heard_at >= :from", "from", from);
    return this;
  }

  HearingList before(@Nullable Instant to) {
    filters.with("h.heard_at < :to", "to", to);
    return this;
  }

  HearingList filedAs(Hearing.@Nullable FiledAs filedAs) {
    filters.with("h.filed_as = :filedAs", "filedAs", filedAs);
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  HearingList changedSince(@Nullable Position position) {
    filters.changedSince(Hearing.KIND, position);
    return this;
  }

  HearingList after(@Nullable UUID id) {
    filters.with("h.id < :afterId", "afterId", id);
    return this;
  }

  List<Hearing> read(Handle handle, int rows) {
    return filters
        .query(handle, "SELECT " + HearingStore.COLUMNS + " FROM hearing h", "h.id DESC", rows)
        .mapTo(Hearing.class)
        .list();
  }
}
