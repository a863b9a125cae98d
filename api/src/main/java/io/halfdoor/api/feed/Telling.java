package io.halfdoor.api.feed;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Change;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What one caller is told of changes. */
final class Telling {

  private final Items items;
  private final Caller caller;
  private final Set<String> terms;
  private final Set<String> kinds;

  /** Of these kinds; of all where none is named. */
  Telling(Items items, Caller caller, List<String> kinds) {
    this.items = items;
    this.caller = caller;
    this.terms = caller.terms();
    this.kinds = Set.copyOf(kinds);
  }

  /** Where a change stands and what is told of it: nothing, where the caller may not know of it. */
  record Told(Position position, Optional<ChangeBody> body) {}

  List<Told> tell(List<Change> batch) {
    Map<String, Set<UUID>> concerned = new HashMap<>();
    for (Change change : batch) {
      if (concerns(change) && !change.deleted()) {
        concerned.computeIfAbsent(change.kind(), none -> new HashSet<>()).add(change.itemId());
      }
    }
    Set<UUID> visible = new HashSet<>();
    concerned.forEach(
        (name, ids) ->
            items
                .kind(name)
                .ifPresentOrElse(
                    kind -> visible.addAll(visible(kind, ids)),
                    // No item that is found or listed anywhere: its change says all about it.
                    () -> visible.addAll(ids)));
    return batch.stream()
        .map(
            change ->
                new Told(
                    change.position(),
                    concerns(change)
                        ? Optional.of(body(change, visible.contains(change.itemId())))
                        : Optional.empty()))
        .toList();
  }

  private List<UUID> visible(ItemKind kind, Set<UUID> ids) {
    return items.visible(kind, ids, caller).stream().map(Item::id).toList();
  }

  private boolean concerns(Change change) {
    return (kinds.isEmpty() || kinds.contains(change.kind()))
        && !Collections.disjoint(change.audience(), terms);
  }

  private ChangeBody body(Change change, boolean isVisible) {
    String id = items.text(change.kind(), change.itemId());
    String position = change.position().toString();
    return isVisible && !change.deleted()
        ? new ChangeBody(
            position,
            change.kind(),
            id,
            false,
            change.at(),
            change.version(),
            change.action(),
            change.personId() == null ? null : Person.IDS.text(change.personId()))
        : new ChangeBody(position, change.kind(), id, true, change.at(), null, null, null);
  }
}
