package io.halfdoor.api.request;

import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request may be answered with: what is published, in a version that the requester sees.
 * Where they have left, whoever delivers it stands in for them.
 */
final class Delivery {

  static final Set<String> KINDS = Set.of("collateral", "template", "answer");

  private final Access access;
  private final Items items;

  Delivery(Access access, Items items) {
    this.access = access;
    this.items = items;
  }

  /**
   * What is to be delivered.
   *
   * @param version the number of the version; the one that the item shows where it is absent
   */
  record Delivered(@NotNull String item, @Nullable @Min(1) Long version) {}

  /**
   * The deliverables that are named.
   *
   * @param ranks where the requester's search finds what
   * @throws Problem a conflict, where one of them is not to be delivered as it is now
   */
  List<Deliverable> of(Request request, List<Delivered> named, Ranks ranks, Caller caller) {
    Caller reader = reader(request, caller);
    List<Deliverable> deliverables = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Set<UUID> once = new HashSet<>();
    for (int i = 0; i < named.size(); i++) {
      Delivered delivered = named.get(i);
      String pointer = "/deliverables/" + i;
      Item item =
          items
              .find(delivered.item(), caller)
              .filter(found -> KINDS.contains(found.kind()))
              .orElse(null);
      if (item == null) {
        faults.add(
            Fault.at(
                pointer + "/item", "There is no collateral, template or answer with this id."));
      } else if (!once.add(item.id())) {
        faults.add(Fault.at(pointer + "/item", "It is named before."));
      } else if (!has(item, delivered.version(), caller)) {
        faults.add(Fault.at(pointer + "/version", "It has no version with this number."));
      } else {
        requireReadable(item, delivered.version(), reader);
        long version = Objects.requireNonNullElse(delivered.version(), item.number());
        deliverables.add(
            new Deliverable(
                request.id(), item.kind(), item.id(), version, ranks.of(items.text(item))));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return deliverables;
  }

  /** Who asked, or in their absence whoever delivers. */
  Caller reader(Request request, Caller caller) {
    return access.caller(request.requestedBy(), caller.tokenId()).orElse(caller);
  }

  private void requireReadable(Item item, @Nullable Long version, Caller reader) {
    if (!item.published()) {
      throw Problem.conflict(
          items.text(item) + " is not published; what cannot be read is not delivered.");
    }
    if (items.visible(item.kind(), item.id(), reader).isEmpty() || !has(item, version, reader)) {
      throw Problem.conflict(
          "Who asked does not see "
              + items.text(item)
              + "; see to its audience and version first.");
    }
  }

  private boolean has(Item item, @Nullable Long version, Caller caller) {
    ItemKind kind = items.kind(item.kind()).orElseThrow();
    return version == null || kind.versions().has(item.id(), version, caller);
  }
}
