package io.halfdoor.api.collateral;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.State;
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

/** The query for a page of collateral, put together from the filters that are asked for. */
final class CollateralList {

  /** The orders there are. An id is given when the item is added, so they sort by time. */
  enum Sort {
    NEWEST,
    OLDEST,
    TITLE
  }

  private final List<String> conditions = new ArrayList<>(List.of("c.terms && :terms"));
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Sort sort;

  CollateralList(Set<String> terms, Sort sort) {
    this.sort = sort;
    values.put("terms", terms);
  }

  /** Keeps those with this value in a column; all of them where it is null. */
  private CollateralList with(String column, @Nullable Object value) {
    if (value != null) {
      conditions.add("c." + column + " = :" + column);
      values.put(column, value);
    }
    return this;
  }

  CollateralList ofKind(@Nullable CollateralKind kind) {
    return with("kind", kind);
  }

  CollateralList inState(@Nullable State state) {
    return with("state", state);
  }

  CollateralList ownedBy(@Nullable UUID owner) {
    return with("owner_id", owner);
  }

  CollateralList inLanguage(@Nullable String language) {
    return with("language", language);
  }

  CollateralList withExternalId(@Nullable String externalId) {
    return with("external_id", externalId);
  }

  /** Keeps those that have one of the values of each key. */
  CollateralList labelled(Map<String, Set<String>> labels) {
    labels.forEach(
        (key, wanted) -> {
          String name = "label" + values.size();
          conditions.add("jsonb_exists_any(c.labels -> :" + name + "Key, :" + name + ")");
          values.put(name + "Key", key);
          values.put(name, new LinkedHashSet<>(wanted));
        });
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  CollateralList changedSince(@Nullable Position position) {
    if (position != null) {
      conditions.add(
          """
          c.id IN (
            SELECT item_id FROM change
            WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
              AND kind = 'collateral')
          """);
      values.put("epoch", position.epoch());
      values.put("xid", position.xid());
      values.put("seq", position.seq());
    }
    return this;
  }

  /** Starts after an item: its id, and its title in lower case where the list goes by title. */
  CollateralList after(@Nullable String title, @Nullable UUID id) {
    if (id != null) {
      conditions.add(
          switch (sort) {
            case NEWEST -> "c.id < :afterId";
            case OLDEST -> "c.id > :afterId";
            case TITLE -> "(lower(c.title), c.id) > (:afterTitle, :afterId)";
          });
      values.put("afterId", id);
      if (sort == Sort.TITLE) {
        values.put("afterTitle", title == null ? "" : title);
      }
    }
    return this;
  }

  List<Listed> read(Handle handle, int rows) {
    String order =
        switch (sort) {
          case NEWEST -> "c.id DESC";
          case OLDEST -> "c.id";
          case TITLE -> "lower(c.title), c.id";
        };
    String sql =
        "SELECT "
            + CollateralStore.COLUMNS
            + ", lower(c.title) AS sort_title, NULL AS v_text, "
            + CollateralStore.VERSION
            + CollateralStore.SHOWN
            + "WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY "
            + order
            + " LIMIT :rows";
    Query query = handle.createQuery(sql).bind("rows", rows);
    values.forEach(
        (name, value) -> {
          if (value instanceof Set<?> texts) {
            query.bindArray(name, String.class, texts);
          } else {
            query.bind(name, value);
          }
        });
    return query.mapTo(Listed.class).list();
  }
}
