package io.halfdoor.api.objection;

import io.halfdoor.api.change.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The query for a page of objections, newest first, put together from the filters asked for. */
final class ObjectionList {

  private final List<String> conditions = new ArrayList<>(List.of("true"));
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Keeps those with this value in a column; all of them where it is null. */
  private ObjectionList with(String column, @Nullable Object value) {
    if (value != null) {
      conditions.add("o." + column + " = :" + column);
      values.put(column, value);
    }
    return this;
  }

  ObjectionList ofCategory(@Nullable String category) {
    return with("category", category);
  }

  ObjectionList inState(Objection.@Nullable State state) {
    return with("state", state);
  }

  ObjectionList ownedBy(@Nullable UUID owner) {
    return with("owner_id", owner);
  }

  ObjectionList withExternalId(@Nullable String externalId) {
    return with("external_id", externalId);
  }

  /** Keeps those that have one of the values of each key. */
  ObjectionList labelled(Map<String, Set<String>> labels) {
    labels.forEach(
        (key, wanted) -> {
          String name = "label" + values.size();
          conditions.add("jsonb_exists_any(o.labels -> :" + name + "Key, :" + name + ")");
          values.put(name + "Key", key);
          values.put(name, new LinkedHashSet<>(wanted));
        });
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  ObjectionList changedSince(@Nullable Position position) {
    if (position != null) {
      conditions.add(
          """
          o.id IN (
            SELECT item_id FROM change
            WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
              AND kind = 'objection')
          """);
      values.put("epoch", position.epoch());
      values.put("xid", position.xid());
      values.put("seq", position.seq());
    }
    return this;
  }

  ObjectionList after(@Nullable UUID id) {
    if (id != null) {
      conditions.add("o.id < :afterId");
      values.put("afterId", id);
    }
    return this;
  }

  List<Counted> read(Handle handle, int rows) {
    String sql =
        "SELECT "
            + ObjectionStore.COLUMNS
            + ObjectionStore.PHRASINGS
            + "FROM objection o WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY o.id DESC LIMIT :rows";
    Query query = handle.createQuery(sql).bind("rows", rows);
    values.forEach(
        (name, value) -> {
          if (value instanceof Set<?> texts) {
            query.bindArray(name, String.class, texts);
          } else {
            query.bind(name, value);
          }
        });
    return query.mapTo(Counted.class).list();
  }
}
