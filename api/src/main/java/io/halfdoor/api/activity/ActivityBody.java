package io.halfdoor.api.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An activity as callers see it. */
record ActivityBody(
    String id,
    Instant at,
    @Nullable String personId,
    String kind,
    String item,
    long version,
    String action,
    @Nullable JsonNode detail,
    String requestId) {

  static Page<ActivityBody> page(List<Activity> rows, Paging paging, Items items) {
    return Page.of(rows, paging, activity -> List.of(String.valueOf(activity.id())))
        .map(activity -> of(activity, items));
  }

  /** The id that a page of activities starts after; null for the first page. */
  static @Nullable Long start(Paging paging) {
    List<String> after = paging.after(1);
    try {
      return after == null ? null : Long.valueOf(after.getFirst());
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }

  private static ActivityBody of(Activity activity, Items items) {
    return new ActivityBody(
        String.valueOf(activity.id()),
        activity.at(),
        activity.personId() == null ? null : Person.IDS.text(activity.personId()),
        activity.kind(),
        items.text(activity.kind(), activity.itemId()),
        activity.version(),
        activity.action(),
        activity.detail(),
        activity.requestId());
  }
}
