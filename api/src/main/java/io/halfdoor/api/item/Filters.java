package io.halfdoor.api.item;

import io.halfdoor.api.change.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list's query, put together from the filters that are asked for. A filter that
 * is null is not asked for, and keeps everything.
 */
public final class Filters {

  private final String table;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * No filters yet.
   *
   * @param table the name in the query of what is listed
   */
  public Filters(String table) {
    this.table = table;
  }

  /** Keeps those that fit in whichever case. */
  public Filters with(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Keeps those that fit with a value that the condition names. */
  public Filters with(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
    return this;
  }

  /** Gives one more value that a condition names. */
  public Filters value(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Keeps those with this value in a column. */
  public Filters equal(String column, @Nullable Object value) {
    return with(table + "." + column + " = :" + column, column, value);
  }

  /** Keeps those that have one of the values of each key in their {@code labels}. */
  public Filters labelled(Map<String, Set<String>> labels) {
    labels.forEach(
        (key, wanted) -> {
          String name = "label" + values.size();
          values.put(name + "Key", key);
          with(
              "jsonb_exists_any(CAST(%1$s.labels AS jsonb) -> :%2$sKey, :%2$s)"
                  .formatted(table, name),
              name,
              new LinkedHashSet<>(wanted));
        });
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  public Filters changedSince(String kind, @Nullable Position position) {
    if (position != null) {
      conditions.add(
          table
              + """
              .id IN (
                SELECT item_id FROM change
                WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
                  AND kind = :changed)
              """);
      values.put("epoch", position.epoch());
      values.put("xid", position.xid());
      values.put("seq", position.seq());
      values.put("changed", kind);
    }
    return this;
  }

  /**
   * The query of a page.
   *
   * @param select all before its WHERE
   * @param order what its ORDER BY says
   */
  public Query query(Handle handle, String select, String order, int rows) {
    return query(handle, select, "ORDER BY " + order + " LIMIT :rows").bind("rows", rows);
  }

  /**
   * A query of all that fit.
   *
   * @param select all before its WHERE
   * @param rest all after it
   */
  public Query query(Handle handle, String select, String rest) {
    String where = conditions.isEmpty() ? " " : " WHERE " + String.join(" AND ", conditions) + " ";
    Query query = handle.createQuery(select + where + rest);
    values.forEach(
        (name, value) -> {
          if (value instanceof Set<?> texts) {
            query.bindArray(name, String.class, texts);
          } else {
            query.bind(name, value);
          }
        });
    return query;
  }
}
