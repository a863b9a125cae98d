package io.halfdoor.api.request;

import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where items stand in what a search finds: that which a request came from, made again.
 *
 * @param version the version of the request that it was made for; 0 where none was made
 * @param found the ids of what it finds first, in its order
 */
record Ranks(int version, List<String> found) {

  /** Of no search. */
  static final Ranks NONE = new Ranks(0, List.of());

  /** How many of what is found count as found: as many as a search shows at first. */
  static final int FIRST = 10;

  /** The rank of an item, from 1; null where it is not among what was found. */
  @Nullable Integer of(String id) {
    int place = found.indexOf(id);
    return place < 0 ? null : place + 1;
  }

  /** Refuses a request that is no longer what the search was made for. */
  void requireOf(Request present) {
    if (present.description().fromSearch() != null && version != present.version()) {
      throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
    }
  }

  /** Refuses what who asked would still not find. */
  static void requireFound(Request request, List<Deliverable> deliverables, Items items) {
    FromSearch search = request.description().fromSearch();
    if (search == null || deliverables.stream().allMatch(Ranks::isFound)) {
      return;
    }
    List<Standing> standings =
        deliverables.stream()
            .map(each -> new Standing(items.text(each.kind(), each.itemId()), each.rank()))
            .toList();
    throw Problem.conflict(
            "The search that it came from, \u201c%s\u201d, does not find all of it among the first %d. Have title, summary or text say what was searched for, and the labels what was filtered by; or deliver it with acknowledgeNotFound."
                .formatted(shortened(search.query()), FIRST))
        .with("deliverables", standings);
  }

  static boolean isFound(Deliverable deliverable) {
    return Objects.requireNonNullElse(deliverable.rank(), Integer.MAX_VALUE) <= FIRST;
  }

  private static String shortened(String query) {
    int most = 100;
    return query.codePointCount(0, query.length()) <= most
        ? query
        : query.substring(0, query.offsetByCodePoints(0, most)) + "\u2026";
  }

  /** The rank of something that is to be delivered; null where it is not found at all. */
  record Standing(String id, @Nullable Integer rank) {}
}
