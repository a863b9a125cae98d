package io.halfdoor.api.collateral;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Filters;
import io.halfdoor.api.item.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The query for a page of collateral, put together from the filters that are asked for. */
final class CollateralList {

  /** The orders there are. An id is given when the item is added, so they sort by time. */
  enum Sort {
    NEWEST,
    OLDEST,
    TITLE
  }

  private final Filters filters = new Filters("c");
  private final Sort sort;

  CollateralList(Set<String> terms, Sort sort) {
    this.sort = sort;
    filters.with("c.terms && :terms", "terms", terms);
  }

  CollateralList ofKind(@Nullable CollateralKind kind) {
    filters.equal("kind", kind);
    return this;
  }

  CollateralList inState(@Nullable State state) {
    filters.equal("state", state);
    return this;
  }

  CollateralList ownedBy(@Nullable UUID owner) {
    filters.equal("owner_id", owner);
    return this;
  }

  CollateralList inLanguage(@Nullable String language) {
    filters.equal("language", language);
    return this;
  }

  CollateralList withExternalId(@Nullable String externalId) {
    filters.equal("external_id", externalId);
    return this;
  }

  /** Keeps those that have one of the values of each key. */
  CollateralList labelled(Map<String, Set<String>> labels) {
    filters.labelled(labels);
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  CollateralList changedSince(@Nullable Position position) {
    filters.changedSince(Collateral.KIND, position);
    return this;
  }

  /** Starts after an item: its id, and its title in lower case where the list goes by title. */
  CollateralList after(@Nullable String title, @Nullable UUID id) {
    if (id != null) {
      filters.with(
          switch (sort) {
            case NEWEST -> "c.id < :afterId";
            case OLDEST -> "c.id > :afterId";
            case TITLE -> "(lower(c.title), c.id) > (:afterTitle, :afterId)";
          },
          "afterId",
          id);
      if (sort == Sort.TITLE) {
        filters.value("afterTitle", title == null ? "" : title);
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
    return filters
        .query(
            handle,
            "SELECT "
                + CollateralStore.COLUMNS
                + ", lower(c.title) AS sort_title, NULL AS v_text, "
                + CollateralStore.VERSION
                + CollateralStore.SHOWN,
            order,
            rows)
        .mapTo(Listed.class)
        .list();
  }
}
