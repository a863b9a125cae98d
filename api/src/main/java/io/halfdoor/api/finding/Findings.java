package io.halfdoor.api.finding;

import io.halfdoor.api.data.Ids;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.item.Items;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Where nightly checks of features put what they found. */
public final class Findings {

  private final Jdbi jdbi;
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final Items items;

  public Findings(Jdbi jdbi, Transactions transactions, Ids ids, InstantSource clock, Items items) {
    this.jdbi = jdbi;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.items = items;
  }

  public FindingResource resource() {
    return new FindingResource(jdbi.onDemand(FindingStore.class), items);
  }

  /**
   * Takes down the outcome of one check of all items of a kind: what it found stands, what it no
   * longer found is resolved.
   *
   * @param found the items, each with a sentence for whoever is to mend it
   * @return those that did not stand before
   */
  public Set<UUID> checked(String kind, FindingType type, Map<UUID, String> found) {
    return transactions.inTransaction(
        handle -> {
          FindingStore store = handle.attach(FindingStore.class);
          Instant now = clock.instant();
          Set<UUID> fresh = new HashSet<>(found.keySet());
          fresh.removeAll(store.standing(kind, type));
          store.resolveOthers(kind, type, found.keySet(), now);
          found.forEach(
              (itemId, detail) ->
                  store.raise(new Finding(ids.next(), kind, itemId, type, detail, now, null)));
          return fresh;
        });
  }
}
