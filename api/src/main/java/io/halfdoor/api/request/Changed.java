package io.halfdoor.api.request;

import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.MergePatch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change as the timeline tells of it: of each field from what to what, and why. */
record Changed(Map<String, MergePatch.FromTo> changes, @Nullable String reason) {

  /**
   * What becomes another with the next version of a request.
   *
   * @throws Problem where that is a need-by date that was set, and nobody says why
   */
  static Changed of(
      Request present, Request next, @Nullable String reason, MergePatch patches, Items items) {
    Map<String, MergePatch.FromTo> changes =
        patches.difference(Wording.of(present, items), Wording.of(next, items));
    List<UUID> before = present.description().dealIds();
    List<UUID> after = next.description().dealIds();
    if (!before.equals(after)) {
      changes.put("deals", new MergePatch.FromTo(deals(before), deals(after)));
    }
    if (present.description().needBy() != null && changes.containsKey("needBy") && reason == null) {
      throw Problem.invalid(
          Fault.at("/reason", "Say why the date is another, for all who count on it."));
    }
    return new Changed(changes, reason);
  }

  boolean isNothing() {
    return changes.isEmpty();
  }

  private static List<String> deals(List<UUID> ids) {
    return ids.stream().map(Deals.IDS::text).toList();
  }
}
