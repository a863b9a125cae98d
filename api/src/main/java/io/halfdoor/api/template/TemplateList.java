package io.halfdoor.api.template;

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

/** The query for a page of templates, put together from the filters that are asked for. */
final class TemplateList {

  /** The orders there are. An id is given when the item is added, so they sort by time. */
  enum Sort {
    NEWEST,
    OLDEST,
    TITLE
  }

  private final List<String> conditions = new ArrayList<>(List.of("t.terms && :terms"));
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Sort sort;

  TemplateList(Set<String> terms, Sort sort) {
    this.sort = sort;
    values.put("terms", terms);
  }

  /** Keeps those with this value in a column; all of them where it is null. */
  private TemplateList with(String column, @Nullable Object value) {
    if (value != null) {
      conditions.add("t." + column + " = :" + column);
      values.put(column, value);
    }
    return this;
  }

  TemplateList ofKind(@Nullable TemplateKind kind) {
    return with("kind", kind);
  }

  TemplateList inState(@Nullable State state) {
    return with("state", state);
  }

  TemplateList ownedBy(@Nullable UUID owner) {
    return with("owner_id", owner);
  }

  TemplateList inLanguage(@Nullable String language) {
    return with("language", language);
  }

  TemplateList withExternalId(@Nullable String externalId) {
    return with("external_id", externalId);
  }

  /** Keeps those that have one of the values of each key. */
  TemplateList labelled(Map<String, Set<String>> labels) {
    labels.forEach(
        (key, wanted) -> {
          String name = "label" + values.size();
          conditions.add(
              "jsonb_exists_any(CAST(t.labels AS jsonb) -> :" + name + "Key, :" + name + ")");
          values.put(name + "Key", key);
          values.put(name, new LinkedHashSet<>(wanted));
        });
    return this;
  }

  /** Keeps those that help with an objection. */
  TemplateList answering(@Nullable UUID objection) {
    if (objection != null) {
      conditions.add(
          """
          t.id IN (SELECT from_id FROM link WHERE to_id = :objection AND role = 'answers')
          """);
      values.put("objection", objection);
    }
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  TemplateList changedSince(@Nullable Position position) {
    if (position != null) {
      conditions.add(
          """
          t.id IN (
            SELECT item_id FROM change
            WHERE epoch = :epoch AND (xid, seq) > (CAST(CAST(:xid AS text) AS xid8), :seq)
              AND kind = 'template')
          """);
      values.put("epoch", position.epoch());
      values.put("xid", position.xid());
      values.put("seq", position.seq());
    }
    return this;
  }

  /** Starts after an item: its id, and its title in lower case where the list goes by title. */
  TemplateList after(@Nullable String title, @Nullable UUID id) {
    if (id != null) {
      conditions.add(
          switch (sort) {
            case NEWEST -> "t.id < :afterId";
            case OLDEST -> "t.id > :afterId";
            case TITLE -> "(lower(t.title), t.id) > (:afterTitle, :afterId)";
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
          case NEWEST -> "t.id DESC";
          case OLDEST -> "t.id";
          case TITLE -> "lower(t.title), t.id";
        };
    String sql =
        "SELECT "
            + TemplateStore.BRIEF
            + ", lower(t.title) AS sort_title "
            + TemplateStore.SHOWN
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
