package io.halfdoor.api.template;

import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Filters;
import io.halfdoor.api.item.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The query for a page of templates, put together from the filters that are asked for. */
final class TemplateList {

  /** The orders there are. An id is given when the item is added, so they sort by time. */
  enum Sort {
    NEWEST,
    OLDEST,
    TITLE
  }

  private final Filters filters = new Filters("t");
  private final Sort sort;

  TemplateList(Set<String> terms, Sort sort) {
    this.sort = sort;
    filters.with("t.terms && :terms", "terms", terms);
  }

  TemplateList ofKind(@Nullable TemplateKind kind) {
    filters.equal("kind", kind);
    return this;
  }

  TemplateList inState(@Nullable State state) {
    filters.equal("state", state);
    return this;
  }

  TemplateList ownedBy(@Nullable UUID owner) {
    filters.equal("owner_id", owner);
    return this;
  }

  TemplateList inLanguage(@Nullable String language) {
    filters.equal("language", language);
    return this;
  }

  TemplateList withExternalId(@Nullable String externalId) {
    filters.equal("external_id", externalId);
    return this;
  }

  /** Keeps those that have one of the values of each key. */
  TemplateList labelled(Map<String, Set<String>> labels) {
    filters.labelled(labels);
    return this;
  }

  /** Keeps those that help with an objection. */
  TemplateList answering(@Nullable UUID objection) {
    filters.with(
        """
          t.id IN (SELECT from_id FROM link WHERE to_id = :objection AND role = 'answers')
          """,
        "objection",
        objection);
    return this;
  }

  /** Keeps those that something was recorded of beyond a position of the feed's present epoch. */
  TemplateList changedSince(@Nullable Position position) {
    filters.changedSince(Template.KIND, position);
    return this;
  }

  /** Starts after an item: its id, and its title in lower case where the list goes by title. */
  TemplateList after(@Nullable String title, @Nullable UUID id) {
    if (id != null) {
      filters.with(
          switch (sort) {
            case NEWEST -> "t.id < :afterId";
            case OLDEST -> "t.id > :afterId";
            case TITLE -> "(lower(t.title), t.id) > (:afterTitle, :afterId)";
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
          case NEWEST -> "t.id DESC";
          case OLDEST -> "t.id";
          case TITLE -> "lower(t.title), t.id";
        };
    return filters
        .query(
            handle,
            "SELECT "
                + TemplateStore.BRIEF
                + ", lower(t.title) AS sort_title "
                + TemplateStore.SHOWN,
            order,
            rows)
        .mapTo(Listed.class)
        .list();
  }
}
