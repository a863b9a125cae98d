package io.halfdoor.api.objection;

import io.halfdoor.api.change.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The query for a page of hearings, those logged last first, put together from its filters. */
final class HearingList {

  private final List<String> conditions = new ArrayList<>(List.of("true"));
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Keeps those that fit; all of them where the value is null. */
  private HearingList where(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
    return this;
  }

  HearingList of(@Nullable UUID objection) {
    return where("h.objection_id = :objection", "objection", objection);
  }

  HearingList inDeal(@Nullable UUID deal) {
    return where("h.deal_id = :deal", "deal", deal);
  }

  HearingList by(@Nullable UUID person) {
    return where("h.person_id = :person", "person", person);
  }

  HearingList atStage(@Nullable String stage) {
    return where("h.stage = :stage", "stage", stage);
  }

  HearingList from(@Nullable Instant from) {
    return where("h.heard_at >= :from", "from", from);
  }

  HearingList before(@Nullable Instant to) {
    return where("h.heard_at < :to", "to", to);
  }

  HearingList filedAs(Hearing.@Nullable FiledAs filedAs) {
    return where("h.filed_as = :filedAs", "filedAs", filedAs);
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  HearingList changedSince(@Nullable Position position) {
    if (position != null) {
      conditions.add(
          """
          h.id IN (
            SELECT item_id FROM change
            WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
              AND kind = 'hearing')
          """);
      values.put("epoch", position.epoch());
      values.put("xid", position.xid());
      values.put("seq", position.seq());
    }
    return this;
  }

  HearingList after(@Nullable UUID id) {
    return where("h.id < :afterId", "afterId", id);
  }

  List<Hearing> read(Handle handle, int rows) {
    String sql =
        "SELECT "
            + HearingStore.COLUMNS
            + " FROM hearing h WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY h.id DESC LIMIT :rows";
    Query query = handle.createQuery(sql).bind("rows", rows);
    values.forEach(query::bind);
    return query.mapTo(Hearing.class).list();
  }
}
