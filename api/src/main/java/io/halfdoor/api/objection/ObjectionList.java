package io.halfdoor.api.objection;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Filters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The query for a page of objections, newest first, put together from the filters asked for. */
final class ObjectionList {

  private final Filters filters = new Filters("o");

  ObjectionList ofCategory(@Nullable String category) {
    filters.equal("category", category);
    return this;
  }

  ObjectionList inState(Objection.@Nullable State state) {
    filters.equal("state", state);
    return this;
  }

  ObjectionList ownedBy(@Nullable UUID owner) {
    filters.equal("owner_id", owner);
    return this;
  }

  ObjectionList withExternalId(@Nullable String externalId) {
    filters.equal("external_id", externalId);
    return this;
  }

  /** Keeps those that have one of the values of each key. */
  ObjectionList labelled(Map<String, Set<String>> labels) {
    filters.labelled(labels);
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  ObjectionList changedSince(@Nullable Position position) {
    filters.changedSince(Objection.KIND, position);
    return this;
  }

  ObjectionList after(@Nullable UUID id) {
    filters.with("o.id < :afterId", "afterId", id);
    return this;
  }

  List<Counted> read(Handle handle, int rows) {
    return filters
        .query(
            handle,
            "SELECT " + ObjectionStore.COLUMNS + ObjectionStore.PHRASINGS + "FROM objection o",
            "o.id DESC",
            rows)
        .mapTo(Counted.class)
        .list();
  }
}
