package io.halfdoor.api.request;

import static java.util.stream.Collectors.groupingBy;

import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.finding.FindingType;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.item.Items;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what requests were answered with is still found by the searches that they came
 * from, where it was as it was delivered.
 */
final class FoundCheck {

  private static final int PAGE = 500;

  private final RequestStore requests;
  private final DeliverableStore deliverables;
  private final Items items;
  private final Access access;
  private final SearchAgain again;
  private final Findings findings;

  FoundCheck(Jdbi jdbi, Items items, Access access, SearchAgain again, Findings findings) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.deliverables = jdbi.onDemand(DeliverableStore.class);
    this.items = items;
    this.access = access;
    this.again = again;
    this.findings = findings;
  }

  void run() {
    Map<String, Map<UUID, String>> lost = new HashMap<>();
    @Nullable UUID last = null;
    for (List<UUID> page = deliverables.searchedFor(last, PAGE);
        !page.isEmpty();
        page = deliverables.searchedFor(last, PAGE)) {
      look(page, lost);
      last = page.getLast();
    }
    for (String kind : Delivery.KINDS) {
      findings.checked(kind, FindingType.NO_LONGER_FOUND, lost.getOrDefault(kind, Map.of()));
    }
  }

  private void look(List<UUID> page, Map<String, Map<UUID, String>> lost) {
    Map<UUID, List<Deliverable>> found =
        deliverables.latest(page).stream()
            .filter(Ranks::isFound)
            .collect(groupingBy(Deliverable::requestId));
    for (Request request : requests.findAll(found.keySet())) {
      Optional<Caller> reader = access.reader(request.requestedBy());
      if (reader.isEmpty()) {
        continue; // who left searches for nothing any more
      }
      Ranks now = again.of(request, reader.get(), Ranks.FIRST);
      for (Deliverable each : found.getOrDefault(request.id(), List.of())) {
        if (now.of(items.text(each.kind(), each.itemId())) == null) {
          lost.computeIfAbsent(each.kind(), none -> new HashMap<>())
              .putIfAbsent(each.itemId(), sentence(request));
        }
      }
    }
  }

  /** For all who see what was delivered: not all of them see every request. */
  private static String sentence(Request request) {
    String which =
        request.description().confidential() ? "a request" : Request.IDS.text(request.id());
    return "The search that %s came from, which it answered, no longer finds it among the first %d."
        .formatted(which, Ranks.FIRST);
  }
}
